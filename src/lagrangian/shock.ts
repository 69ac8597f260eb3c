import { antiderivative, invalid, requireNumber } from "../core/index.ts";
import { type ConservationLaw, crossingTime, ringOf } from "../problems/index.ts";
import { type Chosen, leastAction, type Sheet } from "./least-action.ts";

/** Options of `entropySolution`. */
export interface EntropyOptions {
  /** Labels on the ring between which characteristics are told apart. @defaultValue `2048` */
  readonly labels?: number;
  /**
   * X(ξ, t) and U(ξ, t), as a trained model gives them; X(ξ + L) = X(ξ) + L.
   *
   * @defaultValue X = ξ + a(u₀(ξ)) t, U = u₀(ξ)
   */
  readonly sheet?: (labels: Float64Array, t: number) => Sheet;
}

/** A place where the solution jumps. */
export interface Shock {
  readonly x: number;
  /** u on its left. */
  readonly left: number;
  /** u on its right. */
  readonly right: number;
  /** (f(left) − f(right)) / (left − right). */
  readonly speed: number;
}

/** The entropy solution of a conservation law at all times ≥ 0. */
export interface EntropySolution {
  /** When characteristics first cross; Infinity where they never do. */
  readonly crossingTime: number;
  at(x: number, t: number): number;
  /** u at points of shape [points]. */
  values(x: Float64Array, t: number): Float64Array;
  /** The shocks on the ring at one time, from left to right. */
  shocks(t: number): readonly Shock[];
}

/**
 * The entropy solution of u_t + f(u)_x = 0 past the crossing of characteristics, f convex or concave on the range of u₀: of
 * the characteristics through a point the one of least (or greatest) action holds.
 *
 * Errors are rounding times |u₀′| / J away from shocks; a shock's place is exact to about 1e-13 of the ring, and for a given sheet
 * found to 1e-10 of it. Structures of the
 * initial state narrower than a label spacing are not seen.
 *
 * @throws SechError where the flux has an inflection in the range of u₀, or `speed` is not the derivative of `flux`.
 */
export function entropySolution(law: ConservationLaw, options: EntropyOptions = {}): EntropySolution {
  const { start, length } = ringOf(law);
  const { labels = 2048 } = options;
  requireNumber("labels", labels, (n) => Number.isInteger(n) && n >= 16, "a whole number of at least 16", "2048");
  const range = rangeOf(law.initial, start, length, labels);
  const orientation = requireConvex(law, range);
  const potential = law.potential ?? antiderivative(law.initial, start, length);
  const crossing = crossingTime(law);
  const gain = (u: number): number => u * law.speed(u) - law.flux(u);
  const stateOfSpeed = inverse((u) => orientation * law.speed(u), range, orientation);
  const characteristics = (at: Float64Array, t: number): Sheet => {
    const state = at.map((xi) => law.initial(xi));
    return { path: at.map((xi, i) => xi + t * law.speed(state[i] as number)), state };
  };
  const sheet = options.sheet ?? characteristics;
  let latest: { readonly t: number; readonly choose: (x: Float64Array) => Chosen } | null = null;
  const chosen = (t: number): ((x: Float64Array) => Chosen) => {
    requireNumber("t", t, (value) => value >= 0, "at least 0", "1");
    if (latest === null || latest.t !== t) {
      const rule = { start, length, time: t, labels, potential, gain, stateOfSpeed, orientation } as const;
      latest = { t, choose: leastAction((at) => sheet(at, t), rule) };
    }
    return latest.choose;
  };
  return {
    crossingTime: crossing,
    at: (x, t) => chosen(t)(Float64Array.of(x)).state[0] as number,
    values: (x, t) => chosen(t)(x).state,
    shocks: (t) => (t > crossing ? findShocks(chosen(t), law, options.sheet === undefined ? 60 : learnedRounds) : []),
  };
}

/** Halvings of a cell that find a shock of a given sheet, whose error is far larger than rounding. */
const learnedRounds = 24;

