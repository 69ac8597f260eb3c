import type { Palette } from "./indexed-png.ts";
import type { Drawing } from "./library.ts";
import type { Scheme } from "./scheme.ts";

/** The index of a missing value, and the number of colours before it. */
export const missing = 255;

/** The colours of a scheme from low to high, and light grey for missing values. */
export function schemePalette({ Plot }: Drawing, scheme: Scheme): Palette {
  const colour = Plot.scale({ color: { type: "linear", scheme, domain: [0, 1] } });
  const palette = new Uint8Array(3 * 256);
  for (let i = 0; i < missing; i++) palette.set(channels(String(colour.apply(i / (missing - 1)))), 3 * i);
  palette.set([0xdd, 0xdd, 0xdd], 3 * missing);
  return palette;
}

/** The index of each value's colour on a domain; `missing` for NaN. */
export function colourIndices(values: Float64Array, [low, high]: readonly [number, number]): Uint8Array {
  const scale = (missing - 1) / (high - low);
  const indices = new Uint8Array(values.length);
  for (let i = 0; i < indices.length; i++) {
    const level = Math.round((values[i]! - low) * scale);
    indices[i] = Number.isNaN(level) ? missing : Math.min(Math.max(level, 0), missing - 1);
  }
  return indices;
}

/** The domain of a field's colours: its finite extremes, from 0 where they come close to it; widened where they agree. */
export function extremeColours(values: Float64Array): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return [0, 1];
  const margin = low === high ? Math.abs(low) / 10 || 1 : 0;
  return [low > 0 && low < high / 20 ? 0 : low - margin, high + margin];
}

/** The channels of a colour as `#rrggbb` or `rgb(r, g, b)`. */
function channels(colour: string): readonly number[] {
  if (!colour.startsWith("#")) return (colour.match(/\d+/g) ?? []).slice(0, 3).map(Number);
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
