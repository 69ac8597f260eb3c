import { invalid, type Rng } from "../../core/index.ts";
import { type Box, intoBox, requireBox } from "./box.ts";
import { sobolRows } from "./sobol-table.ts";

/** Options of `sobolPoints`. */
export interface SobolOptions {
  /**
   * `owen`: random lower triangular matrices of bits, and a shift; `shift`: a shift alone. Both keep the stratification, and
   * make every point uniform.
   *
   * @defaultValue "owen" with a generator, else "none"
   */
  readonly scramble?: "owen" | "shift" | "none";
  /**
   * Points of the sequence to leave out at its start, so that a sequence can be continued by a generator in the same state.
   *
   * @defaultValue 0
   */
  readonly skip?: number;
}

const bits = 32;

/**
 * Points of Sobol's sequence in a box, shape [count][coordinates], up to 21 coordinates: of every aligned block of 2^m, one
 * falls into each of the 2^m intervals of a coordinate.
 *
 * Source: I. M. Sobol, On the distribution of points in a cube and the approximate evaluation of integrals, USSR
 * Computational Mathematics and Mathematical Physics 7 (1967) 86–112, in the Gray code order of I. A. Antonov and V. M.
 * Saleev (1979); scrambling: J. Matoušek, On the L2-discrepancy for anchored boxes, Journal of Complexity 14 (1998)
 * 527–556.
 *
 * @param random The generator of the scrambling; without it the sequence is Sobol's own, which begins in a corner.
 */
export function sobolPoints(box: Box, count: number, random?: Rng, options: SobolOptions = {}): Float64Array {
  requireBox(box, count);
  const { scramble = random === undefined ? "none" : "owen", skip = 0 } = options;
  const limit = sobolRows.length + 1;
  if (box.length > limit) {
    throw invalid({
      what: `Sobol points have at most ${limit} coordinates`,
      got: box.length,
      attempt: "Latin hypercube",
    });
  }
  if (!Number.isInteger(skip) || skip < 0 || skip + count > 2 ** bits) {
    throw invalid({ what: "the sequence has 2^32 points", got: skip + count });
  }
  if (scramble !== "none" && random === undefined) {
    throw invalid({ what: "scrambled points need a generator", got: scramble, attempt: "rng(7)" });
  }
  const points = new Float64Array(count * box.length);
  for (let d = 0; d < box.length; d++) {
    const own = directions(d);
    const numbers = scramble === "owen" ? scrambled(own, random as Rng) : own;
    const shift = scramble === "none" ? 0 : (random as Rng).integer(2 ** bits);
    let x = shift >>> 0;
    const gray = xor(skip, Math.floor(skip / 2));
    for (let bit = 0; bit < bits; bit++) if (Math.floor(gray / 2 ** bit) % 2 === 1) x ^= numbers[bit] as number;
    for (let i = 0; i < count; i++) {
      points[i * box.length + d] = (x >>> 0) / 2 ** bits;
      x ^= numbers[trailingOnes(skip + i)] as number;
    }
  }
  return intoBox(points, box);
}

/** The direction numbers of a dimension, m_i shifted to the top of 32 bits. */
function directions(dimension: number): Uint32Array {
  const v = new Uint32Array(bits);
  const row = sobolRows[dimension - 1];
  if (row === undefined) return v.map((_, i) => 2 ** (bits - 1 - i));
  const degree = row.initial.length;
  for (let i = 0; i < bits; i++) {
    if (i < degree) {
      v[i] = (row.initial[i] as number) * 2 ** (bits - 1 - i);
      continue;
    }
    const before = v[i - degree] as number;
    let value = before ^ (before >>> degree);
    for (let k = 1; k < degree; k++) {
      if ((row.coefficients >> (degree - 1 - k)) & 1) value ^= v[i - k] as number;
    }
    v[i] = value;
  }
  return v;
}

/** Every digit becomes itself plus a random sum of the higher ones, the same for all points. */
function scrambled(numbers: Uint32Array, random: Rng): Uint32Array {
  const rows = Array.from({ length: bits }, (_, i) => {
    const higher = i === 0 ? 0 : random.integer(2 ** i) * 2 ** (bits - i);
    return (higher + 2 ** (bits - 1 - i)) >>> 0;
  });
  return numbers.map((value) => {
    let out = 0;
    rows.forEach((row, i) => {
      if (parity(row & value)) out |= 1 << (bits - 1 - i);
    });
    return out >>> 0;
  });
}

function parity(word: number): number {
  let folded = word;
  for (let half = 16; half > 0; half >>= 1) folded ^= folded >>> half;
  return folded & 1;
}

/** The exclusive or of whole numbers below 2^33. */
function xor(a: number, b: number): number {
  const high = Math.floor(a / 2 ** 31) ^ Math.floor(b / 2 ** 31);
  return high * 2 ** 31 + ((a % 2 ** 31) ^ (b % 2 ** 31));
}

function trailingOnes(index: number): number {
  let ones = 0;
  for (let rest = index; rest % 2 === 1; rest = (rest - 1) / 2) ones += 1;
  return Math.min(ones, bits - 1);
}
