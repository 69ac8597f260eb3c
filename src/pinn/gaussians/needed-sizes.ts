import { curvatureSizes, type SizeRule, type Sizes, samplePlaces, smaller } from "./sizes.ts";
import type { State } from "./state.ts";
import type { PosedProblem } from "./terms.ts";

/** The sizes that a state asks for along its only coordinate in space. */
export function neededSizes(posed: PosedProblem, state: State, coordinate: number, rule: SizeRule): Sizes {
  const { problem, time, periodic } = posed;
  const [from, to] = problem.domain[coordinate] as readonly [number, number];
  const places = samplePlaces(from, to);
  const points = Float64Array.from({ length: 2 * places.length }, (_, i) =>
    i % 2 === time ? 0 : (places[Math.floor(i / 2)] as number),
  );
  const known = state.curvatures?.(points, coordinate) ?? byDifferences(state, points, places);
  const largest = known.reduce(
    (most, [u]) => (u as Float64Array).reduce((m, v) => Math.max(m, Math.abs(v)), most),
    1e-300,
  );
  return known
    .map(([, slopes, curvatures]) =>
      curvatureSizes(
        from,
        to,
        periodic[coordinate] as boolean,
        slopes as Float64Array,
        curvatures as Float64Array,
        largest,
        rule,
      ),
    )
    .reduce(smaller);
}

/** The value, slope and curvature of each unknown. */
function byDifferences(state: State, points: Float64Array, places: Float64Array): readonly (readonly Float64Array[])[] {
  const values = state.values(points).filter((_, i) => state.given[i]?.order === 0);
  return values.map((u) => {
    const slopes = differences(u, places);
    return [u, slopes, differences(slopes, places)];
  });
}

/** Slopes by central differences, one-sided at the ends. */
function differences(values: Float64Array, places: Float64Array): Float64Array {
  const last = values.length - 1;
  return values.map((_, i) => {
    const [a, b] = [Math.max(0, i - 1), Math.min(last, i + 1)];
    return ((values[b] as number) - (values[a] as number)) / ((places[b] as number) - (places[a] as number));
  });
}
