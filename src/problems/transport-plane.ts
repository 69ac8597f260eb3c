import { type Expression, requireNumber } from "../core/index.ts";
import type { TransportProblem } from "./problem.ts";
import { transport } from "./transport.ts";

/** A bump in a flow of the plane. */
export interface PlaneFlowOptions {
  /** Turns of the middle, or of the sheared upper edge half as many widths of the box. @defaultValue `1` */
  readonly turns?: number;
  /** Where the bump begins. @defaultValue `[0.4, 0]` */
  readonly center?: readonly [x: number, y: number];
  /** σ of the bump. @defaultValue `0.12` */
  readonly width?: number;
  /** The end of time. @defaultValue `1` */
  readonly end?: number;
}

/** Points beyond it have no exact value: paths of the corners leave the box. */
const radius = 0.95;

/** A bump exp(−|x − x₀|²/2σ²) carried around the middle of [−1, 1]² as by a rigid body. */
export function rotation(options: PlaneFlowOptions = {}): TransportProblem {
  const rate = 2 * Math.PI * (options.turns ?? 1);
  return around(
    "rotation",
    options,
    rate,
    () => rate,
    (at, speed) => at.mul(speed),
  );
}

/** A bump in a whirl that turns more slowly outside: the rate 2π turns exp(−2r²). It is drawn into a spiral. */
export function swirl(options: PlaneFlowOptions = {}): TransportProblem {
  const rate = 2 * Math.PI * (options.turns ?? 1);
  return around(
    "swirl",
    options,
    rate,
    (r) => rate * Math.exp(-2 * r * r),
    (at, speed, squared) => at.mul(squared.mul(-2).exp()).mul(speed),
  );
}

function around(
  name: string,
  options: PlaneFlowOptions,
  rate: number,
  rateAt: (r: number) => number,
  velocity: (at: Expression, rate: number, squared: Expression) => Expression,
): TransportProblem {
  const squared = (x: Expression, y: Expression) => x.square().add(y.square());
  return plane(name, options, {
    speed: [
      ({ x, y }) => velocity(y as Expression, -rate, squared(x as Expression, y as Expression)),
      ({ x, y }) => velocity(x as Expression, rate, squared(x as Expression, y as Expression)),
    ],
    foot(x, y, t) {
      const angle = -rateAt(Math.hypot(x, y)) * t;
      return [x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle)];
    },
  });
}

/** A bump in the shear a = (turns · y, 0). */
export function shear(options: PlaneFlowOptions = {}): TransportProblem {
  const rate = options.turns ?? 1;
  return plane("shear", options, {
    speed: [({ y }) => (y as Expression).mul(rate), 0],
    foot: (x, y, t) => [x - rate * y * t, y],
  });
}

interface Flow {
  readonly speed: Parameters<typeof transport>[0]["speed"];
  readonly foot: (x: number, y: number, t: number) => readonly [number, number];
}

function plane(name: string, options: PlaneFlowOptions, { speed, foot }: Flow): TransportProblem {
  const { turns = 1, center = [0.4, 0], width = 0.12, end = 1 } = options;
  requireNumber("turns", turns, () => true, "a finite number", "1");
  requireNumber("width", width, (sigma) => sigma > 0, "positive", "0.12");
  const [x0, y0] = center;
  const scale = -1 / (2 * width * width);
  return transport({
    name,
    domain: { x: [-1, 1], y: [-1, 1], t: [0, end] },
    speed,
    initial: ({ x, y }) =>
      (x as Expression)
        .sub(x0)
        .square()
        .add((y as Expression).sub(y0).square())
        .mul(scale)
        .exp(),
    parameters: { turns, x0, y0, width },
    exact(x = 0, y = 0, t = 0) {
      const [x1, y1] = foot(x, y, t);
      const inside = Math.max(Math.hypot(x, y), Math.abs(x1), Math.abs(y1)) <= radius;
      return inside ? Math.exp(scale * ((x1 - x0) ** 2 + (y1 - y0) ** 2)) : Number.NaN;
    },
  });
}
