import { invalid, type PatternCounter } from "../core/index.ts";
import { complexity } from "./complexity.ts";
import { defaultCounter } from "./count.ts";
import { countTables } from "./count-tables.ts";
import { probabilities, requireSeries } from "./probabilities.ts";
import { type OrdinalSpace, requireWindows, windowsOf } from "./space.ts";
import { requireFinite } from "./windows.ts";

/** H and C of many series, shape [series] each. */
export interface ManyComplexities {
  readonly H: Float64Array;
  readonly C: Float64Array;
}

/** H, C and the number of patterns that occur, of many series, shape [series] each. */
export interface RowComplexities extends ManyComplexities {
  readonly patterns: Float64Array;
}

/**
 * H and C of many series of one length, one behind the other in `rows`, shape [series, length]: one table of logarithms
 * serves all. A part of the rows is done by giving that part, so cores share the work by sharing the rows.
 */
export function complexities(
  space: OrdinalSpace,
  rows: Float64Array,
  length: number,
  counter: PatternCounter = defaultCounter(),
): RowComplexities {
  requireSeries(rows);
  requireWindows(space, length);
  if (!Number.isInteger(length) || rows.length % length !== 0) {
    throw invalid({ what: `rows must hold whole series of ${length} samples`, got: rows.length, path: "length" });
  }
  const count = rows.length / length;
  const H = new Float64Array(count);
  const C = new Float64Array(count);
  const patterns = new Float64Array(count);
  const rolling = space.ties === "first" && space.nan === "throw";
  const tables = countTables(rolling ? windowsOf(space, length) : 0, space.size);
  const counts = new Float64Array(space.size);
  for (let row = 0; row < count; row++) {
    const series = rows.subarray(row * length, (row + 1) * length);
    if (!rolling) {
      const pmf = probabilities(space, series, { counter });
      ({ H: H[row], C: C[row] } = complexity(pmf));
      patterns[row] = pmf.p.reduce((seen, p) => seen + Number(p > 0), 0);
      continue;
    }
    counts.fill(0);
    if (!counter.count(series, space.order, space.delay, counts)) requireFinite(series, row * length);
    let entropy = 0;
    let divergence = 0;
    let seen = 0;
    for (let i = 0; i < counts.length; i++) {
      const c = counts[i] as number;
      entropy += tables.entropy[c] as number;
      divergence += tables.divergence[c] as number;
      seen += +(c > 0);
    }
    patterns[row] = seen;
    H[row] = tables.H(entropy);
    C[row] = tables.C(entropy, divergence);
  }
  return { H, C, patterns };
}

/** H and C at several delays. */
export interface DelaySweep extends ManyComplexities {
  /** Shape [delays]. */
  readonly delays: Float64Array;
}

/** H(ℓ) and C(ℓ) of a series at the given delays. Throws where a delay leaves no window. */
export function delaySweep(
  space: Omit<OrdinalSpace, "delay">,
  series: Float64Array,
  delays: readonly number[],
  counter?: PatternCounter,
): DelaySweep {
  const each = delays.map((delay) => {
    const pmf = probabilities(
      { ...space, delay: requireDelay(delay) },
      series,
      counter === undefined ? {} : { counter },
    );
    return complexity(pmf);
  });
  return {
    delays: Float64Array.from(delays),
    H: Float64Array.from(each, ({ H }) => H),
    C: Float64Array.from(each, ({ C }) => C),
  };
}

function requireDelay(delay: number): number {
  if (Number.isInteger(delay) && delay >= 1) return delay;
  throw invalid({ what: "every delay must be a whole number of samples, at least 1", got: delay, path: "delays" });
}

/**
 * H and C of a series coarse-grained over 1, 2, … `scales` samples: the means of neighbouring samples that do not overlap.
 *
 * Source: M. Costa, A. L. Goldberger and C.-K. Peng, Physical Review Letters 89 (2002) 068102.
 */
export function multiscale(space: OrdinalSpace, series: Float64Array, scales: number): ManyComplexities {
  if (!Number.isInteger(scales) || scales < 1) {
    throw invalid({ what: "scales must be a whole number, at least 1", got: scales, attempt: "20", path: "scales" });
  }
  const each = Array.from({ length: scales }, (_, i) => complexity(probabilities(space, coarseGrained(series, i + 1))));
  return { H: Float64Array.from(each, ({ H }) => H), C: Float64Array.from(each, ({ C }) => C) };
}

function coarseGrained(series: Float64Array, scale: number): Float64Array {
  if (scale === 1) return series;
  return Float64Array.from({ length: Math.floor(series.length / scale) }, (_, i) => {
    let sum = 0;
    for (let j = i * scale; j < (i + 1) * scale; j++) sum += series[j] as number;
    return sum / scale;
  });
}
