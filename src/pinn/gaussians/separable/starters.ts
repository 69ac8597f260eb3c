import { tapeProducts } from "../../../core/index.ts";
import type { Term } from "../../../training/index.ts";
import type { Line } from "../lines.ts";
import { emptySum, type ProductSum, withProduct } from "./product-sum.ts";

/**
 * The products of an equation's own source as first guesses of those of its solution, which they are where the equation has
 * constant coefficients and they are its eigenfunctions; no products where the source has too many.
 *
 * @param most Products at most.
 * @param fits By coordinate, the matrix from values at the line's points to coefficients.
 */
export function sourceProducts(
  interior: Term,
  lines: readonly Line[],
  fits: readonly Float64Array[],
  most: number,
): ProductSum {
  const empty = emptySum(lines.map(({ axis }) => axis));
  const columns = lines.map(({ nodes }) => nodes.points);
  const products = tapeProducts(interior.tape, interior.reads.length, columns)[0] ?? [];
  const source = products.filter(({ input }) => input < 0);
  if (source.length > most) return empty;
  return source.reduce((sum, { factors }) => {
    const coefficients = factors.map((factor, d) =>
      fitted(fits[d] as Float64Array, columns[d] as Float64Array, factor),
    );
    return withProduct(sum, coefficients);
  }, empty);
}

/** The coefficients of values at points, or of ones. */
function fitted(fit: Float64Array, points: Float64Array, values: Float64Array | null): Float64Array {
  const m = points.length;
  return Float64Array.from({ length: fit.length / m }, (_, k) => {
    let total = 0;
    for (let i = 0; i < m; i++) total += (fit[k * m + i] as number) * (values?.[i] ?? 1);
    return total;
  });
}
