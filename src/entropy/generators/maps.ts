import { invalid, requireNumber, rng } from "../../core/index.ts";

/** Throws unless a length is a whole number of samples. */
export function requireLength(length: number): void {
  requireNumber(
    "length",
    length,
    (n) => Number.isInteger(n) && n >= 1,
    "a whole number of samples, at least 1",
    "10000",
  );
}

/** x ← r x (1 − x), evaluated as (r x)(1 − x). r = 4 is chaotic with pattern probabilities known exactly. */
export function logistic(options: {
  /** 0 … 4. @defaultValue `4` */
  readonly r?: number;
  /** First sample, 0 … 1. @defaultValue `0.4` */
  readonly x0?: number;
  readonly length: number;
}): Float64Array {
  const { r = 4, x0 = 0.4, length } = options;
  requireLength(length);
  requireNumber("r", r, (value) => value >= 0 && value <= 4, "from 0 to 4, so that the orbit stays in 0 … 1", "4");
  requireNumber("x0", x0, (value) => value >= 0 && value <= 1, "from 0 to 1", "0.4");
  const series = new Float64Array(length);
  let x = x0;
  for (let i = 0; i < length; i++) {
    series[i] = x;
    x = r * x * (1 - x);
  }
  return series;
}

/**
 * The tent map x ← 2x for x < ½, else 2(1 − x), on a random real number of which 53 bits are kept: the bit that each
 * doubling needs is drawn, so that the orbit never collapses to 0 as it does where zeros are shifted in.
 */
export function tent(options: { readonly seed?: number; readonly length: number }): Float64Array {
  const { seed = 0, length } = options;
  requireLength(length);
  const random = rng(seed);
  const series = new Float64Array(length);
  let bits = random.integer(2 ** 53); // x = (bits + ½)/2^53
  for (let i = 0; i < length; i++) {
    series[i] = (bits + 0.5) / 2 ** 53;
    const folded = bits < 2 ** 52 ? bits : 2 ** 53 - 1 - bits;
    bits = 2 * folded + (random.uniform() < 0.5 ? 0 : 1);
  }
  return series;
}

/** x ← 1 − a x·x + y, y ← b x; the series of x. The product, not a power, so that all engines agree to the bit. */
export function henon(options: {
  /** @defaultValue `1.4` */
  readonly a?: number;
  /** @defaultValue `0.3` */
  readonly b?: number;
  /** First point. @defaultValue `[1, 1]` */
  readonly start?: readonly [x: number, y: number];
  readonly length: number;
}): Float64Array {
  const { a = 1.4, b = 0.3, start = [1, 1], length } = options;
  requireLength(length);
  return bounded(
    "henon",
    orbit(length, start, (x, y) => [1 - a * (x * x) + y, b * x]),
  );
}

/**
 * z ← 1 + u z exp(i (0.4 − 6/(1 + |z|²))); the series of Re z.
 *
 * Source: K. Ikeda, Optics Communications 30 (1979) 257–261, with the constants in common use.
 */
export function ikeda(options: {
  /** @defaultValue `0.9` */
  readonly u?: number;
  /** First point. @defaultValue `[0.1, 0.1]` */
  readonly start?: readonly [x: number, y: number];
  readonly length: number;
}): Float64Array {
  const { u = 0.9, start = [0.1, 0.1], length } = options;
  requireLength(length);
  return bounded(
    "ikeda",
    orbit(length, start, (x, y) => {
      const angle = 0.4 - 6 / (1 + x * x + y * y);
      const c = Math.cos(angle);
      const s = Math.sin(angle);
      return [1 + u * (x * c - y * s), u * (x * s + y * c)];
    }),
  );
}

/**
 * The standard map p ← p + K sin θ, θ ← θ + p, both modulo 2π; the series of sin θ.
 *
 * Source: B. V. Chirikov, Physics Reports 52 (1979) 263–379.
 */
export function standardMap(options: {
  /** Strength K of the kicks; the last barrier between stochastic layers breaks at 0.9716. @defaultValue `6` */
  readonly K?: number;
  /** First (θ, p), in radians. @defaultValue `[1, 2]` */
  readonly start?: readonly [theta: number, p: number];
  readonly length: number;
}): Float64Array {
  const { K = 6, start = [1, 2], length } = options;
  requireLength(length);
  const turn = 2 * Math.PI;
  const wrap = (angle: number) => angle - turn * Math.floor(angle / turn);
  return orbit(length, start, (theta, p) => {
    const next = wrap(p + K * Math.sin(theta));
    return [wrap(theta + next), next];
  }).map(Math.sin);
}

function orbit(
  length: number,
  start: readonly [number, number],
  map: (x: number, y: number) => readonly [number, number],
): Float64Array {
  const series = new Float64Array(length);
  let [x, y] = start;
  for (let i = 0; i < length; i++) {
    series[i] = x;
    [x, y] = map(x, y);
  }
  return series;
}

function bounded(name: string, series: Float64Array): Float64Array {
  if (Number.isFinite(series.at(-1))) return series;
  throw invalid({
    what: `the orbit of ${name} must stay finite`,
    got: `sample ${series.findIndex((x) => !Number.isFinite(x))} is not`,
    why: "the start is outside the basin of the attractor, or there is none",
    path: "start",
  });
}