/** Every jump of the chosen labels, by bisection in all suspicious cells at once. */
function findShocks(choose: (x: Float64Array) => Chosen, law: ConservationLaw, rounds: number): readonly Shock[] {
  const { flux, speed } = law;
  const { start, length } = ringOf(law);
  const cells = 1024;
  // Off the symmetric places, where shocks like to stand.
  const x = Float64Array.from({ length: cells + 1 }, (_, i) => start + ((i + 0.381966) * length) / cells);
  const all = choose(x);
  const side = (at: Chosen, i: number, place: number) => ({
    x: place,
    label: at.label[i] as number,
    u: at.state[i] as number,
  });
  let suspects = Array.from({ length: cells }, (_, i) => ({
    left: side(all, i, x[i] as number),
    right: side(all, i + 1, x[i + 1] as number),
  })).filter(({ left, right }) => speed(left.u) > speed(right.u));
  for (let round = 0; round < rounds && suspects.length > 0; round++) {
    const middle = Float64Array.from(suspects, ({ left, right }) => (left.x + right.x) / 2);
    const there = choose(middle);
    suspects = suspects
      .map(({ left, right }, i) => {
        const half = side(there, i, middle[i] as number);
        return half.label - left.label > right.label - half.label ? { left, right: half } : { left: half, right };
      })
      .filter(({ left, right }) => right.label - left.label > 1e-7 * length);
  }
  const shocks = suspects.map(({ left, right }) => ({
    x: start + modulo((left.x + right.x) / 2 - start, length),
    left: left.u,
    right: right.u,
    speed: (flux(left.u) - flux(right.u)) / (left.u - right.u),
  }));
  return shocks.sort((a, b) => a.x - b.x);
}

function modulo(value: number, period: number): number {
  return value - period * Math.floor(value / period);
}

type Range = readonly [low: number, high: number];

function rangeOf(f: (x: number) => number, start: number, length: number, count: number): Range {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < count; i++) {
    const place = start + (i * length) / count;
    const value = f(place);
    if (!Number.isFinite(value))
      throw invalid({ what: `the initial state at x = ${place} must be finite`, got: value });
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const margin = 1e-6 * (high - low);
  return [low - margin, high + margin];
}

/** 1 for a convex flux, −1 for a concave one. */
function requireConvex({ flux, speed }: ConservationLaw, [low, high]: Range): 1 | -1 {
  const count = 256;
  const at = Float64Array.from({ length: count + 1 }, (_, i) => low + ((high - low) * i) / count);
  const a = at.map(speed);
  const scale = Math.max(...a.map(Math.abs), Number.MIN_VALUE);
  let [rises, falls] = [false, false];
  for (let i = 0; i < count; i++) {
    const step = (a[i + 1] as number) - (a[i] as number);
    rises ||= step > 1e-13 * scale;
    falls ||= step < -1e-13 * scale;
    const chord = flux(at[i + 1] as number) - flux(at[i] as number);
    const expected = ((high - low) / count) * ((a[i] as number) + step / 2);
    if (Math.abs(chord - expected) <= 1e-3 * ((high - low) / count) * scale) continue;
    throw invalid({ what: "speed must be the derivative of flux", got: [chord, expected], path: "speed" });
  }
  if (!(rises && falls)) return falls ? -1 : 1;
  throw invalid({
    what: "the flux must be convex or concave between the least and the greatest initial value",
    got: "a speed that rises and falls",
    why: "the principle of least action does not hold otherwise",
    attempt: "reference.finiteVolume, which takes any flux",
    path: "flux",
  });
}

/** The inverse of a rising function on a range, by bisection; `sign` times the argument is looked up. */
function inverse(f: (u: number) => number, [low, high]: Range, sign: number): (value: number) => number {
  return (value) => {
    let [from, to] = [low, high];
    while (to - from > 2 * Number.EPSILON * (Math.abs(from) + Math.abs(to) + Number.MIN_VALUE)) {
      const half = (from + to) / 2;
      if (half <= from || half >= to) break;
      if (f(half) < sign * value) from = half;
      else to = half;
    }
    return (from + to) / 2;
  };
}
