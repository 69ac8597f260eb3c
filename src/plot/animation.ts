import { toPixels } from "./to-png.ts";

/** An animated GIF of SVG documents of one size, which repeats for ever; 256 colours taken from its last frame. */
export async function gifOf(documents: readonly string[], delay: number): Promise<Uint8Array> {
  // The module has no exports that Node sees by name.
  const { default: gifenc } = await import("gifenc");
  const { GIFEncoder, quantize, applyPalette } = gifenc;
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
