/**
 * The increments of a series, cut to begin and end where value and slope match best within the outer tenths (of at most
 * 300 samples): a periodic continuation, which the phases of a spectrum imply, then has no jump.
 *
 * Source: C. J. Stam, J. P. M. Pijn and W. S. Pritchard, Physica D 112 (1998) 361–380.
 */
export function matchedIncrements(series: Float64Array): Float64Array {
  const n = series.length - 1;
  const d = Float64Array.from({ length: n }, (_, i) => (series[i + 1] as number) - (series[i] as number));
  const reach = Math.min(300, Math.floor(n / 10));
  const slope = (i: number) => (d[i + 1] as number) - (d[i] as number);
  let size = 0;
  let bend = 0;
  for (let i = 0; i < n - 1; i++) {
    size += (d[i] as number) ** 2;
    bend += slope(i) ** 2;
  }
  let best = Infinity;
  let [start, end] = [0, n];
  for (let i = 0; i < reach; i++) {
    for (let j = n - 1 - reach; j < n - 1; j++) {
      const mismatch =
        ((d[i] as number) - (d[j] as number)) ** 2 / (size || 1) + (slope(i) - slope(j)) ** 2 / (bend || 1);
      if (mismatch < best) {
        best = mismatch;
        [start, end] = [i, j];
      }
    }
  }
  return d.slice(start, end);
}
