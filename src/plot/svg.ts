/** The colour of axes and text. */
export const ink = "#222222";
/** The size of labels in pixels. */
export const fontSize = 13;
/** Room around everything, and over the plots for the title. */
export const margin = { edge: 12, top: 44, title: 26 } as const;
/** DejaVu Sans ships with this package; the others are about as wide. */
const fontFamily = "DejaVu Sans, Verdana, Geneva, sans-serif";

/** A whole SVG document of parts. */
export function svgDocument(width: number, height: number, parts: readonly string[]): string {
  const attributes = [
    'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"',
    `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`,
    `font-family="${fontFamily}" font-size="${fontSize}" color="${ink}" fill="${ink}"`,
  ];
  const background = `<rect width="${width}" height="${height}" fill="#ffffff"/>`;
  return `<svg ${attributes.join(" ")}>${background}${parts.join("")}</svg>`;
}

/** The title of a document, over the left edge of its plots; smaller where it is long. */
export function title(x: number, content: string, width: number): string {
  const size = Math.min(16, (width - x - margin.edge) / textWidth(content, 1));
  return text(x, margin.title, content, `font-size="${size.toFixed(2)}"`);
}

/** A line of text that begins at a place, its base line at `y`. */
export function text(x: number, y: number, content: string, attributes = ""): string {
  return `<text x="${x}" y="${y}" ${attributes}>${escaped(content)}</text>`;
}

/** An image stretched over a rectangle, its pixels kept sharp. */
export function image(at: { left: number; top: number; width: number; height: number }, address: string): string {
  const place = `x="${at.left}" y="${at.top}" width="${at.width}" height="${at.height}"`;
  return `<image ${place} preserveAspectRatio="none" image-rendering="optimizeSpeed" xlink:href="${address}"/>`;
}

/** The width of a text in pixels, within about a twentieth, from classes of letters of DejaVu Sans. */
export function textWidth(content: string, size: number = fontSize): number {
  return (
    [...content].reduce((sum, character) => sum + (widths.find(([of]) => of.test(character))?.[1] ?? 0.62), 0) * size
  );
}

const widths: readonly (readonly [characters: RegExp, em: number])[] = [
  [/[ijl|!'.,:;\s]/u, 0.32],
  [/[ftrI()[\]⁰¹²³⁴⁵⁶⁷⁸⁹⁻₀-₉/-]/u, 0.4],
  [/[mwMW]/u, 0.93],
  [/[A-Z×+=<>−±]/u, 0.76],
];

function escaped(content: string): string {
  return content.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
