import { dropFirst } from "./drop-first.ts";
import { exceeding } from "./exceeding.ts";
import { factorial } from "./space.ts";

/**
 * Adds the patterns of all windows to `counts`; false where a sample is not finite. The plain twin of the WASM counter.
 *
 * Along each phase of the delay a window has the pattern of the one before without its first sample, and its new sample:
 * order − 1 comparisons, one look-up and one increment.
 */
export function countRolling(x: Float64Array, order: number, delay: number, counts: Float64Array): boolean {
  for (let i = 0; i < x.length; i++) if ((x[i] as number) - (x[i] as number) !== 0) return false;
  const drop = dropFirst(order);
  const weight = factorial(order - 1);
  const steps = order - 1;
  for (let phase = 0; phase < delay && phase + steps * delay < x.length; phase++) {
    let rest = firstSamples(x, order, phase, delay);
    for (let i = phase + steps * delay; i < x.length; i += delay) {
      const index = rest + weight * exceeding(x, i, delay, steps);
      rest = drop[index] as number;
      counts[index] = (counts[index] as number) + 1;
    }
  }
  return true;
}

/** The pattern of the window that starts at `first`, without its last sample. */
function firstSamples(x: Float64Array, order: number, first: number, delay: number): number {
  let index = 0;
  for (let j = 1; j < order - 1; j++) index += factorial(j) * exceeding(x, first + j * delay, delay, j);
  return index;
}
