import type { SteadyLevel } from "./steady.ts";

/** By how much widths change at once. */
const factor = 1.2;
/** A residual that falls by less does not fall. */
const worthwhile = 1.25;
/** Widths in units of the distance between neighbours. */
const [narrowest, widest] = [1, 10];

/**
 * Tries wider and then narrower Gaussians of the same number, while the residual on fresh points falls.
 *
 * @param solve Null where no time is left for another solve.
 */
export async function chooseWidths(
  best: SteadyLevel,
  kappa: number,
  solve: (kappa: number) => Promise<SteadyLevel | null>,
): Promise<SteadyLevel> {
  for (const step of [factor, 1 / factor]) {
    let found = best;
    for (let tried = kappa * step; tried >= narrowest && tried <= widest; tried *= step) {
      const level = await solve(tried);
      if (level === null) return found;
      if (!(level.heldOut * worthwhile < found.heldOut)) break;
      found = level;
    }
    if (found !== best) return found;
  }
  return best;
}
