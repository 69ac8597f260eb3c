import type { Kernels } from "../core/index.ts";
import { groupEigenvalues, type Run } from "./eigenvalues.ts";
import { exponentialMoments } from "./exponential-moments.ts";
import { fromRoots, multiplyByRoot, product } from "./lagrange.ts";

/** Modes [start, end) of one run and one order; `order` numbers of nodes are in use there. */
export interface Piece extends Run {
  readonly order: number;
}

/** Rows of complex coefficients over the different |λ|: row r of group i is at r · groups + i. */
export interface CoefficientTable {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * The coefficients of one exponential Adams step of length h from nodes s_0 = 0 > s_1 > … (in units of h), for all
 * eigenvalues z = iλh.
 *
 * Rows 0 … q−1: h c_j = h ∫₀¹ e^{(1−s)z} l_j(s) ds; row q: h g, the error; row q+1: h (c_new − g), the corrector, with
 * c_new = ∫ e^{(1−s)z} Π(s−s_j) ds / D, g = ∫ e^{(1−s)z} (s−1) Π_{j<q−1}(s−s_j) ds / D, D = Π_{j<q}(1−s_j).
 */
export interface CoefficientSet {
  readonly groups: number;
  /** e^z, one row. */
  readonly exponential: CoefficientTable;
  readonly table: CoefficientTable;
  /** l_j(1) for every order p: at (p − 1) · maxOrder + j. */
  readonly extrapolation: Float64Array;
  readonly maxOrder: number;
  pieces: readonly Piece[];
  order: number;
}

/** Makes coefficient sets; the loops over eigenvalues in it are the ones to replace by a compiled kernel. */
export interface CoefficientMaker {
  /** The set of a step of length h from `order` nodes; the next call overwrites it. */
  step(h: number, nodes: Float64Array, order: number): CoefficientSet;
  /** Exponential and rows 0 … q−1 for the part θ of a step of length h, nodes in units of h; the next call overwrites it. */
  part(h: number, theta: number, nodes: Float64Array, order: number): CoefficientSet;
  /** How many sets, and how many sets of moments, were made. */
  counts(): { readonly sets: number; readonly moments: number };
}

/**
 * Where a mode turns by y in a step, extrapolation by q nodes multiplies it by (2 sin(y/2))^q; modes get the largest
 * order that keeps this below 64. Without it free waves at high wavenumbers grow slowly out of rounding.
 */
const largestExtrapolation = 64;

/** The largest turn y at which order p may be used. */
function largestTurn(p: number): number {
  const factor = largestExtrapolation ** (1 / p);
  return factor >= 2 ? Infinity : 2 * Math.asin(factor / 2);
}

/** Coefficients by moments M_m and the monomial coefficients of the Lagrange polynomials. */
export function coefficientMaker(lambda: Float64Array, maxOrder: number, kernels: Kernels): CoefficientMaker {
  const { moduli, runs } = groupEigenvalues(lambda);
  const groups = moduli.length;
  const rows = (count: number): CoefficientTable => ({
    re: kernels.allocate(count * groups),
    im: kernels.allocate(count * groups),
  });
  const room = () => ({
    of: Number.NaN,
    moments: rows(maxOrder + 1),
    set: {
      groups,
      exponential: rows(1),
      table: rows(maxOrder + 2),
      extrapolation: new Float64Array(maxOrder * maxOrder),
      maxOrder,
      pieces: [],
      order: 0,
    } as CoefficientSet,
  });
  const whole = room();
  const partial = room();
  const turns = kernels.allocate(groups);
  const zero = kernels.allocate(groups);
  const weights = new Float64Array((maxOrder + 2) * (maxOrder + 1));
  const scaled = new Float64Array(maxOrder);
  const count = { sets: 0, moments: 0 };
  let layout = { h: Number.NaN, order: 0, tiers: [] as readonly Tier[], pieces: [] as readonly Piece[] };

  function prepare(h: number, into: ReturnType<typeof room>): CoefficientSet {
    if (into.of === h) return into.set;
    for (let i = 0; i < groups; i++) turns[i] = Math.abs(h) * (moduli[i] as number);
    exponentialMoments(turns, groups, maxOrder + 1, into.moments.re, into.moments.im);
    kernels.exponential(zero, turns, -1, into.set.exponential.re, into.set.exponential.im);
    into.of = h;
    count.moments += 1;
    return into.set;
  }

  function arrange(set: CoefficientSet, h: number, order: number): readonly Tier[] {
    if (layout.h !== h || layout.order !== order) {
      const found = tiers(moduli, h, order);
      layout = { h, order, tiers: found, pieces: split(runs, found, h) };
    }
    set.pieces = layout.pieces;
    set.order = order;
    count.sets += 1;
    return layout.tiers;
  }

  return {
    step(h, nodes, order) {
      const set = prepare(h, whole);
      for (const tier of arrange(set, h, order)) {
        const p = tier.order;
        lagrangeWeights(nodes, p, h, weights, p + 1);
        const d = product(nodes, p, -1, 1);
        const [error, corrector] = [p * (p + 1), (p + 1) * (p + 1)];
        fromRoots(nodes, p - 1, -1, h / d, weights, error);
        multiplyByRoot(weights, error, p - 1, 1);
        fromRoots(nodes, p, -1, h / d, weights, corrector);
        for (let m = 0; m <= p; m++)
          weights[corrector + m] = (weights[corrector + m] as number) - (weights[error + m] as number);
        for (let j = 0; j < p; j++) {
          set.extrapolation[(p - 1) * maxOrder + j] =
            product(nodes, p, j, 1) / product(nodes, p, j, nodes[j] as number);
        }
        combineRows(weights, 0, p + 1, p, whole.moments, tier, set, 0);
        combineRows(weights, error, p + 1, 2, whole.moments, tier, set, order);
      }
      return set;
    },
    part(h, theta, nodes, order) {
      const set = prepare(theta * h, partial);
      for (let j = 0; j < order; j++) scaled[j] = (nodes[j] as number) / theta;
      for (const tier of arrange(set, h, order)) {
        lagrangeWeights(scaled, tier.order, theta * h, weights, tier.order + 1);
        combineRows(weights, 0, tier.order + 1, tier.order, partial.moments, tier, set, 0);
      }
      return set;
    },
    counts: () => ({ ...count }),
  };
}

/** Row j of `weights`: the monomial coefficients of factor · l_j, j < p. */
function lagrangeWeights(nodes: Float64Array, p: number, factor: number, weights: Float64Array, stride: number): void {
  for (let j = 0; j < p; j++) {
    fromRoots(nodes, p, j, factor / product(nodes, p, j, nodes[j] as number), weights, j * stride);
    weights[j * stride + p] = 0;
  }
}

/** Groups [from, to) that share an order. */
interface Tier {
  readonly from: number;
  readonly to: number;
  readonly order: number;
}

/** The order of every group: q where the mode turns slowly, lower ones where extrapolation would amplify it. */
function tiers(moduli: Float64Array, h: number, q: number): Tier[] {
  const out: Tier[] = [];
  for (let order = q, from = 0; from < moduli.length; order--) {
    const limit = order <= 1 ? Infinity : largestTurn(order) / Math.abs(h);
    let to = from;
    while (to < moduli.length && (moduli[to] as number) <= limit) to += 1;
    if (to > from) out.push({ from, to, order });
    from = to;
  }
  return out;
}

/** The runs cut at the boundaries of the tiers. */
function split(runs: readonly Run[], orders: readonly Tier[], h: number): Piece[] {
  return runs.flatMap((run) =>
    orders
      .map(({ from, to, order }): Piece => {
        const last = run.table + run.stride * (run.end - 1 - run.start);
        const [low, high] = [Math.max(from, Math.min(run.table, last)), Math.min(to - 1, Math.max(run.table, last))];
        const table = run.stride > 0 ? low : high;
        const start = run.start + (table - run.table) * run.stride;
        return { ...run, conjugate: run.conjugate !== h < 0, start, end: start + (high - low + 1), table, order };
      })
      .filter(({ start, end }) => end > start),
  );
}

/** Rows `first` … of the set's table: out[r] = Σ_{m<depth} weights[at + r · depth + m] M_m, over the groups of a tier. */
function combineRows(
  weights: Float64Array,
  at: number,
  depth: number,
  rows: number,
  { re, im }: CoefficientTable,
  { from, to }: Tier,
  { groups, table }: CoefficientSet,
  first: number,
): void {
  for (let r = 0; r < rows; r++) {
    const out = (first + r) * groups;
    const outRe = table.re;
    const outIm = table.im;
    for (let i = from; i < to; i++) {
      let a = 0;
      let b = 0;
      for (let m = 0, k = i; m < depth; m++, k += groups) {
        const w = weights[at + r * depth + m] as number;
        a += w * (re[k] as number);
        b += w * (im[k] as number);
      }
      outRe[out + i] = a;
      outIm[out + i] = b;
    }
  }
}
