/**
 * For orders 2 … 8: N − 1, and tr A, tr A², tr A³ of the long-run covariance of the counts of overlapping windows of
 * independent noise, A = N Σ_k [P(π_t = i, π_{t+k} = j) − 1/N²]. Exact by enumeration of all (2n − 1)! orders of the
 * samples to order 5 (tests/golden/entropy/make_traces.py); of order 6 and above extrapolated from the
 * smaller orders and not checked, so intervals there are estimates.
 */
export const noiseTraces: readonly (readonly [number, number, number, number])[] = [
  [1, 1 / 3, 1 / 9, 1 / 27],
  [5, 3.4, 4, 5.728],
  [23, 20.3142857, 29.1478458, 51.1516917],
  [119, 115.126984, 172.705278, 328.705347],
  [719, 714, 1120, 2200],
  [5039, 5030, 8200, 17000],
  [40319, 40310, 67000, 145000],
];
