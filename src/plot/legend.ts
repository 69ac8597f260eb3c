import { fontSize, text, textWidth } from "./svg.ts";

/** How a line is drawn. */
export interface Stroke {
  readonly colour: string;
  /** Lengths of dashes and gaps, as in SVG; empty for a full line. */
  readonly dash: string;
}

/**
 * Colours that differ under every colour blindness; after them they repeat with dashes.
 *
 * Source: Okabe & Ito (2008), Color Universal Design, without yellow.
 */
const colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"] as const;
const dashes = ["", "7,4", "2,3", "9,3,2,3"] as const;

/** The stroke of line number `index`. */
export function strokeOf(index: number): Stroke {
  const dash = dashes[Math.floor(index / colours.length) % dashes.length]!;
  return { colour: colours[index % colours.length]!, dash };
}

/** A legend, and the room it takes. */
export interface Legend {
  readonly height: number;
  /** The legend with its upper left corner at a place. */
  at(x: number, y: number): string;
}

const sample = 26;
const gap = 7;
const between = 22;
const lineHeight = 1.5 * fontSize;

/** A row of names beside samples of their lines, then a note; broken where it is wider than `width`. */
export function legend(names: readonly string[], note: string, width: number): Legend {
  let [x, row] = [0, 0];
  const entries = names.map((name, index) => ({ name, stroke: strokeOf(index) as Stroke | undefined }));
  const items = [...entries, { name: note, stroke: undefined }].flatMap(({ name, stroke }) => {
    if (name === "") return [];
    const item = (stroke === undefined ? 0 : sample + gap) + textWidth(name);
    if (x > 0 && x + item > width) [x, row] = [0, row + 1];
    const place = { name, stroke, x, y: (row + 0.5) * lineHeight };
    x += item + between;
    return [place];
  });
  return {
    height: items.length === 0 ? 0 : Math.ceil((row + 1) * lineHeight) + 5,
    at: (left, top) => items.map((item) => drawn(item.name, item.stroke, left + item.x, top + item.y)).join(""),
  };
}

function drawn(name: string, stroke: Stroke | undefined, x: number, y: number): string {
  const base = y + 0.36 * fontSize;
  if (stroke === undefined) return text(x, base, name, 'fill="#666666"');
  const dashed = stroke.dash === "" ? "" : ` stroke-dasharray="${stroke.dash}"`;
  const line = `<path d="M${x},${y}h${sample}" stroke="${stroke.colour}" stroke-width="2" fill="none"${dashed}/>`;
  return line + text(x + sample + gap, base, name);
}
