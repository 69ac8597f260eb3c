/** Points along one coordinate, with weights that add up to 1. */
export interface Nodes {
  readonly points: Float64Array;
  readonly weights: Float64Array;
}

/** One end of a coordinate. */
export function single(point: number): Nodes {
  return { points: Float64Array.of(point), weights: Float64Array.of(1) };
}

/** Points that crowd at both ends, which are among them: the extremes of a Chebyshev polynomial. */
export function chebyshevNodes(from: number, to: number, count: number): Nodes {
  const points = Float64Array.from(
    { length: count },
    (_, i) => from + 0.5 * (to - from) * (1 - Math.cos((Math.PI * i) / (count - 1))),
  );
  return { points, weights: spacingWeights(points, false) };
}

/** Gauss–Legendre points and weights on an interval. */
export function gaussNodes(from: number, to: number, count: number): Nodes {
  const points = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let z = Math.cos((Math.PI * (i + 0.75)) / (count + 0.5));
    let slope = 1;
    for (let round = 0; round < 50; round++) {
      let [before, value] = [1, z];
      for (let n = 2; n <= count; n++) [before, value] = [value, ((2 * n - 1) * z * value - (n - 1) * before) / n];
      slope = (count * (z * value - before)) / (z * z - 1);
      const step = value / slope;
      z -= step;
      if (Math.abs(step) < 1e-15) break;
    }
    points[count - 1 - i] = from + 0.5 * (to - from) * (1 + z);
    weights[count - 1 - i] = 1 / ((1 - z * z) * slope * slope);
  }
  return { points, weights };
}

/** Extra points near both ends, in units of the distance to the next centre. */
const nearEnds = [0.04, 0.12, 0.22, 0.5] as const;

/**
 * Points that follow the density of centres, `density` to a gap, with both ends and more near them; on a periodic axis
 * without.
 *
 * Without points near the ends, least squares hides a spike in the last gap, with which all conditions are met.
 *
 * @param centres Those inside the interval, both ends included (without the upper end where it is periodic).
 */
export function gradedNodes(centres: ArrayLike<number>, to: number, density: number, periodic: boolean): Nodes {
  const knots = periodic ? [...Array.from(centres), to] : Array.from(centres);
  const last = knots.length - 1;
  const at = (s: number): number => {
    const i = Math.min(Math.floor(s), last - 1);
    return (knots[i] as number) + (s - i) * ((knots[i + 1] as number) - (knots[i] as number));
  };
  const count = Math.ceil(density * last);
  const inner = Array.from({ length: periodic ? count : count + 1 }, (_, i) => (i * last) / count);
  const extra = periodic ? [] : nearEnds.flatMap((s) => (s < last / 2 ? [s, last - s] : []));
  const places = [...inner, ...extra].sort((a, b) => a - b).map(at);
  const points = Float64Array.from(places.filter((x, i) => i === 0 || x > (places[i - 1] as number)));
  return { points, weights: spacingWeights(points, periodic, to) };
}

/** Half the distance between the neighbours of each point, at least 0.09 of the mean, as parts of their sum. */
function spacingWeights(points: Float64Array, periodic: boolean, to = 0): Float64Array {
  const n = points.length;
  const first = points[0] as number;
  const at = (i: number): number => {
    if (i >= 0 && i < n) return points[i] as number;
    if (!periodic) return i < 0 ? first : (points[n - 1] as number);
    return i < 0 ? (points[n - 1] as number) - (to - first) : first + (to - first);
  };
  const spacing = Float64Array.from({ length: n }, (_, i) => 0.5 * (at(i + 1) - at(i - 1)));
  const floor = (0.09 * spacing.reduce((sum, h) => sum + h, 0)) / n;
  const weights = spacing.map((h) => Math.max(h, floor));
  const total = weights.reduce((sum, w) => sum + w, 0);
  return weights.map((w) => w / total);
}
