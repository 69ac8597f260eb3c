/** Pictures of arrays as SVG and PNG, drawn alike on every machine. Runs in Node only. */
export {
  type AnimatedEllipsesOptions,
  animatedEllipses,
  type Ellipse,
  type EllipseAxis,
  type EllipsesOptions,
  ellipses,
  type Place,
  type Segment,
} from "./ellipses.ts";
export { type HeatmapOptions, heatmap, type MapAxis } from "./heatmap.ts";
export { type LinesOptions, lines } from "./lines.ts";
export type { Picture } from "./picture.ts";
export type { Pool } from "./resample.ts";
export type { Scheme } from "./scheme.ts";
export type { LinePanel, Series } from "./series.ts";
export { toPng } from "./to-png.ts";
