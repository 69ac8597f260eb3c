import { type DenseKernels, factorise, matrix, solveFactorised } from "../../../core/index.ts";
import type { Axis } from "../axis.ts";
import { alternation, gathered } from "./alternating.ts";
import type { ProductSum } from "./product-sum.ts";
import type { Squares } from "./squares.ts";

/** What Gauss–Newton steps ended with. */
export interface JointReport {
  /** Linear solves. */
  readonly steps: number;
  readonly squares: number;
}

/**
 * Levenberg–Marquardt steps of the factors of all products along all coordinates together, where alternating steps creep: the
 * products nearly cancel there, and factors along several coordinates must move at once.
 *
 * G. Tomasi & R. Bro, Comput. Stat. Data Anal. 50 (2006) 1700; L. Sorber, M. Van Barel & L. De Lathauwer, SIAM J. Optim. 23
 * (2013) 695; the damping: H. B. Nielsen, IMM-REP-1999-05 (1999).
 *
 * @param sum Its factors are changed in place.
 * @param most Steps at most.
 * @param slow A step that lowers the squares by a smaller part is the last.
 * @param interrupted Whether the step at hand must be the last, after so many.
 */
export function jointSteps(
  squares: Squares,
  sum: ProductSum,
  most: number,
  slow: number,
  interrupted: (steps: number) => boolean,
  kernels: DenseKernels,
): JointReport {
  balance(sum);
  const { factors } = sum;
  const starts = startsOf(sum);
  const size = starts.at(-1) as number;
  let now = alternation(squares, sum, 0, kernels).squares();
  let [damping, growth] = [0.1, 2];
  let stale = true;
  let normal: Float64Array = new Float64Array(0);
  let slope: Float64Array = new Float64Array(0);
  for (let step = 1; step <= most; step++) {
    if (stale) [normal, slope] = normalOf(squares, sum, starts);
    const change = damped(normal, slope, size, damping, kernels);
    const kept = factors.map((factor) => factor.slice());
    if (change !== null) {
      factors.forEach((factor, d) => {
        for (let i = 0; i < factor.length; i++)
          factor[i] = (factor[i] as number) + (change[(starts[d] as number) + i] as number);
      });
    }
    const next = change === null ? Number.NaN : alternation(squares, sum, 0, kernels).squares();
    if (change !== null && next < now) {
      const predicted = predictedFall(normal, slope, change, size);
      const gain = (now - next) / Math.max(predicted, 1e-300);
      damping = Math.max(1e-12, damping * Math.max(1 / 10, 1 - (2 * gain - 1) ** 3));
      growth = 2;
      const ended = next > (1 - slow) * now;
      now = next;
      stale = true;
      balance(sum);
      if (ended || interrupted(step)) return { steps: step, squares: now };
      continue;
    }
    factors.forEach((factor, d) => {
      factor.set(kept[d] as Float64Array);
    });
    stale = false;
    damping *= growth;
    growth *= 2;
    if (damping > 1e6 || interrupted(step)) return { steps: step, squares: now };
  }
  return { steps: most, squares: now };
}

/** Where the factors of every coordinate begin among all, and at last how many there are. */
function startsOf({ factors }: ProductSum): readonly number[] {
  const starts = [0];
  for (const { length } of factors) starts.push((starts.at(-1) as number) + length);
  return starts;
}

/** Makes the factors of each product equally long along all coordinates. */
function balance({ axes, rank, factors }: ProductSum): void {
  for (let r = 0; r < rank; r++) {
    const parts = factors.map((factor, d) => {
      const { functions } = axes[d] as Axis;
      return factor.subarray(r * functions, (r + 1) * functions);
    });
    const lengths = parts.map((part) => Math.sqrt(part.reduce((total, value) => total + value * value, 0)));
    const mean = Math.exp(lengths.reduce((total, length) => total + Math.log(length), 0) / lengths.length);
    if (!(mean > 0)) continue;
    parts.forEach((part, d) => {
      for (let i = 0; i < part.length; i++) part[i] = ((part[i] as number) * mean) / (lengths[d] as number);
    });
  }
}

