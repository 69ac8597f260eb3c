import { type DenseKernels, factorise, matrix, solveFactorised } from "../../../core/index.ts";
import type { Axis } from "../axis.ts";
import type { ProductSum } from "./product-sum.ts";
import type { Places, Squares } from "./squares.ts";

/** Added to the diagonal of the scaled normal equations; ten thousand times more where that is not enough. */
const ridge = 1e-14;

/** A sum of products whose factors along one coordinate after the other minimise the squares. */
export interface Alternation {
  /** One round over all coordinates. */
  sweep(): void;
  /** The squares at the factors as they are. */
  squares(): number;
}

/**
 * Alternating least squares: along one coordinate the residuals are linear in the factors of all products, which are solved
 * for together.
 *
 * G. Beylkin & M. J. Mohlenkamp, SIAM J. Sci. Comput. 26 (2005) 2133.
 *
 * @param sum Its factors are changed in place.
 * @param from The first product that is changed; those before it stand still.
 */
export function alternation(squares: Squares, sum: ProductSum, from: number, kernels: DenseKernels): Alternation {
  const { axes, rank, factors } = sum;
  const dimension = axes.length;
  /** By coordinate and gram: f_r · G f_s, shape [rank][rank]. */
  const products = axes.map((_, d) => productsAlong(squares, sum, d));
  const loads = axes.map((_, d) => loadsAlong(squares, sum, d));
  const refresh = (d: number) => {
    products[d] = productsAlong(squares, sum, d);
    loads[d] = loadsAlong(squares, sum, d);
  };
  const solve = (k: number) => {
    const { functions } = axes[k] as Axis;
    const own = factors[k] as Float64Array;
    const changed = rank - from;
    const size = changed * functions;
    const normal = matrix(kernels.allocate(size * size), size, size);
    normal.data.fill(0);
    const side = kernels.allocate(size);
    side.fill(0);
    gathered(squares.pairs, squares.grams[k]?.length ?? 0, products, [k], rank * rank).forEach((weights, g) => {
      if (weights === null) return;
      const gram = squares.grams[k]?.[g] as Float64Array;
      for (let r = from; r < rank; r++) {
        for (let s = 0; s < rank; s++) {
          const weight = weights[r * rank + s] as number;
          if (s >= from)
            addBlock(normal.data, size, (r - from) * functions, (s - from) * functions, weight, gram, functions);
          else subtractProduct(side, (r - from) * functions, weight, gram, own, s * functions, functions);
        }
      }
    });
    gathered(squares.loads, squares.sides[k]?.length ?? 0, loads, [k], rank).forEach((weights, g) => {
      if (weights === null) return;
      const vector = squares.sides[k]?.[g] as Float64Array;
      for (let r = from; r < rank; r++) {
        for (let i = 0; i < functions; i++) {
          const at = (r - from) * functions + i;
          side[at] = (side[at] as number) - (weights[r] as number) * (vector[i] as number);
        }
      }
    });
    if (solveScaled(normal.data, side, size, kernels)) own.set(side, from * functions);
    kernels.free(normal.data);
    kernels.free(side);
  };
  /** Makes the factors along a coordinate unit vectors, and gives their lengths to those along the next. */
  const handOn = (k: number, next: number) => {
    const [own, other] = [factors[k] as Float64Array, factors[next] as Float64Array];
    const [n, m] = [(axes[k] as Axis).functions, (axes[next] as Axis).functions];
    for (let r = from; r < rank; r++) {
      let square = 0;
      for (let i = r * n; i < (r + 1) * n; i++) square += (own[i] as number) ** 2;
      const length = Math.sqrt(square);
      if (!(length > 0)) continue;
      for (let i = r * n; i < (r + 1) * n; i++) own[i] = (own[i] as number) / length;
      for (let i = r * m; i < (r + 1) * m; i++) other[i] = (other[i] as number) * length;
    }
  };
  return {
    sweep() {
      for (let k = 0; k < dimension; k++) {
        solve(k);
        const next = (k + 1) % dimension;
        handOn(k, next);
        refresh(k);
        refresh(next);
      }
    },
    squares() {
      const total = (list: readonly Float64Array[], weights: readonly (Float64Array | null)[]) =>
        weights.reduce(
          (sum, weight, g) => sum + (weight?.reduce((s, w, i) => s + w * (list[g]?.[i] as number), 0) ?? 0),
          0,
        );
      const quadratic = gathered(squares.pairs, squares.grams[0]?.length ?? 0, products, [0], rank * rank);
      const linear = gathered(squares.loads, squares.sides[0]?.length ?? 0, loads, [0], rank);
      const [q, l] = [total(products[0] ?? [], quadratic), total(loads[0] ?? [], linear)];
      return Math.max(0, q + 2 * l + squares.constant);
    },
  };
}

