import type * as PlotLibrary from "@observablehq/plot";

/** Observable Plot, and a document of linkedom in which it draws. */
export interface Drawing {
  readonly Plot: typeof PlotLibrary;
  /** The marks and axes of a plot as the content of an SVG group. */
  readonly draw: (options: PlotLibrary.PlotOptions) => string;
}

let loading: Promise<Drawing> | undefined;

/** Loads the drawing libraries on first use. */
export function loadDrawing(): Promise<Drawing> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Drawing> {
  const [Plot, { parseHTML }] = await Promise.all([import("@observablehq/plot"), import("linkedom")]);
  const { document } = parseHTML("<html><body></body></html>");
  return {
    Plot,
    draw: (options) => {
      const inner = String(Plot.plot({ ...options, document }).innerHTML).replace(/<style>.*?<\/style>/s, "");
      return `<g text-anchor="middle" fill="currentColor">${inner}</g>`;
    },
  };
}
