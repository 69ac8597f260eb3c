import { invalid } from "../core/index.ts";

/** When the solution is kept: evenly many times (both ends included), given times, or the end of every step. */
export type SaveAt = { readonly count: number } | { readonly times: ArrayLike<number> } | { readonly steps: true };

/** The save times in the direction of integration, or null where every step is kept. */
export function saveTimes(saveAt: SaveAt, [t0, t1]: readonly [number, number]): Float64Array | null {
  if ("steps" in saveAt) return null;
  if ("count" in saveAt) {
    const { count } = saveAt;
    if (!Number.isInteger(count) || count < 1) {
      throw invalid({
        what: "saveAt.count must be a positive integer",
        got: count,
        attempt: "2",
        path: "saveAt.count",
      });
    }
    if (count === 1) return Float64Array.of(t1);
    return Float64Array.from({ length: count }, (_, i) => (i === count - 1 ? t1 : t0 + i * ((t1 - t0) / (count - 1))));
  }
  if (saveAt.times === undefined) {
    throw invalid({ what: "saveAt must hold count, times or steps", got: saveAt, attempt: "{ count: 101 }" });
  }
  const times = Float64Array.from(saveAt.times);
  const direction = t1 >= t0 ? 1 : -1;
  times.forEach((t, i) => {
    const inside = (t - t0) * direction >= 0 && (t1 - t) * direction >= 0;
    const ordered = i === 0 || (t - (times[i - 1] as number)) * direction >= 0;
    if (!inside || !ordered) {
      throw invalid({ what: `saveAt.times must run from ${t0} to ${t1} in order`, got: t, path: `saveAt.times.${i}` });
    }
  });
  return times;
}
