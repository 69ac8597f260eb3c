/** A symmetric splitting: linear flows over a_i h and nonlinear flows over b_i h in turn, beginning and ending linear. */
export interface SplittingTableau {
  readonly name: string;
  readonly order: number;
  /** a_1 … a_{m+1}. */
  readonly linear: readonly number[];
  /** b_1 … b_m. */
  readonly nonlinear: readonly number[];
}

/** Strang's splitting of order 2: half a linear flow, the nonlinear flow, half a linear flow. */
export const strangTableau: SplittingTableau = { name: "strang", order: 2, linear: [0.5, 0.5], nonlinear: [1] };

/** Order 4 in 6 stages, S6 of S. Blanes & P. C. Moan, J. Comput. Appl. Math. 142 (2002) 313, table 2. */
export const splitting4Tableau: SplittingTableau = linearFirst(
  "splitting4",
  4,
  [0.0792036964311957, 0.353172906049774, -0.0420650803577195],
  [0.209515106613362, -0.143851773179818],
);

/** Order 6 in 10 stages, S10 of S. Blanes & P. C. Moan, J. Comput. Appl. Math. 142 (2002) 313, table 2. */
export const splitting6Tableau: SplittingTableau = linearFirst(
  "splitting6",
  6,
  [0.0502627644003922, 0.413514300428344, 0.0450798897943977, -0.188054853819569, 0.54196067845078],
  [0.148816447901042, -0.132385865767784, 0.067307604692185, 0.432666402578175],
);

/**
 * Runge–Kutta–Nyström splitting of order 4 in 6 stages (the last flow of a step is the first of the next),
 * S. Blanes & P. C. Moan, J. Comput. Appl. Math. 142 (2002) 313, table 3: SRKN6b.
 *
 * The Nyström methods hold where [B, [B, [B, A]]] = 0 for the nonlinear part B: its flow exp(iγ|ψ|²t) changes the kinetic
 * energy by a polynomial of degree 2 in t, so the third bracket vanishes for the Schrödinger equation in this role only.
 */
export const srkn6bTableau: SplittingTableau = nonlinearFirst(
  "srkn6b",
  4,
  [0.245298957184271, 0.60487266571108],
  [0.0829844064174052, 0.396309801498368, -0.0390563049223486],
);

/** Nyström splitting of order 6 in 11 stages, the same table: SRKN11b. */
export const srkn11bTableau: SplittingTableau = nonlinearFirst(
  "srkn11b",
  6,
  [0.123229775946271, 0.290553797799558, -0.127049212625417, -0.246331761062075, 0.357208872795928],
  [0.0414649985182624, 0.198128671918067, -0.0400061921041533, 0.0752539843015807, -0.0115113874206879],
);

/** Nyström splitting of order 6 in 14 stages, the same table: SRKN14a. */
export const srkn14aTableau: SplittingTableau = linearFirst(
  "srkn14a",
  6,
  [
    0.0378593198406116, 0.102635633102435, -0.0258678882665587, 0.314241403071447, -0.130144459517415,
    0.106417700369543, -0.00879424312851058,
  ],
  [
    0.09171915262446165, 0.183983170005006, -0.05653436583288827, 0.004914688774712854, 0.143761127168358,
    0.328567693746804,
  ],
);

/** Order 8 as a symmetric composition of 17 Strang steps: W. Kahan & R.-C. Li, Math. Comp. 66 (1997) 1089. */
export const splitting8Tableau: SplittingTableau = composition(
  "splitting8",
  8,
  [
    0.13020248308889008, 0.56116298177510838, -0.38947496264484729, 0.1588419065551556, -0.39590389413323758,
    0.18453964097831571, 0.25837438768632205, 0.2950117236093103,
  ],
);

/** Completes the first halves of the coefficients by symmetry and by the condition that each kind adds up to 1. */
function linearFirst(
  name: string,
  order: number,
  linear: readonly number[],
  nonlinear: readonly number[],
): SplittingTableau {
  return { name, order, linear: palindrome(linear, true), nonlinear: palindrome(nonlinear, false) };
}

/** The same for a method that begins and ends with the nonlinear flow: its first and last linear flow are empty. */
function nonlinearFirst(
  name: string,
  order: number,
  linear: readonly number[],
  nonlinear: readonly number[],
): SplittingTableau {
  const even = linear.length < nonlinear.length;
  return { name, order, linear: [0, ...palindrome(linear, !even), 0], nonlinear: palindrome(nonlinear, even) };
}

/** a₁ … a_m, [the middle one,] a_m … a₁ with sum 1; without a middle one the last of the half is added too. */
function palindrome(half: readonly number[], middle: boolean): number[] {
  const all = middle ? half : [...half, 0.5 - total(half)];
  return [...all, ...(middle ? [1 - 2 * total(half)] : []), ...all.toReversed()];
}

/** Strang steps of lengths γ₁ … γ_m, 1 − 2 Σγ, γ_m … γ₁. */
export function composition(name: string, order: number, half: readonly number[]): SplittingTableau {
  const steps = palindrome(half, true);
  const linear = Array.from({ length: steps.length + 1 }, (_, i) => 0.5 * ((steps[i - 1] ?? 0) + (steps[i] ?? 0)));
  return { name, order, linear, nonlinear: steps };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
