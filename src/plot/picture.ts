import { requireNumber } from "../core/index.ts";
import { toPng } from "./to-png.ts";

/** One picture in two formats. */
export interface Picture {
  /** A self-contained SVG document. */
  readonly svg: string;
  /** The same as PNG, with two pixels for each of the document. */
  readonly png: Uint8Array;
}

/** The picture of an SVG document. */
export async function picture(svg: string): Promise<Picture> {
  return { svg, png: await toPng(svg) };
}

/** Refuses sizes into which axes and labels do not fit, or that take too much memory. */
export function requireSize(width: number, height: number): void {
  for (const [name, size] of Object.entries({ width, height })) {
    requireNumber(
      name,
      size,
      (n) => Number.isInteger(n) && n >= 240 && n <= 8192,
      "an integer from 240 to 8192",
      "720",
    );
  }
}
