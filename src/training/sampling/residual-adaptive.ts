import { invalid, type Rng, requireNumber } from "../../core/index.ts";

/** Options of `residualAdaptivePoints`. */
export interface ResidualAdaptiveOptions {
  /**
   * The power k of the residual.
   *
   * @defaultValue 1
   */
  readonly power?: number;
  /**
   * The share c of uniform points.
   *
   * @defaultValue 1
   */
  readonly floor?: number;
}

/**
 * Draws points from candidates with a density p ∝ |r|^k / E|r|^k + c, without drawing any twice. Shape [count][coordinates].
 *
 * Source: C. Wu, M. Zhu, Q. Tan, Y. Kartha and L. Lu, A comprehensive study of non-adaptive and residual-based adaptive
 * sampling for physics-informed neural networks, Computer Methods in Applied Mechanics and Engineering 403 (2023) 115671,
 * §2.3 (RAD); drawing without replacement: P. S. Efraimidis and P. G. Spirakis, Information Processing Letters 97 (2006)
 * 181–185.
 *
 * @param candidates Shape [candidates][coordinates], better several times as many as are drawn.
 * @param residuals |r| at every candidate.
 */
export function residualAdaptivePoints(
  candidates: Float64Array,
  residuals: Float64Array,
  count: number,
  random: Rng,
  { power = 1, floor = 1 }: ResidualAdaptiveOptions = {},
): Float64Array {
  requireNumber("rad.power", power, (value) => value >= 0, "a number that is not negative", "1");
  requireNumber("rad.floor", floor, (value) => value >= 0, "a number that is not negative", "1");
  const available = residuals.length;
  const coordinates = candidates.length / available;
  if (!Number.isInteger(coordinates) || !Number.isInteger(count) || count < 1 || count > available) {
    throw invalid({
      what: "there must be one residual for every candidate, and no fewer candidates than points to draw",
      got: [candidates.length, available, count],
    });
  }
  if (!residuals.every(Number.isFinite)) {
    throw invalid({ what: "the residuals of the candidates must be finite", why: "they are a density" });
  }
  const powers = residuals.map((value) => Math.abs(value) ** power);
  const mean = powers.reduce((total, value) => total + value, 0) / available;
  // The largest of the keys ln(u) / p; where no residual differs from zero every candidate is as good.
  const keys = powers.map((value) => {
    const density = mean === 0 ? 1 : value / mean + floor;
    return Math.log(1 - random.uniform()) / density;
  });
  const order = Int32Array.from(keys.keys()).sort((i, j) => (keys[j] as number) - (keys[i] as number) || i - j);
  const points = new Float64Array(count * coordinates);
  for (let i = 0; i < count; i++) {
    const from = (order[i] as number) * coordinates;
    points.set(candidates.subarray(from, from + coordinates), i * coordinates);
  }
  return points;
}
