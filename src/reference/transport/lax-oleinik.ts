import { antiderivative, invalid, requireNumber } from "../../core/index.ts";
import { type ConservationLaw, ringOf } from "../../problems/index.ts";

/** Options of `laxOleinik`. */
export interface LaxOleinikOptions {
  /** Feet on one period that are compared before the best is refined. @defaultValue `4096` */
  readonly feet?: number;
  /** Least and greatest initial value. @defaultValue by sampling at the feet */
  readonly range?: readonly [low: number, high: number];
}

/**
 * The entropy solution of u_t + f(u)_x = 0 with a strictly convex flux by the formula of Lax and Oleinik:
 * u(x, t) = b((x − y) / t), where y minimises ∫^y u₀ + t g((x − y) / t), b is the inverse of a = f′, g(v) = v b(v) − f(b(v)).
 *
 * No characteristic is followed: all feet that any state could have come from are compared, then the best is refined. Errors
 * are those of the foot, about 1e-9 of a spacing of feet where u₀ is smooth, over t; within such a distance from a shock its
 * side may be mistaken.
 *
 * P. D. Lax, Comm. Pure Appl. Math. 10 (1957) 537; O. A. Oleinik, Uspekhi Mat. Nauk 12 (1957) 3; L. C. Evans, Partial
 * Differential Equations (1998) §3.4.2.
 */
export function laxOleinik(law: ConservationLaw, options: LaxOleinikOptions = {}): (x: number, t: number) => number {
  const { initial, flux, speed } = law;
  const { start, length } = ringOf(law);
  const { feet = 4096 } = options;
  requireNumber("feet", feet, (n) => Number.isInteger(n) && n >= 16, "a whole number of at least 16", "4096");
  const potential = law.potential ?? antiderivative(initial, start, length);
  const h = length / feet;
  const table = Float64Array.from({ length: feet }, (_, i) => potential(start + i * h));
  const turn = potential(start + length) - (table[0] as number);
  const [low, high] = options.range ?? sampledRange(initial, start, h, feet);
  const [slowest, fastest] = [speed(low), speed(high)];
  if (high > low && !(fastest > slowest)) {
    throw invalid({ what: "the flux must be strictly convex", got: [slowest, fastest], path: "flux" });
  }
  const stateOf = (v: number): number => inverseSpeed(speed, low, high, v);
  const cost = (y: number, phi: number, x: number, t: number): number => {
    const v = (x - y) / t;
    const u = stateOf(v);
    return phi + t * (v * u - flux(u));
  };
  return (x, t) => {
    requireNumber("t", t, (value) => value >= 0, "at least 0", "1");
    if (t === 0 || !(high > low)) return initial(x - t * speed(low));
    const first = Math.floor((x - fastest * t - start) / h);
    const last = Math.ceil((x - slowest * t - start) / h);
    let [best, least] = [first, Number.POSITIVE_INFINITY];
    for (let i = first; i <= last; i++) {
      const turns = Math.floor(i / feet);
      const value = cost(start + i * h, (table[i - turns * feet] as number) + turns * turn, x, t);
      if (value < least) [best, least] = [i, value];
    }
    const y = golden((foot) => cost(foot, potential(foot), x, t), start + (best - 1) * h, start + (best + 1) * h);
    return stateOf((x - stationary(initial, stateOf, x, t, y, h)) / t);
  };
}

function sampledRange(f: (x: number) => number, start: number, h: number, count: number): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < count; i++) {
    const value = f(start + i * h);
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

/** The u between low and high with a(u) = v, or the nearer end. */
function inverseSpeed(speed: (u: number) => number, low: number, high: number, v: number): number {
  if (v <= speed(low)) return low;
  if (v >= speed(high)) return high;
  let [from, to] = [low, high];
  let [missFrom, missTo] = [speed(low) - v, speed(high) - v];
  for (let round = 0; round < 200; round++) {
    const secant = from - (missFrom * (to - from)) / (missTo - missFrom);
    const u = round % 3 === 2 ? (from + to) / 2 : secant;
    const miss = speed(u) - v;
    if (miss === 0 || to - from <= 2 * Number.EPSILON * Math.max(Math.abs(from), Math.abs(to))) return u;
    if (miss < 0) [from, missFrom] = [u, miss];
    else [to, missTo] = [u, miss];
  }
  return (from + to) / 2;
}

/** The least value of a function with one minimum in an interval, to the half of the digits that its values allow. */
function golden(f: (y: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [from, to];
  let [c, d] = [b - ratio * (b - a), a + ratio * (b - a)];
  let [atC, atD] = [f(c), f(d)];
  while (b - a > 1e-7 * (to - from)) {
    if (atC < atD) {
      [b, d, atD] = [d, c, atC];
      c = b - ratio * (b - a);
      atC = f(c);
    } else {
      [a, c, atC] = [c, d, atD];
      d = a + ratio * (b - a);
      atD = f(d);
    }
  }
  return (a + b) / 2;
}

/** The foot near y at which u₀(y) = b((x − y) / t): the cost's derivative changes its sign there, also across a jump. */
function stationary(
  initial: (x: number) => number,
  stateOf: (v: number) => number,
  x: number,
  t: number,
  y: number,
  h: number,
): number {
  const slope = (foot: number): number => initial(foot) - stateOf((x - foot) / t);
  let [from, to] = [y - 1e-3 * h, y + 1e-3 * h];
  if (!(slope(from) <= 0 && slope(to) >= 0)) return y;
  for (let round = 0; round < 80; round++) {
    const half = (from + to) / 2;
    if (half <= from || half >= to) break;
    if (slope(half) < 0) from = half;
    else to = half;
  }
  return (from + to) / 2;
}
