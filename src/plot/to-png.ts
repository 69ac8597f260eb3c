import { fileURLToPath } from "node:url";

/** Pixels of the PNG for each unit of the SVG. */
const zoom = 2;
const font = fileURLToPath(new URL("../../assets/fonts/DejaVuSans-subset.ttf", import.meta.url));

/** Draws an SVG document on white at twice its size, with the font of this package and no other. */
export async function toPng(svg: string): Promise<Uint8Array> {
  return new Uint8Array((await rendered(svg, zoom)).asPng());
}

/** The pixels of an SVG document at its own size: red, green, blue and opacity of each, row by row from the top. */
export async function toPixels(svg: string) {
  const { pixels, width, height } = await rendered(svg, 1);
  return { pixels: new Uint8Array(pixels), width, height };
}

async function rendered(svg: string, value: number) {
  const { Resvg } = await import("@resvg/resvg-js");
  const drawing = new Resvg(svg, {
    fitTo: { mode: "zoom", value },
    background: "#ffffff",
    font: {
      fontFiles: [font],
      loadSystemFonts: false,
      defaultFontFamily: "DejaVu Sans",
      sansSerifFamily: "DejaVu Sans",
    },
  });
  return drawing.render();
}
