/** Pictures of arrays as SVG and PNG, drawn alike on every machine. Runs in Node only. */
export type { Scheme } from "./colours.ts";
export { type HeatmapOptions, heatmap, type MapAxis } from "./heatmap.ts";
export type { LinePanel } from "./line-panel.ts";
export { type LinesOptions, lines } from "./lines.ts";
export type { Picture } from "./picture.ts";
export type { Pool } from "./resample.ts";
export type { Series } from "./series.ts";
export { toPng } from "./to-png.ts";
