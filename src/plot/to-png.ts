import { fileURLToPath } from "node:url";

/** Pixels of the PNG for each unit of the SVG. */
const zoom = 2;
const font = fileURLToPath(new URL("../../assets/fonts/DejaVuSans-subset.ttf", import.meta.url));

/** Draws an SVG document on white at twice its size, with the font of this package and no other. */
export async function toPng(svg: string): Promise<Uint8Array> {
  const { Resvg } = await import("@resvg/resvg-js");
  const drawing = new Resvg(svg, {
    fitTo: { mode: "zoom", value: zoom },
    background: "#ffffff",
    font: {
      fontFiles: [font],
      loadSystemFonts: false,
      defaultFontFamily: "DejaVu Sans",
      sansSerifFamily: "DejaVu Sans",
    },
  });
  return new Uint8Array(drawing.render().asPng());
}
