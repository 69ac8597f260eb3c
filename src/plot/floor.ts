import { invalid } from "../core/index.ts";
import type { Point } from "./series.ts";

/** Decades under the largest value that a logarithmic axis shows unless told otherwise. */
const decades = 20;

/** Lines that a logarithmic axis can show. */
export interface Floored {
  readonly lines: readonly (readonly Point[])[];
  readonly floor: number;
  /** Whether a value was raised to the floor. */
  readonly clipped: boolean;
}

/** Raises values under a floor to it: zeros and negative numbers have no place on a logarithmic axis. */
export function floored(lines: readonly (readonly Point[])[], given?: number): Floored {
  if (given !== undefined && !(given > 0 && Number.isFinite(given))) {
    throw invalid({ what: "floor must be positive", got: given, attempt: "1e-16" });
  }
  const floor = given ?? lowestDecade(lines);
  let clipped = false;
  const raised = lines.map((line) =>
    line.map(([x, y]): Point => {
      if (Number.isNaN(y) || y >= floor) return [x, y];
      clipped = true;
      return [x, floor];
    }),
  );
  return { lines: raised, floor, clipped };
}

/** The power of ten under the smallest positive value, but not more than 20 decades under the largest. */
function lowestDecade(lines: readonly (readonly Point[])[]): number {
  let [least, largest] = [Number.POSITIVE_INFINITY, 0];
  for (const line of lines) {
    for (const [, y] of line) {
      if (y > 0) least = Math.min(least, y);
      if (y > largest) largest = y;
    }
  }
  if (largest === 0) return 1e-16;
  const exponent = Math.max(Math.log10(least), Math.log10(largest) - decades, -300);
  return 10 ** Math.floor(exponent + 1e-9);
}
