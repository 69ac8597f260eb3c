import type { AxisXOptions, AxisYOptions, Markish } from "@observablehq/plot";
import { bottom, side, tickGap, tickLength } from "./axis.ts";
import type { Drawing } from "./library.ts";
import { fontSize, ink } from "./svg.ts";
import type { Scale } from "./ticks.ts";

/** The rectangle between the axes, in pixels of the document. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A scale with the name of what it measures. */
export interface Axis {
  readonly scale: Scale;
  readonly label: string;
  /** Where a vertical axis stands. @defaultValue `"left"` */
  readonly anchor?: "left" | "right";
  /** The distance of a vertical axis' name from the frame. @defaultValue beside the labels of the ticks */
  readonly labelOffset?: number;
  /** Whether ticks have their values beside them. @defaultValue true */
  readonly labelled?: boolean;
}

/** What is drawn in a frame. */
export interface Panel {
  readonly x?: Axis;
  readonly y?: Axis;
  /** Over the frame and under the ticks, from back to front. */
  readonly marks?: readonly Markish[];
  /** Whether a faint line runs across at every labelled value of `y`. @defaultValue false */
  readonly grid?: boolean;
}

/** A frame with its axes and marks, as a part of an SVG document. */
export function panel({ Plot, draw }: Drawing, frame: Frame, { x, y, marks = [], grid = false }: Panel): string {
  const axes = [
    ...(x === undefined ? [] : [Plot.axisX(options(x, bottom.label)), ...between(x, (ticks) => Plot.axisX(ticks))]),
    ...(y === undefined
      ? []
      : [
          Plot.axisY({ ...options(y, y.labelOffset ?? side(y.scale).label), anchor: y.anchor ?? "left" }),
          ...between(y, (ticks) => Plot.axisY({ ...ticks, anchor: y.anchor ?? "left" })),
        ]),
  ];
  return draw({
    width: frame.left + frame.width,
    height: frame.top + frame.height,
    marginLeft: frame.left,
    marginTop: frame.top,
    marginRight: 0,
    marginBottom: 0,
    x: x === undefined ? { axis: null } : { type: x.scale.type, domain: [...x.scale.domain] },
    y: y === undefined ? { axis: null } : { type: y.scale.type, domain: [...y.scale.domain] },
    marks: [...(grid ? [gridOf(Plot, y)] : []), Plot.frame({ stroke: ink }), ...marks, ...axes],
  });
}

function gridOf(Plot: Drawing["Plot"], y: Axis | undefined): Markish {
  return Plot.gridY(
    (y?.scale.ticks ?? []).map(({ value }) => value),
    { stroke: "#dddddd", strokeOpacity: 1 },
  );
}

type AxisOptions = AxisXOptions & AxisYOptions;

function options({ scale, label, labelled = true }: Axis, labelOffset: number): AxisOptions {
  const labels = new Map(scale.ticks.map((tick) => [tick.value, tick.label]));
  return {
    ticks: [...labels.keys()],
    tickFormat: (value: number) => (labelled ? (labels.get(value) ?? "") : ""),
    tickSize: tickLength,
    tickPadding: tickGap,
    label: label === "" ? null : label,
    labelAnchor: "center",
    labelArrow: "none",
    labelOffset,
    fontSize,
    fontVariant: "normal",
    color: ink,
  };
}

/** The small ticks of a logarithmic axis. */
function between<T>({ scale }: Axis, make: (ticks: AxisOptions) => T): readonly T[] {
  if (scale.between.length === 0) return [];
  return [make({ ticks: [...scale.between], tickFormat: () => "", tickSize: tickLength / 2, label: null, color: ink })];
}
