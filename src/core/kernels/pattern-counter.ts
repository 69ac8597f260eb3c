/**
 * Counts the ordinal patterns of a series. Two implementations exist: the plain one in `entropy`, which is the oracle and
 * the fallback, and WASM.
 */
export interface PatternCounter {
  readonly name: "plain" | "wasm";
  /**
   * Adds to `counts`, shape [order!], how often each pattern occurs in the windows of x_i, x_{i+delay}, …; a pattern's
   * index is Σ_j j! a_j with a_j = #{i < j : x_i > x_j}. The order is 2 … 8.
   *
   * @returns Whether all samples are finite; if not, the counts are meaningless.
   */
  count(series: Float64Array, order: number, delay: number, counts: Float64Array): boolean;
}

let make: (() => PatternCounter) | null = null;
let registered: PatternCounter | null = null;

/** Makes a counter the default. It is made at its first use; where that fails, there is none. */
export function registerPatternCounter(factory: () => PatternCounter): void {
  make = factory;
  registered = null;
}

/** The registered counter, or null. */
export function registeredPatternCounter(): PatternCounter | null {
  if (make !== null) {
    try {
      registered = make();
    } catch {
      registered = null; // an engine without SIMD: the plain counter is at work, and says so by its name
    }
    make = null;
  }
  return registered;
}