/** Sums of products over all coordinates but some, by the place in the list of the first of these: of [size] each. */
export function gathered(
  terms: readonly Places[],
  places: number,
  values: readonly (readonly Float64Array[])[],
  without: readonly number[],
  size: number,
): readonly (Float64Array | null)[] {
  const sums = new Array<Float64Array | null>(places).fill(null);
  const product = new Float64Array(size);
  for (const { factor, at } of terms) {
    product.fill(factor);
    at.forEach((place, d) => {
      if (without.includes(d)) return;
      const own = values[d]?.[place] as Float64Array;
      for (let i = 0; i < size; i++) product[i] = (product[i] as number) * (own[i] as number);
    });
    const g = at[without[0] as number] as number;
    const sum = sums[g] ?? new Float64Array(size);
    for (let i = 0; i < size; i++) sum[i] = (sum[i] as number) + (product[i] as number);
    sums[g] = sum;
  }
  return sums;
}

function productsAlong({ grams }: Squares, { axes, rank, factors }: ProductSum, d: number): readonly Float64Array[] {
  const n = (axes[d] as Axis).functions;
  const own = factors[d] as Float64Array;
  const image = new Float64Array(n);
  return (grams[d] ?? []).map((gram) => {
    const out = new Float64Array(rank * rank);
    for (let s = 0; s < rank; s++) {
      for (let i = 0; i < n; i++) {
        let total = 0;
        for (let j = 0; j < n; j++) total += (gram[i * n + j] as number) * (own[s * n + j] as number);
        image[i] = total;
      }
      for (let r = 0; r < rank; r++) {
        let total = 0;
        for (let i = 0; i < n; i++) total += (own[r * n + i] as number) * (image[i] as number);
        out[r * rank + s] = total;
      }
    }
    return out;
  });
}

function loadsAlong({ sides }: Squares, { axes, rank, factors }: ProductSum, d: number): readonly Float64Array[] {
  const n = (axes[d] as Axis).functions;
  const own = factors[d] as Float64Array;
  return (sides[d] ?? []).map((side) =>
    Float64Array.from({ length: rank }, (_, r) => {
      let total = 0;
      for (let i = 0; i < n; i++) total += (own[r * n + i] as number) * (side[i] as number);
      return total;
    }),
  );
}

function addBlock(
  data: Float64Array,
  size: number,
  row: number,
  column: number,
  weight: number,
  gram: Float64Array,
  n: number,
): void {
  if (column > row) return;
  for (let i = 0; i < n; i++) {
    const start = (row + i) * size + column;
    for (let j = 0; j < n; j++) data[start + j] = (data[start + j] as number) + weight * (gram[i * n + j] as number);
  }
}

function subtractProduct(
  side: Float64Array,
  row: number,
  weight: number,
  gram: Float64Array,
  own: Float64Array,
  start: number,
  n: number,
): void {
  for (let i = 0; i < n; i++) {
    let total = 0;
    for (let j = 0; j < n; j++) total += (gram[i * n + j] as number) * (own[start + j] as number);
    side[row + i] = (side[row + i] as number) - weight * total;
  }
}

/** Solves normal equations in place, columns scaled to length 1; whether that gave numbers. */
function solveScaled(data: Float64Array, side: Float64Array, size: number, kernels: DenseKernels): boolean {
  const scales = Float64Array.from({ length: size }, (_, i) => {
    const square = data[i * (size + 1)] as number;
    return square > 0 ? 1 / Math.sqrt(square) : 1;
  });
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      data[i * size + j] = (data[i * size + j] as number) * (scales[i] as number) * (scales[j] as number);
    }
  }
  const kept = kernels.allocate(data.length);
  kept.set(data);
  let failed = 0;
  for (const added of [ridge, 1e4 * ridge, 1e8 * ridge]) {
    data.set(kept);
    for (let i = 0; i < size; i++) data[i * (size + 1)] = (data[i * (size + 1)] as number) + added;
    failed = factorise(matrix(data, size, size), kernels);
    if (failed < 0) break;
  }
  kernels.free(kept);
  if (failed >= 0) return false;
  for (let i = 0; i < size; i++) side[i] = (side[i] as number) * (scales[i] as number);
  solveFactorised(matrix(data, size, size), matrix(side, size, 1), kernels);
  for (let i = 0; i < size; i++) side[i] = (side[i] as number) * (scales[i] as number);
  return side.every(Number.isFinite);
}
