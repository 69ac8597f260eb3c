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
  /** Width in pixels; the PNG has twice as many. @defaultValue 720 */
  readonly width?: number;
  /** Height in pixels; the PNG has twice as many. @defaultValue 480 */
  readonly height?: number;
}

/** The range of an axis and its name. */
export interface EllipseAxis {
  readonly range: readonly [from: number, to: number];
  readonly label: string;
}

/** Ellipses that change, one list after another. */
export interface AnimatedEllipsesOptions extends Omit<EllipsesOptions, "ellipses"> {
  readonly frames: readonly { readonly caption: string; readonly ellipses: readonly Ellipse[] }[];
  /** Milliseconds of a frame. @defaultValue `120` */
  readonly delay?: number;
}

const colours = { positive: "#2166ac", negative: "#b2182b" } as const;

/** Draws ellipses over two linear axes, cut off at the frame. */
export async function ellipses(options: EllipsesOptions): Promise<Picture> {
  const draw = await drawerOf(options);
  return picture(draw(options.ellipses, ""));
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
  return (shapes: readonly Ellipse[], caption: string): string =>
    svgDocument(width, height, [
      heading(left, title, width),
      ...(caption === "" ? [] : [text(left + 8, margin.top + 18, caption)]),
      clip,
      `<g clip-path="url(#frame)" fill-opacity="0.06" stroke-opacity="0.7">${shapes.map((one) => pathOf(one, frame, x, y)).join("")}</g>`,
      axes,
    ]);
}

/** An ellipse as four arcs of cubic curves, exact to 3e-4 of its size, which any axes leave an ellipse. */
function pathOf({ centre, first, second, sign = 1 }: Ellipse, frame: Frame, x: EllipseAxis, y: EllipseAxis): string {
  const place = (p: number, q: number): string => {
    const at = (axis: 0 | 1) => centre[axis] + p * first[axis] + q * second[axis];
    const across = frame.left + ((at(0) - x.range[0]) / (x.range[1] - x.range[0])) * frame.width;
    const down = frame.top + (1 - (at(1) - y.range[0]) / (y.range[1] - y.range[0])) * frame.height;
    return `${across.toFixed(2)} ${down.toFixed(2)}`;
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
