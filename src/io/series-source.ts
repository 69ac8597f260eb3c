/** A series in a file, read piece by piece. */
export interface SeriesSource {
  /** What was read: the column, variable or shape. */
  readonly description: string;
  /** Number of samples where it is known before reading, else null. */
  readonly length: number | null;
  /** The samples in order, in pieces that are reused: copy what must last. */
  pieces(): AsyncIterable<Float64Array>;
}

/** Bytes read at a time. */
export const pieceBytes = 2 ** 20;
