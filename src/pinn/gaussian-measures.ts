/**
 * What is told of Gaussians at the end: how many there are, the median distance of their centres from where they were put, and
 * their least and largest width, where there are any that are not flat without limit.
 *
 * @param moved The distances, in any order; none where they did not move.
 */
export function gaussianMeasures(
  count: number,
  moved: readonly number[],
  widths: Iterable<number>,
): Readonly<Record<string, number>> {
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (const width of widths) {
    if (Number.isFinite(width)) [least, most] = [Math.min(least, width), Math.max(most, width)];
  }
  const ascending = [...moved].sort((a, b) => a - b);
  return {
    count,
    movedMedian: ascending[ascending.length >> 1] ?? 0,
    ...(most > 0 ? { widthMin: least, widthMax: most } : {}),
  };
}
