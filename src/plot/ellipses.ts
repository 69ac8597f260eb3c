import { invalid, requireNumber } from "../core/index.ts";
import { gifOf } from "./animation.ts";
import { bottom, horizontalScale, side, verticalScale } from "./axis.ts";
import { loadDrawing } from "./library.ts";
import { type Frame, panel } from "./panel.ts";
import { type Picture, picture, requireSize } from "./picture.ts";
import { title as heading, margin, svgDocument, text } from "./svg.ts";

/** An ellipse in the coordinates of a plot: x = centre + p·first + q·second with p² + q² = 1. */
export interface Ellipse {
  readonly centre: readonly [x: number, y: number];
  /** Its semi-axes as vectors, orthogonal in the coordinates or not. */
  readonly first: readonly [x: number, y: number];
  readonly second: readonly [x: number, y: number];
  /** Negative ones are drawn in another colour. @defaultValue `1` */
  readonly sign?: number;
}

/** A plot of ellipses. */
export interface EllipsesOptions {
  readonly title: string;
  readonly x: EllipseAxis;
  readonly y: EllipseAxis;
  readonly ellipses: readonly Ellipse[];
  /** Places that are marked by dots, over the ellipses. @defaultValue none */
  readonly points?: readonly Place[];
  /** Straight lines under the ellipses; those that are edges are dark and dashed. @defaultValue none */
  readonly segments?: readonly Segment[];
  /** Width in pixels; the PNG has twice as many. @defaultValue 720 */
  readonly width?: number;
  /** Height in pixels; the PNG has twice as many. @defaultValue 480 */
  readonly height?: number;
}

/** A place in the coordinates of a plot. */
export type Place = readonly [x: number, y: number];

/** A straight line between two places. */
export interface Segment {
  readonly from: Place;
  readonly to: Place;
  /** Whether it is the edge of something, such as the domain. @defaultValue `false` */
  readonly edge?: boolean;
}

/** The range of an axis and its name. */
export interface EllipseAxis {
  readonly range: readonly [from: number, to: number];
  readonly label: string;
}

/** Ellipses that change, one list after another. */
export interface AnimatedEllipsesOptions extends Omit<EllipsesOptions, "ellipses" | "points" | "segments"> {
  readonly frames: readonly { readonly caption: string; readonly ellipses: readonly Ellipse[] }[];
  /** Milliseconds of a frame. @defaultValue `120` */
  readonly delay?: number;
}

const colours = { positive: "#2166ac", negative: "#b2182b", edge: "#222222" } as const;

/** Draws ellipses, points and lines over two linear axes, cut off at the frame. */
export async function ellipses({ points = [], segments = [], ...options }: EllipsesOptions): Promise<Picture> {
  const draw = await drawerOf(options);
  return picture(draw(options.ellipses, "", { points, segments }));
}

/** An animated GIF of ellipses, as large as the SVG document would be. */
export async function animatedEllipses(options: AnimatedEllipsesOptions): Promise<Uint8Array> {
  const { frames, delay = 120 } = options;
  if (frames.length === 0) throw invalid({ what: "frames must not be empty" });
  requireNumber("delay", delay, (ms) => ms >= 20, "at least 20 milliseconds", "120");
  const draw = await drawerOf(options);
  return gifOf(
    frames.map((frame) => draw(frame.ellipses, frame.caption)),
    delay,
  );
}

async function drawerOf(options: Omit<EllipsesOptions, "ellipses">) {
  const { title, x, y, width = 720, height = 480 } = options;
  requireSize(width, height);
  for (const [name, { range }] of Object.entries({ x, y })) {
    if (!(range[0] < range[1])) throw invalid({ what: `${name}.range must go up`, got: range });
  }
  const drawing = await loadDrawing();
  const inner = height - margin.top - bottom.room - margin.edge;
  const up = { scale: verticalScale(y.range, inner), label: y.label };
  const left = margin.edge + side(up.scale).room;
  const frame: Frame = { left, top: margin.top, width: width - left - margin.edge - 8, height: inner };
  const across = { scale: horizontalScale(x.range, frame.width), label: x.label };
  const axes = panel(drawing, frame, { x: across, y: up });
  const clip = `<clipPath id="frame"><rect x="${frame.left}" y="${frame.top}" width="${frame.width}" height="${frame.height}"/></clipPath>`;
  const place = placing(frame, x, y);
  return (shapes: readonly Ellipse[], caption: string, { points, segments }: Marks = { points: [], segments: [] }) =>
    svgDocument(width, height, [
      heading(left, title, width),
      ...(caption === "" ? [] : [text(left + 8, margin.top + 18, caption)]),
      clip,
      ...group(
        'stroke-opacity="0.6"',
        segments.map((one) => lineOf(one, place)),
      ),
      ...group(
        'fill-opacity="0.06" stroke-opacity="0.7"',
        shapes.map((one) => pathOf(one, place)),
      ),
      ...group(
        `fill="${colours.positive}"`,
        points.map((at) => dotOf(place(...at))),
      ),
      axes,
    ]);
}

type Marks = Required<Pick<EllipsesOptions, "points" | "segments">>;

function group(attributes: string, drawn: readonly string[]): string[] {
  return drawn.length === 0 ? [] : [`<g clip-path="url(#frame)" ${attributes}>${drawn.join("")}</g>`];
}

/** Turns a place into pixels, to the right and down. */
type Placing = (x: number, y: number) => readonly [across: string, down: string];

function placing(frame: Frame, x: EllipseAxis, y: EllipseAxis): Placing {
  return (atX, atY) => {
    const across = frame.left + ((atX - x.range[0]) / (x.range[1] - x.range[0])) * frame.width;
    const down = frame.top + (1 - (atY - y.range[0]) / (y.range[1] - y.range[0])) * frame.height;
    return [across.toFixed(2), down.toFixed(2)];
  };
}

function dotOf([across, down]: ReturnType<Placing>): string {
  return `<circle cx="${across}" cy="${down}" r="1.4"/>`;
}

function lineOf({ from, to, edge = false }: Segment, place: Placing): string {
  const [[x1, y1], [x2, y2]] = [place(...from), place(...to)];
  const look = edge
    ? `stroke="${colours.edge}" stroke-dasharray="4 3"`
    : `stroke="${colours.positive}" stroke-width="0.6"`;
  return `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" ${look}/>`;
}

/** An ellipse as four arcs of cubic curves, exact to 3e-4 of its size, which any axes leave an ellipse. */
function pathOf({ centre, first, second, sign = 1 }: Ellipse, pixels: Placing): string {
  const place = (p: number, q: number): string => {
    const at = (axis: 0 | 1) => centre[axis] + p * first[axis] + q * second[axis];
    return pixels(at(0), at(1)).join(" ");
  };
  const k = 0.5523; // 4 (√2 − 1) / 3
  const arcs = [
    [place(1, k), place(k, 1), place(0, 1)],
    [place(-k, 1), place(-1, k), place(-1, 0)],
    [place(-1, -k), place(-k, -1), place(0, -1)],
    [place(k, -1), place(1, -k), place(1, 0)],
  ];
  const colour = sign < 0 ? colours.negative : colours.positive;
  const curve = arcs.map((arc) => `C${arc.join(" ")}`).join("");
  return `<path d="M${place(1, 0)}${curve}Z" fill="${colour}" stroke="${colour}"/>`;
}
