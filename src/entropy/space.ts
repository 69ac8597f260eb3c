import { invalid, requireNumber } from "../core/index.ts";

/**
 * How equal samples are ordered: the earlier is the smaller; at random, from the space's seed; or the earlier is the
 * smaller also where it is larger by no more than the tolerance, which has the unit of the series.
 */
export type Ties = "first" | "random" | { readonly tolerance: number };

/** What a space of ordinal patterns is made from. */
export interface OrdinalOptions {
  /** Samples in a window, 2 … 8. */
  readonly order: number;
  /** Samples from one of the window to the next; positive. @defaultValue `1` */
  readonly delay?: number;
  /** @defaultValue `"first"` */
  readonly ties?: Ties;
  /** Whether a sample that is not finite is refused, or every window with one is skipped. @defaultValue `"throw"` */
  readonly nan?: "throw" | "skip";
  /** Seed of random ties. @defaultValue `0` */
  readonly seed?: number;
}

/** The ordinal patterns of one order and delay: order! outcomes. */
export interface OrdinalSpace extends Required<OrdinalOptions> {
  /** order! */
  readonly size: number;
}

/** A space of ordinal patterns. Throws where an option is out of range. */
export function ordinalPatterns({
  order,
  delay = 1,
  ties = "first",
  nan = "throw",
  seed = 0,
}: OrdinalOptions): OrdinalSpace {
  requireNumber("order", order, (n) => Number.isInteger(n) && n >= 2 && n <= 8, "a whole number from 2 to 8", "5");
  requireNumber("delay", delay, (l) => Number.isInteger(l) && l >= 1, "a whole number of samples, at least 1", "1");
  requireNumber("seed", seed, (s) => Number.isSafeInteger(s) && s >= 0, "a whole number, at least 0", "7");
  if (ties !== "first" && ties !== "random") {
    const tolerance: unknown = typeof ties === "object" && ties !== null ? ties.tolerance : undefined;
    if (typeof tolerance !== "number" || !(tolerance >= 0 && tolerance < Infinity)) {
      throw invalid({
        what: 'ties must be "first", "random" or { tolerance } with a tolerance that is finite and not negative',
        got: ties,
        path: "ties",
      });
    }
  }
  if (nan !== "throw" && nan !== "skip") {
    throw invalid({ what: 'nan must be "throw" or "skip"', got: nan, path: "nan" });
  }
  return { order, delay, ties, nan, seed, size: factorial(order) };
}

/** Windows of a series of the given length: length − (order − 1) delay, or zero. */
export function windowsOf(space: OrdinalSpace, length: number): number {
  return Math.max(0, length - (space.order - 1) * space.delay);
}

/** Throws unless a series has a window. */
export function requireWindows(space: OrdinalSpace, length: number): void {
  if (windowsOf(space, length) > 0) return;
  const needed = (space.order - 1) * space.delay + 1;
  throw invalid({
    what: `a series needs at least ${needed} samples for order ${space.order} and delay ${space.delay}`,
    got: length,
    why: length === 0 ? "it is empty" : "it has no window",
    attempt: "a longer series, a shorter delay or a lower order",
    path: "series",
  });
}

/** n! */
export function factorial(n: number): number {
  let product = 1;
  for (let i = 2; i <= n; i++) product *= i;
  return product;
}
