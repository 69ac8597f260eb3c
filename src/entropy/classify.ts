import { requireNumber } from "../core/index.ts";
import { type Complexity, complexity } from "./complexity.ts";
import { fbmComplexity } from "./fbm.ts";
import { powerOutsideLines } from "./line-spectrum.ts";
import { matchedIncrements } from "./matched-ends.ts";
import { predictionError } from "./prediction.ts";
import { probabilities } from "./probabilities.ts";
import type { OrdinalSpace } from "./space.ts";
import { type SurrogateKind, surrogate } from "./surrogates.ts";
import { requireFinite } from "./windows.ts";
import { zoneLines } from "./zone-lines.ts";

/** What kind of motion a series shows. */
export type Zone = "periodic" | "regular" | "complex" | "stochastic";

/** Options of `classify`. */
export interface ClassifyOptions {
  /** What the surrogates keep. @defaultValue `"phase-randomised"` */
  readonly surrogates?: SurrogateKind;
  /** How many, at least 9. @defaultValue `29` */
  readonly count?: number;
  /** @defaultValue `0` */
  readonly seed?: number;
}

/** The zone of a series and what it rests on. */
export interface Classification extends Complexity {
  readonly zone: Zone;
  /** From ½, a toss, to 1: a logistic function of how far the deciding evidence is from its threshold. */
  readonly confidence: number;
  /** Where H and C lie in the plane alone: left of `mostPeriodic` above or under the chord, or right of it. */
  readonly plane: Zone;
  /** Share of the power outside the eight strongest spectral lines. */
  readonly powerOutsideLines: number;
  /** C less that of fractional Brownian motion with the same H. */
  readonly aboveFbm: number;
  /**
   * How many standard deviations the series is from its surrogates, by H, C and the error of prediction together; null
   * where the spectrum decided.
   */
  readonly deviation: number | null;
}

/** Below this share outside the lines a series is regular; it is 1e-5 or less for orbits on tori, 1e-3 for weak chaos. */
const regularPower = 10 ** -4.5;
/** Above this deviation it is complex. */
const complexDeviation = 6;
/** Samples that the spectrum, the surrogates and the predictions look at: the first ones. */
const examined = 4096;

/**
 * Says whether a series is periodic, regular, complex or stochastic.
 *
 * A series whose power lies in a few spectral lines is regular, and periodic where H and C lie above the chord of the
 * plane. Any other is complex where it differs from random series of the same spectrum, in H and C at the space's delay
 * or in how well the past foretells the future, or where it is just short of that and C lies above the curve of
 * fractional Brownian motion; else stochastic. The surrogates are made of the increments between matching ends, so that
 * neither drift nor a jump from end to start matters, and summed.
 *
 * Choose the delay by `sampling`: at too short a delay every smooth motion looks regular.
 *
 * Source: the zones are those of PECCARY, The Astrophysical Journal 987 (2025) 195; surrogate data as in J. Theiler et
 * al., Physica D 58 (1992) 77–94.
 */
export function classify(space: OrdinalSpace, series: Float64Array, options: ClassifyOptions = {}): Classification {
  const { surrogates: kind = "phase-randomised", count = 29, seed = 0 } = options;
  requireNumber("count", count, (n) => Number.isInteger(n) && n >= 9, "a whole number, at least 9", "29");
  const { H, C } = complexity(probabilities(space, series));
  const finite = space.nan === "skip" ? series.filter(Number.isFinite) : series;
  requireFinite(finite);
  const part = finite.subarray(0, Math.max(examined, 8 * space.order * space.delay));
  const outside = powerOutsideLines(part, 8);
  const aboveFbm = C - fbmComplexity(space, H);
  const plane = planeZone(space, H, C, aboveFbm);
  const evidence = { H, C, plane, powerOutsideLines: outside, aboveFbm };
  if (outside < regularPower) {
    const margin = Math.log10(regularPower / Math.max(outside, 1e-16));
    const zone = H < zoneLines(space).leastOscillation || C >= zoneLines(space).chord(H) ? "periodic" : "regular";
    return { zone, confidence: confidence(2 * margin), ...evidence, deviation: null };
  }
  const deviation = deviationFrom(space, part, kind, count, seed);
  const excess = deviation - complexDeviation + Math.min(1.5, Math.max(0, 30 * aboveFbm));
  return {
    zone: excess > 0 ? "complex" : "stochastic",
    confidence: confidence(Math.abs(excess)),
    ...evidence,
    deviation,
  };
}

function planeZone(space: OrdinalSpace, H: number, C: number, aboveFbm: number): Zone {
  const lines = zoneLines(space);
  if (H > lines.mostPeriodic) return aboveFbm > 0 ? "complex" : "stochastic";
  return H < lines.leastOscillation || C >= lines.chord(H) ? "periodic" : "regular";
}

function confidence(margin: number): number {
  return 1 / (1 + Math.exp(-margin));
}

/** √(z² of H or C, the larger, + z² of the prediction error where it is smaller than in surrogates). */
function deviationFrom(
  space: OrdinalSpace,
  series: Float64Array,
  kind: SurrogateKind,
  count: number,
  seed: number,
): number {
  const increments = matchedIncrements(series);
  const statistics = (x: Float64Array) => {
    const { H, C } = complexity(probabilities({ ...space, ties: "first" }, x));
    return [H, C, predictionError(x, { dimension: 4, delay: space.delay, queries: 400 })] as const;
  };
  const own = statistics(summed(increments));
  const others = Array.from({ length: count }, (_, i) =>
    statistics(summed(surrogate(increments, { kind, seed: seed * count + i }))),
  );
  const score = (which: 0 | 1 | 2, floor: number) => {
    const values = others.map((each) => each[which]);
    const mean = values.reduce((sum, value) => sum + value, 0) / count;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
    return (own[which] - mean) / Math.sqrt(variance + floor ** 2);
  };
  const ordinal = Math.max(Math.abs(score(0, 1e-4)), Math.abs(score(1, 1e-4)));
  return Math.hypot(ordinal, Math.min(0, score(2, 3e-3)));
}

function summed(increments: Float64Array): Float64Array {
  let sum = 0;
  return increments.map((value) => {
    sum += value;
    return sum;
  });
}
