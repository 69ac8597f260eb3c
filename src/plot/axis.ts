import { fontSize, textWidth } from "./svg.ts";
import { linearScale, type Scale } from "./ticks.ts";

/** Distances around an axis in pixels. */
export const tickLength = 5;
export const tickGap = 4;
const labelGap = 5;
const lineHeight = 1.25 * fontSize;

/** The distance from a plot's lower edge to the name of its axis, and the room that both take. */
export const bottom = {
  label: Math.round(tickLength + tickGap + lineHeight + labelGap + fontSize),
  room: Math.round(tickLength + tickGap + lineHeight + labelGap + lineHeight),
} as const;

/** The same for the left or right edge. */
export function side({ ticks }: Scale): { readonly label: number; readonly room: number } {
  const widest = Math.max(0, ...ticks.map(({ label }) => textWidth(label)));
  const label = Math.ceil(tickLength + tickGap + widest + labelGap + fontSize);
  return { label, room: label + 4 };
}

/** The scale of a horizontal axis: as many ticks as there is room for their labels. */
export function horizontalScale(domain: readonly [number, number], width: number): Scale {
  for (let count = 8; count > 1; count--) {
    const scale = linearScale(domain, count);
    const widest = Math.max(...scale.ticks.map(({ label }) => textWidth(label)));
    if (scale.ticks.length * (widest + 2 * fontSize) <= width) return scale;
  }
  return linearScale(domain, 1);
}

/** The scale of a vertical axis: a tick for about every three lines of text. */
export function verticalScale(domain: readonly [number, number], height: number): Scale {
  return linearScale(domain, Math.max(2, Math.round(height / (3 * lineHeight))));
}