/** The lower triangle of JᵀJ, and half the gradient of the squares. */
function normalOf(squares: Squares, sum: ProductSum, starts: readonly number[]): [Float64Array, Float64Array] {
  const { axes, rank, factors } = sum;
  const size = starts.at(-1) as number;
  const normal = new Float64Array(size * size);
  const slope = new Float64Array(size);
  const right = axes.map((_, d) => imagesOf(squares.grams[d] ?? [], factors[d] as Float64Array, rank, false));
  const left = axes.map((_, d) => imagesOf(squares.grams[d] ?? [], factors[d] as Float64Array, rank, true));
  const inner = axes.map((axis, d) =>
    (right[d] ?? []).map((image) => productsOf(factors[d] as Float64Array, image, rank, axis.functions)),
  );
  const given = axes.map(({ functions }, d) =>
    (squares.sides[d] ?? []).map((side) => productsOf(factors[d] as Float64Array, side, rank, functions, 1)),
  );
  axes.forEach(({ functions: n }, k) => {
    const own = starts[k] as number;
    gathered(squares.pairs, squares.grams[k]?.length ?? 0, inner, [k], rank * rank).forEach((weights, g) => {
      if (weights === null) return;
      const gram = squares.grams[k]?.[g] as Float64Array;
      const image = right[k]?.[g] as Float64Array;
      for (let r = 0; r < rank; r++) {
        for (let s = 0; s < rank; s++) {
          const weight = weights[r * rank + s] as number;
          for (let i = 0; i < n; i++) {
            const row = own + r * n + i;
            slope[row] = (slope[row] as number) + weight * (image[s * n + i] as number);
            if (s > r) continue;
            const start = row * size + own + s * n;
            for (let j = 0; j < n; j++)
              normal[start + j] = (normal[start + j] as number) + weight * (gram[i * n + j] as number);
          }
        }
      }
    });
    gathered(squares.loads, squares.sides[k]?.length ?? 0, given, [k], rank).forEach((weights, g) => {
      const side = squares.sides[k]?.[g] as Float64Array;
      weights?.forEach((weight, r) => {
        for (let i = 0; i < n; i++)
          slope[own + r * n + i] = (slope[own + r * n + i] as number) + weight * (side[i] as number);
      });
    });
    for (let other = 0; other < k; other++) {
      const m = (axes[other] as Axis).functions;
      gatheredTwice(squares, inner, k, other, rank * rank).forEach(({ weights, g, h }) => {
        const rows = right[k]?.[g] as Float64Array;
        const columns = left[other]?.[h] as Float64Array;
        for (let r = 0; r < rank; r++) {
          for (let s = 0; s < rank; s++) {
            const weight = weights[r * rank + s] as number;
            for (let i = 0; i < n; i++) {
              const factor = weight * (rows[s * n + i] as number);
              const start = (own + r * n + i) * size + (starts[other] as number) + s * m;
              for (let j = 0; j < m; j++)
                normal[start + j] = (normal[start + j] as number) + factor * (columns[r * m + j] as number);
            }
          }
        }
      });
    }
  });
  return [normal, slope];
}

/** Sums over all coordinates but two, by the places in their lists. */
function gatheredTwice(
  { pairs, grams }: Squares,
  inner: readonly (readonly Float64Array[])[],
  k: number,
  other: number,
  size: number,
): readonly { readonly weights: Float64Array; readonly g: number; readonly h: number }[] {
  const count = grams[other]?.length ?? 0;
  const flat = pairs.map(({ factor, at }) => ({
    factor,
    at: at.with(k, (at[k] as number) * count + (at[other] as number)),
  }));
  return gathered(flat, (grams[k]?.length ?? 0) * count, inner, [k, other], size).flatMap((weights, place) =>
    weights === null ? [] : [{ weights, g: Math.floor(place / count), h: place % count }],
  );
}

/** G f_s, or Gᵀ f_s, for every gram: shape [rank][functions]. */
function imagesOf(grams: readonly Float64Array[], own: Float64Array, rank: number, turned: boolean): Float64Array[] {
  const n = own.length / rank;
  return grams.map((gram) => {
    const out = new Float64Array(own.length);
    for (let s = 0; s < rank; s++) {
      for (let i = 0; i < n; i++) {
        let total = 0;
        for (let j = 0; j < n; j++)
          total += (gram[turned ? j * n + i : i * n + j] as number) * (own[s * n + j] as number);
        out[s * n + i] = total;
      }
    }
    return out;
  });
}

/** f_r · y_s, shape [rank][columns]. */
function productsOf(own: Float64Array, images: Float64Array, rank: number, n: number, columns = rank): Float64Array {
  return Float64Array.from({ length: rank * columns }, (_, at) => {
    const [r, s] = [Math.floor(at / columns), at % columns];
    let total = 0;
    for (let i = 0; i < n; i++) total += (own[r * n + i] as number) * (images[s * n + i] as number);
    return total;
  });
}

/** −(JᵀJ + μ diag JᵀJ)⁻¹ of the slope, or null where it is not positive definite. */
function damped(
  normal: Float64Array,
  slope: Float64Array,
  size: number,
  damping: number,
  kernels: DenseKernels,
): Float64Array | null {
  const scales = slope.map((_, i) => 1 / Math.sqrt(Math.max(normal[i * (size + 1)] as number, 1e-300)));
  const data = kernels.allocate(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      data[i * size + j] = (normal[i * size + j] as number) * (scales[i] as number) * (scales[j] as number);
    }
    data[i * (size + 1)] = 1 + damping;
  }
  const side = kernels.allocate(size);
  slope.forEach((value, i) => {
    side[i] = -value * (scales[i] as number);
  });
  const failed = factorise(matrix(data, size, size), kernels) >= 0;
  if (!failed) solveFactorised(matrix(data, size, size), matrix(side, size, 1), kernels);
  const out = scales.map((scale, i) => scale * (side[i] as number));
  kernels.free(data);
  kernels.free(side);
  return failed || !out.every(Number.isFinite) ? null : out;
}

/** By how much the squares would fall if the residuals were linear in the factors. */
function predictedFall(normal: Float64Array, slope: Float64Array, change: Float64Array, size: number): number {
  let total = 0;
  for (let i = 0; i < size; i++) {
    let image = 0.5 * (normal[i * (size + 1)] as number) * (change[i] as number);
    for (let j = 0; j < i; j++) image += (normal[i * size + j] as number) * (change[j] as number);
    total -= 2 * (change[i] as number) * ((slope[i] as number) + image);
  }
  return total;
}
