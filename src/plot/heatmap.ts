import { invalid, type Tensor } from "../core/index.ts";
import { bottom, horizontalScale, side, verticalScale } from "./axis.ts";
import { colourIndices, extremeColours, missing, schemePalette } from "./colours.ts";
import { dataUri, indexedPng } from "./indexed-png.ts";
import { loadDrawing } from "./library.ts";
import { type Frame, panel } from "./panel.ts";
import { type Picture, picture, requireSize } from "./picture.ts";
import { type Cells, cellsAround, type Pool, resample } from "./resample.ts";
import type { Scheme } from "./scheme.ts";
import { title as heading, image, margin, svgDocument } from "./svg.ts";

/** The places of a map's columns or rows. */
export interface MapAxis {
  /** Strictly monotone, not necessarily equally spaced. */
  readonly values: ArrayLike<number>;
  readonly label: string;
}

/** What a map shows. */
export interface HeatmapOptions {
  readonly title: string;
  /** Places of the columns, shape [nx]. */
  readonly x: MapAxis;
  /** Places of the rows, shape [ny]; larger ones are drawn higher. */
  readonly y: MapAxis;
  /** Values, shape [ny, nx]; those that are not finite are drawn grey. */
  readonly z: Tensor;
  /** The name of the values, beside the colour bar. */
  readonly zLabel: string;
  /** The values of the first and the last colour. @defaultValue the smallest and the largest value, or 0 and the largest */
  readonly zDomain?: readonly [low: number, high: number];
  /** @defaultValue `"viridis"` */
  readonly scheme?: Scheme;
  /** What a pixel shows of several values: their mean, or the largest, which keeps narrow peaks. @defaultValue `"mean"` */
  readonly pool?: Pool;
  /** Width in pixels; the PNG has twice as many. @defaultValue 720 */
  readonly width?: number;
  /** Height in pixels; the PNG has twice as many. @defaultValue 480 */
  readonly height?: number;
}

const bar = { gap: 18, width: 16 } as const;
/** Pixels of the raster for each pixel of the document. */
const density = 2;

/** Draws a field over two axes as colours, with a colour bar. */
export async function heatmap(options: HeatmapOptions): Promise<Picture> {
  const { title, x, y, z, zLabel, zDomain, scheme = "viridis", pool = "mean", width = 720, height = 480 } = options;
  requireSize(width, height);
  if (z.shape.join() !== [y.values.length, x.values.length].join()) {
    throw invalid({ what: `z must have shape [${y.values.length}, ${x.values.length}], rows along y`, got: z.shape });
  }
  if (zDomain !== undefined && !(zDomain[1] - zDomain[0] > 0)) {
    throw invalid({ what: "zDomain must be two ascending numbers", got: zDomain });
  }
  const [columns, rows] = [cellsAround("x.values", x.values), cellsAround("y.values", y.values)];
  const drawing = await loadDrawing();
  const palette = schemePalette(drawing, scheme);

  const inner = height - margin.top - bottom.room - margin.edge;
  const yAxis = { scale: verticalScale(extremes(rows), inner), label: y.label };
  const zAxis = {
    scale: verticalScale(zDomain ?? extremeColours(z.data), inner),
    label: zLabel,
    anchor: "right",
  } as const;
  const left = margin.edge + side(yAxis.scale).room;
  const right = bar.gap + bar.width + side(zAxis.scale).room + margin.edge;
  const frame: Frame = { left, top: margin.top, width: width - left - right, height: inner };
  const barFrame: Frame = { ...frame, left: left + frame.width + bar.gap, width: bar.width };
  const xAxis = { scale: horizontalScale(extremes(columns), frame.width), label: x.label };

  const size = [density * frame.width, density * frame.height] as const;
  const indices = colourIndices(resample(z, columns, rows, ...size, pool), zAxis.scale.domain);
  const ramp = Uint8Array.from({ length: missing }, (_, i) => missing - 1 - i);
  return picture(
    svgDocument(width, height, [
      heading(left, title, width),
      image(frame, dataUri(indexedPng(...size, indices, palette))),
      panel(drawing, frame, { x: xAxis, y: yAxis }),
      image(barFrame, dataUri(indexedPng(1, missing, ramp, palette))),
      panel(drawing, barFrame, { y: zAxis }),
    ]),
  );
}

function extremes({ edges }: Cells): readonly [number, number] {
  return [edges[0]!, edges.at(-1)!];
}
