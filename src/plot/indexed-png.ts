import { crc32, deflateSync } from "node:zlib";

/** Colours as consecutive bytes red, green, blue; at most 256. */
export type Palette = Uint8Array;

/**
 * A PNG file of palette indices, row by row from the top.
 *
 * Source: PNG specification, third edition, sections 5 and 11: colour type 3, eight bits, no filter.
 */
export function indexedPng(width: number, height: number, indices: Uint8Array, palette: Palette): Uint8Array {
  const lines = new Uint8Array(height * (width + 1)); // each line begins with its filter, 0
  for (let y = 0; y < height; y++) lines.set(indices.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, 3], 8);
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  const end = chunk("IEND", new Uint8Array(0));
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("PLTE", palette),
    chunk("IDAT", deflateSync(lines)),
    end,
  ]);
}

/** A PNG as the address of an image in an SVG document. */
export function dataUri(png: Uint8Array): string {
  return `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const out = new Uint8Array(12 + data.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, data.length);
  out.set(Buffer.from(type, "latin1"), 4);
  out.set(data, 8);
  view.setUint32(8 + data.length, crc32(out.subarray(4, 8 + data.length)));
  return out;
}
