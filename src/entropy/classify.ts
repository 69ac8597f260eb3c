import { requireNumber } from "../core/index.ts";
import { type Complexity, complexity } from "./complexity.ts";
import { extrapolationError } from "./extrapolation.ts";
import { fbmComplexity } from "./fbm.ts";
import { matchedIncrements } from "./matched-ends.ts";
import { predictionError } from "./prediction.ts";
import { probabilities } from "./probabilities.ts";
import type { OrdinalSpace } from "./space.ts";
import { spread } from "./spread.ts";
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
  /** Share of the variance that tones fitted to the first half leave unforetold in the second; mean over the parts. */
  readonly unforetold: number;
  /** C less that of fractional Brownian motion with the same H. */
  readonly aboveFbm: number;
  /**
   * How many standard deviations the series is from its surrogates, by H, C and the error of prediction together; mean over
   * the parts; null where the tones decided.
   */
  readonly deviation: number | null;
  /** How much of the series the zone rests on: how many parts, and how many samples they span. H and C are of all. */
  readonly judged: { readonly parts: number; readonly samples: number };
}

/** Below this share of variance unforetold a series is regular: orbits on tori leave 1e-9 … 0.05, weak chaos 0.1 or more. */
const regularShare = 0.1;
/** Above this deviation it is complex. */
const complexDeviation = 6;
/** States of all parts together of which the future is foretold. */
const predictions = 400;
/** Samples of a part that the tones are fitted to: further ones are left out, where the delay allows it. */
const fittedLength = 2048;

/**
 * Says whether a series is periodic, regular, complex or stochastic.
 *
 * A series whose second half follows from the spectral lines of its first is regular, and periodic where H and C lie above
 * the chord of the plane. Any other is complex where it differs from random series of the same spectrum, in H and C at the space's delay
 * or in how well the past foretells the future, or where it is just short of that and C lies above the curve of
 * fractional Brownian motion; else stochastic. The surrogates are made of the increments between matching ends, so that
 * neither drift nor a jump from end to start matters, and summed. Up to four parts, spread over the series, are judged
 * so: all of it up to 32 764 samples, and of longer ones four parts of at most 8191 samples, thinned as the delay allows.
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
  const { parts, stride, spanned } = spread(finite, space.delay);
  const mean = (of: (part: Float64Array) => number) => parts.reduce((sum, part) => sum + of(part), 0) / parts.length;
  const unforetold = mean((part) => {
    const step = Math.max(1, Math.min(space.delay / stride, Math.floor(part.length / fittedLength)));
    return extrapolationError(step === 1 ? part : part.filter((_, i) => i % step === 0));
  });
  const aboveFbm = C - fbmComplexity(space, H);
  const plane = planeZone(space, H, C, aboveFbm);
  const judged = { parts: parts.length, samples: spanned };
  const evidence = { H, C, plane, unforetold, aboveFbm, judged };
  const irregular = 2 * Math.log10(Math.max(unforetold, 1e-16) / regularShare);
  if (irregular < 0) {
    const zone = H < zoneLines(space).leastOscillation || C >= zoneLines(space).chord(H) ? "periodic" : "regular";
    return { zone, confidence: confidence(-irregular), ...evidence, deviation: null };
  }
  const thinned = { ...space, delay: space.delay / stride };
  const deviation = deviationFrom(thinned, parts, kind, count, seed);
  const excess = deviation - complexDeviation + Math.min(1.5, Math.max(0, 30 * aboveFbm));
  return {
    zone: excess > 0 ? "complex" : "stochastic",
    confidence: confidence(Math.min(irregular, Math.abs(excess))),
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

/**
 * √(z² of H or C, the larger, + z² of the prediction error where it is smaller than in surrogates). Each is the mean over
 * the parts; the predictions are as many for any number of parts, and the z of H and C is that of one part.
 */
function deviationFrom(
  space: OrdinalSpace,
  parts: readonly Float64Array[],
  kind: SurrogateKind,
  count: number,
  seed: number,
): number {
  const increments = parts.map(matchedIncrements);
  const queries = Math.ceil(predictions / parts.length);
  const statistics = (each: readonly Float64Array[]) => {
    const means = [0, 0, 0] as [number, number, number];
    for (const x of each.map(summed)) {
      const { H, C } = complexity(probabilities({ ...space, ties: "first" }, x));
      const error = predictionError(x, { dimension: 4, delay: space.delay, queries });
      [H, C, error].forEach((value, i) => {
        means[i as 0 | 1 | 2] += value / parts.length;
      });
    }
    return means;
  };
  const own = statistics(increments);
  const others = Array.from({ length: count }, (_, i) =>
    statistics(
      increments.map((each, part) => surrogate(each, { kind, seed: (seed * count + i) * parts.length + part })),
    ),
  );
  const score = (which: 0 | 1 | 2, floor: number) => {
    const values = others.map((each) => each[which]);
    const mean = values.reduce((sum, value) => sum + value, 0) / count;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
    return (own[which] - mean) / Math.sqrt(variance + floor ** 2);
  };
  const root = Math.sqrt(parts.length);
  const ordinal = Math.max(Math.abs(score(0, 1e-4 / root)), Math.abs(score(1, 1e-4 / root))) / root;
  return Math.hypot(ordinal, Math.min(0, score(2, 3e-3)));
}

function summed(increments: Float64Array): Float64Array {
  let sum = 0;
  return increments.map((value) => {
    sum += value;
    return sum;
  });
}
