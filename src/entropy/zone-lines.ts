import { complexityBounds } from "./bounds.ts";

/** The lines that divide the entropy–complexity plane of one order into zones. */
export interface ZoneLines {
  /** ln 2/ln n!: a monotone stretch and its reverse alone; below it a series does not oscillate. */
  readonly leastOscillation: number;
  /** ln(2(2n − 3))/ln n!: all patterns that a periodic function with one maximum and one minimum a period can show. */
  readonly mostPeriodic: number;
  /** C of the chord from the upper bound at `leastOscillation` to that at `mostPeriodic`, at an entropy between. */
  chord(H: number): number;
}

/**
 * The zones' lines for a space.
 *
 * Source: S. H. Hyman, K. J. Daniel and D. A. Schaffner, PECCARY, The Astrophysical Journal 987 (2025) 195.
 */
export function zoneLines(space: { readonly order: number; readonly size: number }): ZoneLines {
  const { order, size } = space;
  const leastOscillation = Math.log(2) / Math.log(size);
  const mostPeriodic = Math.min(1, Math.log(2 * (2 * (order - 2) + 1)) / Math.log(size));
  const [, left] = complexityBounds(space, leastOscillation);
  const [, right] = complexityBounds(space, mostPeriodic);
  const slope = mostPeriodic === leastOscillation ? 0 : (right - left) / (mostPeriodic - leastOscillation);
  return { leastOscillation, mostPeriodic, chord: (H) => left + slope * (H - leastOscillation) };
}
