/** A system of equations whose matrix vanishes beyond some distance from its diagonal. */
export interface BandedSystem {
  /** The right side, and after `solve` the solution. */
  readonly side: Float64Array;
  add(row: number, column: number, value: number): void;
  /** Gaussian elimination without exchange of rows, for matrices with a dominant symmetric part. */
  solve(): void;
}

/** A system of zeros with `band` diagonals on either side. */
export function bandedSystem(size: number, band: number): BandedSystem {
  const width = 2 * band + 1;
  /** Shape [size][2 band + 1]: row i holds the columns i − band … i + band. */
  const data = new Float64Array(size * width);
  const side = new Float64Array(size);
  return {
    side,
    add(row, column, value) {
      const at = row * width + column - row + band;
      data[at] = (data[at] as number) + value;
    },
    solve() {
      for (let k = 0; k < size; k++) {
        const pivot = data[k * width + band] as number;
        const last = Math.min(size - 1, k + band);
        const length = last - k;
        const upper = k * width + band;
        for (let i = k + 1; i <= last; i++) {
          const lower = i * width + k - i + band;
          const factor = (data[lower] as number) / pivot;
          if (factor === 0) continue;
          for (let j = 1; j <= length; j++)
            data[lower + j] = (data[lower + j] as number) - factor * (data[upper + j] as number);
          side[i] = (side[i] as number) - factor * (side[k] as number);
        }
      }
      for (let k = size - 1; k >= 0; k--) {
        let total = side[k] as number;
        const last = Math.min(size - 1, k + band);
        for (let j = k + 1; j <= last; j++) total -= (data[k * width + j - k + band] as number) * (side[j] as number);
        side[k] = total / (data[k * width + band] as number);
      }
    },
  };
}
