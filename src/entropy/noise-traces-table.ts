/**
 * For orders 2 … 8: N − 1, and tr A, tr A², tr A³ of the long-run covariance of the counts of overlapping windows of
 * independent noise, A = N Σ_k [P(π_t = i, π_{t+k} = j) − 1/N²]; from the number of orders of the samples of both windows
 * (tests/golden/entropy/make_traces.py), and as the enumeration of all (2n − 1)! orders to order 5.
 */
export const noiseTraces: readonly (readonly [number, number, number, number])[] = [
  [1, 1 / 3, 1 / 9, 1 / 27],
  [5, 3.4, 4, 5.728],
  [23, 20.3142857, 29.1478458, 51.1516916],
  [119, 115.126984, 172.705278, 328.705347],
  [719, 713.865801, 1039.9132, 1948.20679],
  [5039, 5032.54779, 6992.21012, 12355.8861],
  [40319, 40311.1843, 53605.3762, 88649.9718],
];
