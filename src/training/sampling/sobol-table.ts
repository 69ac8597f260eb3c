/** A primitive polynomial x^s + a_1 x^(s−1) + … + 1 over GF(2), and the first direction numbers that belong to it. */
export interface SobolRow {
  /** The coefficients a_1 … a_(s−1) as the bits of a number, highest first. */
  readonly coefficients: number;
  /** m_1 … m_s, odd, m_i < 2^i. */
  readonly initial: readonly number[];
}

/**
 * Dimensions 2 … 21; dimension 1 is van der Corput's sequence.
 *
 * Source: S. Joe and F. Y. Kuo, Constructing Sobol sequences with better two-dimensional projections, SIAM Journal on
 * Scientific Computing 30 (2008) 2635–2654, the set new-joe-kuo-6.21201 of the authors.
 */
export const sobolRows: readonly SobolRow[] = [
  { coefficients: 0, initial: [1] },
  { coefficients: 1, initial: [1, 3] },
  { coefficients: 1, initial: [1, 3, 1] },
  { coefficients: 2, initial: [1, 1, 1] },
  { coefficients: 1, initial: [1, 1, 3, 3] },
  { coefficients: 4, initial: [1, 3, 5, 13] },
  { coefficients: 2, initial: [1, 1, 5, 5, 17] },
  { coefficients: 4, initial: [1, 1, 5, 5, 5] },
  { coefficients: 7, initial: [1, 1, 7, 11, 19] },
  { coefficients: 11, initial: [1, 1, 5, 1, 1] },
  { coefficients: 13, initial: [1, 1, 1, 3, 11] },
  { coefficients: 14, initial: [1, 3, 5, 5, 31] },
  { coefficients: 1, initial: [1, 3, 3, 9, 7, 49] },
  { coefficients: 13, initial: [1, 1, 1, 15, 21, 21] },
  { coefficients: 16, initial: [1, 3, 1, 13, 27, 49] },
  { coefficients: 19, initial: [1, 1, 1, 15, 7, 5] },
  { coefficients: 22, initial: [1, 3, 1, 15, 13, 25] },
  { coefficients: 25, initial: [1, 1, 5, 5, 19, 61] },
  { coefficients: 1, initial: [1, 3, 7, 11, 23, 15, 103] },
  { coefficients: 4, initial: [1, 3, 7, 13, 13, 15, 69] },
];
