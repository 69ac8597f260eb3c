import type { Kernels, ModeCoefficients } from "../core/index.ts";
import { groupEigenvalues, type Run } from "./eigenvalues.ts";

/**
 * The coefficients of one exponential Adams step of length h from nodes s_0 = 0 > s_1 > … (in units of h), for all
 * eigenvalues z = iλh.
 *
 * Row 0: e^z; row 1: h g, the error; row 2: h (c_new − g), the corrector; then h c_j = h ∫₀¹ e^{(1−s)z} l_j(s) ds, with
 * c_new = ∫ e^{(1−s)z} Π(s−s_j) ds / D, g = ∫ e^{(1−s)z} (s−1) Π_{j<q−1}(s−s_j) ds / D, D = Π_{j<q}(1−s_j).
 */
export type CoefficientSet = ModeCoefficients;

/** The first row of the slopes' coefficients. */
const slopeRow = 3;

/** Makes coefficient sets. */
export interface CoefficientMaker {
  /** The set of a step of length h from `order` nodes; the next call overwrites it. */
  step(h: number, nodes: Float64Array, order: number): CoefficientSet;
  /** Row 0 and the rows of the slopes for the part θ of a step of length h, nodes in units of h; the next call overwrites it. */
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
  const groups = rowLength(moduli.length);
  const mostPieces = Math.min(lambda.length, runs.length * (maxOrder + Math.ceil(moduli.length / blockSize)));
  const whole = room(groups, mostPieces, maxOrder, kernels);
  const partial = room(groups, mostPieces, maxOrder, kernels);
  const turns = kernels.allocate(groups);
  const zero = kernels.allocate(groups);
  const weights = kernels.allocate((maxOrder + 2) * (maxOrder + 1));
  const scaled = kernels.allocate(maxOrder);
  const ends = kernels.allocate(maxOrder);
  const ofModuli: readonly Float64Array[] = [padded(moduli, kernels.allocate(groups))];
  const factor = new Float64Array(1);
  const count = { sets: 0, moments: 0 };

  /** The moments and exponentials of a duration, and the pieces of a step. */
  function prepare(into: Room, duration: number, h: number, order: number): CoefficientSet {
    count.sets += 1;
    const { set } = into;
    if (into.of !== duration) {
      factor[0] = Math.abs(duration);
      kernels.combine(zero, ofModuli, factor, 1, turns);
      kernels.exponential(zero, turns, -1, into.exponentialRe, into.exponentialIm);
      kernels.moments(turns, set.rows, maxOrder + 1, into.moments);
      into.of = duration;
      count.moments += 1;
    }
    if (into.h !== h || into.order !== order) {
      into.tiers = tiers(moduli, h, order);
      writePieces(runs, into.tiers, h, set.pieces);
      into.h = h;
      into.order = order;
    }
    return set;
  }

  return {
    step(h, nodes, order) {
      const set = prepare(whole, h, h, order);
      for (const { order: p, from, to } of whole.tiers) {
        kernels.multistepWeights(nodes, p, h, true, weights, set.extrapolation, (p - 1) * maxOrder);
        kernels.combineRows(weights, p + 1, p + 2, whole.moments, set.rows, 1, groups, from, to);
      }
      return set;
    },
    part(h, theta, nodes, order) {
      const set = prepare(partial, theta * h, h, order);
      for (let j = 0; j < order; j++) scaled[j] = (nodes[j] as number) / theta;
      for (const { order: p, from, to } of partial.tiers) {
        kernels.multistepWeights(scaled, p, theta * h, false, weights, ends, 0);
        kernels.combineRows(weights, p + 1, p, partial.moments, set.rows, slopeRow, groups, from, to);
      }
      return set;
    },
    counts: () => ({ ...count }),
  };
}

/** At least `groups` numbers, so that many rows do not fall on the same places of the cache. */
function rowLength(groups: number): number {
  return groups + Math.max(0, 56 - (groups % 256));
}

/** The moduli and, behind them, the last again. */
function padded(moduli: Float64Array, into: Float64Array): Float64Array {
  into.fill(moduli.at(-1) as number);
  into.set(moduli);
  return into;
}

/** A set and what it is made from. */
interface Room {
  readonly set: CoefficientSet;
  readonly moments: Float64Array;
  readonly exponentialRe: Float64Array;
  readonly exponentialIm: Float64Array;
  /** The duration of the moments. */
  of: number;
  /** The step and the order of the pieces. */
  h: number;
  order: number;
  tiers: readonly Tier[];
}

function room(groups: number, mostPieces: number, maxOrder: number, kernels: Kernels): Room {
  const rows = kernels.allocate(2 * groups * (slopeRow + maxOrder));
  return {
    set: {
      groups,
      rows,
      pieces: kernels.allocate(1 + pieceNumbers * mostPieces),
      extrapolation: kernels.allocate(maxOrder * maxOrder),
      maxOrder,
    },
    moments: kernels.allocate(2 * groups * (maxOrder + 1)),
    exponentialRe: rows.subarray(0, groups),
    exponentialIm: rows.subarray(groups, 2 * groups),
    of: Number.NaN,
    h: Number.NaN,
    order: 0,
    tiers: [],
  };
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
    const to = limit === Infinity ? moduli.length : upTo(moduli, limit, from);
    if (to > from) out.push({ from, to, order });
    from = to;
  }
  return out;
}

/** How many of the ascending moduli are at most `limit`, which the first `from` are. */
function upTo(moduli: Float64Array, limit: number, from: number): number {
  let [low, high] = [from, moduli.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moduli[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Numbers that describe a piece, as `ModeCoefficients` says. */
const pieceNumbers = 6;

/** Groups whose coefficients and slopes stay in the nearer caches while every run goes over them. */
const blockSize = 1024;

/** Most runs that are cut into blocks; where there are more, they are short. */
const mostLongRuns = 4;

/** The runs cut at the boundaries of the tiers, and long ones into blocks that the others go over next. */
function writePieces(runs: readonly Run[], orders: readonly Tier[], h: number, pieces: Float64Array): void {
  const end = orders.at(-1)?.to ?? 0;
  const size = runs.length > mostLongRuns ? end : blockSize;
  let count = 0;
  for (let block = 0; block < end; block += size) {
    for (const run of runs) {
      for (const { from, to, order } of orders) {
        const written = writePiece(run, Math.max(from, block), Math.min(to, block + size), order, h, pieces, count);
        if (written) count += 1;
      }
    }
  }
  pieces[0] = count;
}

/** Writes the modes of a run whose groups are in [from, to) as piece `count`; false where there are none. */
function writePiece(
  { start, end, table, stride, conjugate }: Run,
  from: number,
  to: number,
  order: number,
  h: number,
  pieces: Float64Array,
  count: number,
): boolean {
  const last = table + stride * (end - 1 - start);
  const low = Math.max(from, Math.min(table, last));
  const high = Math.min(to - 1, Math.max(table, last));
  if (low > high) return false;
  const group = stride > 0 ? low : high;
  const first = start + (group - table) * stride;
  const at = 1 + pieceNumbers * count;
  pieces[at] = first;
  pieces[at + 1] = first + (high - low + 1);
  pieces[at + 2] = group;
  pieces[at + 3] = stride;
  pieces[at + 4] = conjugate === h < 0 ? 1 : -1;
  pieces[at + 5] = order;
  return true;
}
