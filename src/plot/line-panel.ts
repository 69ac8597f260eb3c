import { verticalScale } from "./axis.ts";
import { floored } from "./floor.ts";
import { type Legend, legend, strokeOf } from "./legend.ts";
import type { Drawing } from "./library.ts";
import { type Axis, type Frame, panel } from "./panel.ts";
import { type LinePanel, type Point, pointsOf } from "./series.ts";
import { logScale, numberLabel } from "./ticks.ts";

/** A panel of which everything but its place is decided. */
export interface PlannedPanel {
  readonly lines: readonly (readonly Point[])[];
  readonly y: Axis;
  readonly legend: Legend;
}

/** Plans a panel of about `width` × `height` pixels. */
export function planPanel(
  { series, yLabel = "", yScale = "linear", floor }: LinePanel,
  width: number,
  height: number,
): PlannedPanel {
  const points = series.map((one) => pointsOf(one, width));
  const names = series.map(({ label }) => label);
  if (yScale === "linear") {
    const scale = verticalScale(withMargin(extremes(points.flatMap(values))), height);
    return { lines: points, y: { scale, label: yLabel }, legend: legend(names, "", width) };
  }
  const raised = floored(points, floor);
  const [, top] = extremes(raised.lines.flatMap(values));
  const lowest = numberLabel(raised.floor, 3);
  const note = raised.clipped ? `values under ${lowest} are drawn at ${lowest}` : "";
  const scale = logScale([raised.floor, Math.max(top, raised.floor)]);
  return { lines: raised.lines, y: { scale, label: yLabel }, legend: legend(names, note, width) };
}

/** Draws a planned panel in its frame, the legend over it. */
export function drawPanel(drawing: Drawing, frame: Frame, { lines, y, legend: names }: PlannedPanel, x: Axis): string {
  const { Plot } = drawing;
  const marks = lines.map((line, index) => {
    const { colour, dash } = strokeOf(index);
    return Plot.line(line, { stroke: colour, strokeWidth: 1.75, ...(dash === "" ? {} : { strokeDasharray: dash }) });
  });
  return names.at(frame.left, frame.top - names.height) + panel(drawing, frame, { x, y, marks, grid: true });
}

/** The smallest and the largest of finite values; 0 and 1 when there are none. */
export function extremes(numbers: readonly number[]): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const number of numbers) {
    if (!Number.isFinite(number)) continue;
    low = Math.min(low, number);
    high = Math.max(high, number);
  }
  return low > high ? [0, 1] : [low, high];
}

/** Extremes a twentieth further apart on each side; around a single value a tenth of it, or 1. */
export function withMargin([low, high]: readonly [number, number]): readonly [number, number] {
  const margin = low === high ? Math.abs(low) / 10 || 1 : (high - low) / 20;
  return [low - margin, high + margin];
}

function values(line: readonly Point[]): readonly number[] {
  return line.map(([, y]) => y);
}
