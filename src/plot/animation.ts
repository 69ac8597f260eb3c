import { createRequire } from "node:module";
import { toPixels } from "./to-png.ts";

/** What is used of gifenc 1.0, which has no types of its own, nor exports that every loader of modules sees by name. */
interface Gifenc {
  GIFEncoder(): {
    writeFrame(
      indices: Uint8Array,
      width: number,
      height: number,
      options: { readonly palette: Palette; readonly delay: number; readonly repeat: number },
    ): void;
    finish(): void;
    bytes(): Uint8Array;
  };
  quantize(rgba: Uint8Array, colours: number): Palette;
  applyPalette(rgba: Uint8Array, palette: Palette): Uint8Array;
}

type Palette = readonly (readonly number[])[];

/** An animated GIF of SVG documents of one size, which repeats for ever; 256 colours taken from its last frame. */
export async function gifOf(documents: readonly string[], delay: number): Promise<Uint8Array> {
  const require = createRequire(import.meta.url);
  const { GIFEncoder, quantize, applyPalette } = require("gifenc") as Gifenc;
  const last = await toPixels(documents.at(-1) ?? "");
  const palette = quantize(last.pixels, 256);
  const gif = GIFEncoder();
  for (const svg of documents) {
    const { pixels, width, height } = await toPixels(svg);
    gif.writeFrame(applyPalette(pixels, palette), width, height, { palette, delay, repeat: 0 });
  }
  gif.finish();
  return gif.bytes();
}
