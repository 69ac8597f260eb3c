import { countTables } from "./count-tables.ts";

/** J of no windows at all, from which the divergence is counted: ½ ln 2. */
const halfBit = Math.LN2 / 2;

/** How often each pattern occurs in a window, and the sums over the patterns that give H and C. */
export interface WindowSums {
  /** Shape [order!]. */
  readonly counts: Int32Array;
  /** What one more occurrence of a pattern that occurs c times adds to either sum, by c; exact, as the tables are. */
  readonly moreEntropy: Float64Array;
  readonly moreDivergence: Float64Array;
  /** 1/ln order!, and one over the largest divergence. */
  readonly toH: number;
  readonly toC: number;
  /** Both sums: an array, because fields that change are slow. */
  readonly totals: Float64Array;
}

/** The sums of an empty window that will hold `windows` patterns of `size` kinds. */
export function windowSums(windows: number, size: number): WindowSums {
  const tables = countTables(windows, size);
  return {
    counts: new Int32Array(size),
    moreEntropy: differences(tables.entropy),
    moreDivergence: differences(tables.divergence),
    toH: 1 / tables.most,
    toC: 1 / tables.farthest,
    totals: new Float64Array(2),
  };
}

/** table[c + 1] − table[c]. */
function differences(table: Float64Array): Float64Array {
  return Float64Array.from({ length: table.length - 1 }, (_, c) => (table[c + 1] as number) - (table[c] as number));
}

/** Adds patterns to a window that is not full. */
export function enter(sums: WindowSums, entering: Uint16Array): void {
  const { counts, moreEntropy, moreDivergence, totals } = sums;
  let [entropy = 0, divergence = 0] = totals;
  for (const index of entering) {
    const c = counts[index] as number;
    entropy += moreEntropy[c] as number;
    divergence += moreDivergence[c] as number;
    counts[index] = c + 1;
  }
  totals[0] = entropy;
  totals[1] = divergence;
}

/** Writes H and C of the window as it is to H[0] and C[0]. */
export function measure({ totals, toH, toC }: WindowSums, H: Float64Array, C: Float64Array): void {
  const [entropy = 0, divergence = 0] = totals;
  H[0] = entropy * toH;
  C[0] = entropy * toH * (halfBit + divergence) * toC;
}

/** Lets a full window slide over patterns: one enters as one leaves, and H and C are written for each. */
export function exchange(
  sums: WindowSums,
  entering: Uint16Array,
  leaving: Uint16Array,
  H: Float64Array,
  C: Float64Array,
): void {
  const { counts, moreEntropy, moreDivergence, totals, toH, toC } = sums;
  let [entropy = 0, divergence = 0] = totals;
  for (let i = 0; i < entering.length; i++) {
    const last = leaving[i] as number;
    const less = (counts[last] as number) - 1;
    counts[last] = less;
    const index = entering[i] as number;
    const c = counts[index] as number;
    counts[index] = c + 1;
    entropy += (moreEntropy[c] as number) - (moreEntropy[less] as number);
    divergence += (moreDivergence[c] as number) - (moreDivergence[less] as number);
    const value = entropy * toH;
    H[i] = value;
    C[i] = value * (halfBit + divergence) * toC;
  }
  totals[0] = entropy;
  totals[1] = divergence;
}
