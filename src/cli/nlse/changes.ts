/** |Q − Q₀| / |Q₀| of a series, relative to at least `scale`; 0 where Q stays 0. */
export function changesOf(values: readonly number[], scale = 0): Float64Array {
  const [start = 0] = values;
  const size = Math.max(Math.abs(start), scale);
  return Float64Array.from(values, (value) => (size === 0 ? Math.abs(value) : Math.abs(value - start) / size));
}

/** The largest of some changes; NaN where one is. */
export function largest(changes: Float64Array): number {
  return changes.reduce((a, b) => (Number.isNaN(b) ? b : Math.max(a, b)), 0);
}
