import { linearise } from "./linearise.ts";
import type { State } from "./state.ts";
import type { PosedProblem } from "./terms.ts";

/** An end of a coordinate where the beginning and a condition disagree, so that a layer grows from there like √(ν t). */
export interface Incompatibility {
  readonly coordinate: number;
  readonly place: number;
  /** ν, the largest that the equations have there. */
  readonly diffusivity: number;
}

const points = 33;
/** How far values may be apart, relative to the largest. */
const tolerance = 1e-6;

/** The ends at which the initial values do not meet the conditions, or on a ring do not go on with their slope. */
export function incompatibilities(posed: PosedProblem, state: State): readonly Incompatibility[] {
  const { problem, time, periodic } = posed;
  const largest = state
    .values(facePoints(posed, null))
    .reduce((most, u) => u.reduce((m, v) => Math.max(m, Math.abs(v)), most), 1e-300);
  return problem.coordinates.flatMap((_, coordinate) => {
    if (coordinate === time) return [];
    const ends = problem.domain[coordinate] as readonly [number, number];
    if (periodic[coordinate]) {
      const size = jumpOnRing(posed, state, coordinate);
      return size <= 1e-3 * largest
        ? []
        : ends.map((place) => ({ coordinate, place, diffusivity: diffusivityAt(posed, state, coordinate, place) }));
    }
    return ends.flatMap((place) => {
      const missed = missedAt(posed, state, coordinate, place);
      if (missed <= tolerance * largest) return [];
      return [{ coordinate, place, diffusivity: diffusivityAt(posed, state, coordinate, place) }];
    });
  });
}

/** Points spread over the box, or over one end of a coordinate, at the beginning. */
function facePoints(
  { problem, time }: PosedProblem,
  face: readonly [coordinate: number, place: number] | null,
): Float64Array {
  const width = problem.coordinates.length;
  return Float64Array.from({ length: points * width }, (_, i) => {
    const [c, p] = [i % width, Math.floor(i / width)];
    const [from, to] = problem.domain[c] as readonly [number, number];
    if (c === time) return from;
    if (face !== null && c === face[0]) return face[1];
    // Multiples of different irrational numbers, modulo 1.
    return from + (to - from) * ((0.5 + p * [0.618033988749895, 0.754877666246693, 0.569840290998053][c % 3]!) % 1);
  });
}

/** The most by which the conditions on a face are missed at the beginning. */
function missedAt(posed: PosedProblem, state: State, coordinate: number, place: number): number {
  const { problem, boundary } = posed;
  const at = facePoints(posed, [coordinate, place]);
  const values = state.values(at);
  let most = 0;
  for (const term of boundary) {
    const [from, to] = term.box[coordinate] as readonly [number, number];
    // Conditions on slopes are not compared.
    if (from !== to || from !== place || problem.conditions[term.group]?.kind !== "dirichlet") continue;
    const inputs = term.reads.map(({ unknown, partial }) => {
      const known = state.given.findIndex((one) => problem.unknowns[one.unknown] === unknown && one.order === 0);
      return partial === "" && known >= 0 ? (values[known] as Float64Array) : new Float64Array(points);
    });
    const { values: residuals } = linearise(term.tape, [...inputs, ...columnsOf(posed, at)], 0, points);
    for (const residual of residuals) for (const r of residual) most = Math.max(most, Math.abs(r));
  }
  return most;
}

/** The difference of slopes between the two ends of a ring, in units of its length. */
function jumpOnRing(posed: PosedProblem, state: State, coordinate: number): number {
  const [from, to] = posed.problem.domain[coordinate] as readonly [number, number];
  const step = 1e-5 * (to - from);
  const at = (x: number) => state.values(facePoints(posed, [coordinate, x]));
  const [a, b, c, d] = [at(from), at(from + step), at(to - step), at(to)];
  let most = 0;
  a.forEach((values, u) => {
    values.forEach((value, i) => {
      const [second, third, last] = [b[u]?.[i] as number, c[u]?.[i] as number, d[u]?.[i] as number];
      const jump = (second - value - (last - third)) / step;
      most = Math.max(most, Math.abs(last - value), Math.abs(jump) * (to - from));
    });
  });
  return most;
}

/** |∂r/∂u_xx| / |∂r/∂u_t|, the largest over a face. */
function diffusivityAt(posed: PosedProblem, state: State, coordinate: number, place: number): number {
  const { problem, interior, time } = posed;
  const at = facePoints(posed, [coordinate, place]);
  const values = state.values(at);
  const letters = (name: string, c: number) => [...name].filter((one) => one === problem.coordinates[c]).length;
  const inputs = interior.reads.map(({ unknown, partial }) => {
    const known = state.given.findIndex((one) => problem.unknowns[one.unknown] === unknown && one.order === 0);
    return partial === "" && known >= 0 ? (values[known] as Float64Array) : new Float64Array(points);
  });
  const { slopes } = linearise(interior.tape, [...inputs, ...columnsOf(posed, at)], interior.reads.length, points);
  const largest = (row: readonly (Float64Array | null)[], wanted: (partial: string) => boolean) =>
    row.reduce(
      (most, slope, p) =>
        slope !== null && wanted(interior.reads[p]?.partial ?? "")
          ? slope.reduce((m, v) => Math.max(m, Math.abs(v)), most)
          : most,
      0,
    );
  const ratios = slopes.map((row) => {
    const inTime = largest(row, (name) => name.length === letters(name, time) && name !== "");
    const inSpace = largest(row, (name) => letters(name, coordinate) === 2);
    return inTime > 0 ? inSpace / inTime : 0;
  });
  const [from, to] = problem.domain[coordinate] as readonly [number, number];
  return Math.max(...ratios, 1e-12 * (to - from) ** 2);
}

function columnsOf({ problem }: PosedProblem, points: Float64Array): Float64Array[] {
  const width = problem.coordinates.length;
  return problem.coordinates.map((_, c) =>
    Float64Array.from({ length: points.length / width }, (_, i) => points[i * width + c] as number),
  );
}
