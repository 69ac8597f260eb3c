import { invalid } from "../core/index.ts";
import { bottom, horizontalScale, side } from "./axis.ts";
import { loadDrawing } from "./library.ts";
import { drawPanel, extremes, planPanel, withMargin } from "./line-panel.ts";
import { type Picture, picture, requireSize } from "./picture.ts";
import type { LinePanel } from "./series.ts";
import { title as heading, margin, svgDocument } from "./svg.ts";

/** What a plot of lines shows: one panel, or several under one another with one horizontal axis. */
export type LinesOptions = {
  readonly title: string;
  /** The name of the places. @defaultValue none */
  readonly xLabel?: string;
  /** Width in pixels; the PNG has twice as many. @defaultValue 720 */
  readonly width?: number;
  /** Height in pixels; the PNG has twice as many. @defaultValue 440, and 200 for each panel after the first */
  readonly height?: number;
} & (LinePanel | { readonly panels: readonly LinePanel[] });

const top = margin.top - 6;
const right = margin.edge + 8;
const gap = 16;

/** Draws lines over linear or logarithmic axes, with a legend. */
export async function lines(options: LinesOptions): Promise<Picture> {
  const panels = "panels" in options ? options.panels : [options];
  const { title, xLabel = "", width = 720, height = 440 + 200 * (panels.length - 1) } = options;
  requireSize(width, height);
  if (panels.every(({ series }) => series.length === 0)) throw invalid({ what: "series must not be empty" });

  const drawing = await loadDrawing();
  const plans = panels.map((one) => planPanel(one, width - 80, height / panels.length - 80));
  const sides = plans.map(({ y }) => side(y.scale));
  const left = margin.edge + Math.max(...sides.map(({ room }) => room));
  const labelOffset = Math.max(...sides.map(({ label }) => label));
  const legends = plans.reduce((sum, plan) => sum + plan.legend.height, 0);
  const room = height - top - legends - gap * (panels.length - 1) - bottom.room - margin.edge;
  const frame = { left, width: width - left - right, height: Math.floor(room / panels.length) };
  const places = plans.flatMap((plan) => plan.lines.flatMap((line) => line.map(([x]) => x)));
  const [low, high] = extremes(places);
  const x = { scale: horizontalScale(low < high ? [low, high] : withMargin([low, high]), frame.width), label: xLabel };

  let down = top;
  const parts = plans.map((plan, i) => {
    const place = { ...frame, top: down + plan.legend.height };
    down = place.top + place.height + gap;
    const aligned = { ...plan, y: { ...plan.y, labelOffset } };
    return drawPanel(drawing, place, aligned, i === plans.length - 1 ? x : { ...x, label: "", labelled: false });
  });
  return picture(svgDocument(width, height, [heading(left, title, width), ...parts]));
}
