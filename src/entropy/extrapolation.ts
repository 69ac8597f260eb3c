import { defaultKernels, type Kernels } from "../core/index.ts";
import { type LineModel, lineValues, refined, withMoreLines } from "./line-model.ts";

/** How many tones are tried, one after the other. */
const tones = [1, 4, 8, 12, 16];
/** Gauss–Newton rounds under the window, and as many without. */
const rounds = 2;

/**
 * How badly tones foretell a series: up to 16 are fitted to its first half, and the least of their mean squared errors over
 * the second is divided by the variance of the series. Small for motion on a torus, whose tones stand, however many they
 * are; about one or more where they come and go, in chaos as in noise; zero for a constant and a straight line.
 *
 * A straight line that explains more than half of the variance is taken off first.
 *
 * Source: that regular orbits keep their frequencies and chaotic ones do not is how J. Laskar tells them apart, Icarus 88
 * (1990) 266–291; here it is their sum that has to go on.
 */
export function extrapolationError(series: Float64Array, kernels: Kernels = defaultKernels()): number {
  const unit = levelled(series);
  if (unit === null) return 0;
  const n = unit.length;
  const half = n >> 1;
  const first = unit.subarray(0, half);
  let least = Infinity;
  let model: LineModel | null = null;
  for (const count of tones) {
    if (3 * count >= half) break;
    model = withMoreLines(first, model, count - (model?.frequencies.length ?? 0), kernels);
    for (const windowed of [true, false]) {
      model = refined(first, model, rounds, windowed);
      const foretold = lineValues(model, half, n);
      const error = foretold.reduce((sum, value, j) => sum + (value - (unit[half + j] as number)) ** 2, 0) / (n - half);
      if (error < least) least = error;
    }
    if (least < 1e-8) break;
  }
  return least;
}

/** The series with mean 0 and variance 1, without a line that dominates it; null where nothing is left. */
function levelled(series: Float64Array): Float64Array | null {
  const n = series.length;
  const mean = series.reduce((sum, value) => sum + value / n, 0);
  const centred = series.map((value) => value - mean);
  const u = (i: number) => i / n - (n - 1) / (2 * n);
  const slope =
    centred.reduce((sum, value, i) => sum + value * u(i), 0) / series.reduce((sum, _, i) => sum + u(i) ** 2, 0);
  const variance = (x: Float64Array) => x.reduce((sum, value) => sum + value ** 2 / n, 0);
  const straight = centred.map((value, i) => value - slope * u(i));
  const whole = variance(centred);
  const rest = variance(straight);
  const [chosen, left] = rest < whole / 2 ? [straight, rest] : [centred, whole];
  const scale = Math.sqrt(left);
  const rounding = 1e-14 * n * (Math.abs(mean) + Math.sqrt(whole));
  return scale > rounding ? chosen.map((value) => value / scale) : null;
}
