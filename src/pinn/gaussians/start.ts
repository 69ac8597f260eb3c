import type { DenseKernels } from "../../core/index.ts";
import { axisTable } from "./axis.ts";
import { alongAxes, fitting, type Line } from "./lines.ts";
import type { Piece } from "./pieces.ts";
import type { Space } from "./space.ts";
import type { State } from "./state.ts";

/**
 * Coefficients from which the solve of a slab starts: those of an earlier solution that is moved, by the same amount at all
 * times, to where the slab begins; without one, the state there at all times.
 *
 * @param lines By coordinate.
 * @param targets The values of `state.given` on the points in space.
 * @param before Slabs of the earlier solution, or none.
 */
export function startOf(
  space: Space,
  lines: readonly Line[],
  state: State,
  targets: readonly Float64Array[],
  before: readonly Piece[],
  kernels: DenseKernels,
): Float64Array {
  const out = new Float64Array(space.functions * space.unknowns);
  const stored = space.coordinates.map((coordinate) => lines[coordinate] as Line);
  const places = stored.map(({ nodes }) => nodes.points);
  const inSpace = places.slice(1);
  const [clock = new Float64Array(0)] = places;
  const from = (stored[0] as Line).axis.from;
  const fits = stored.map((line) => fitting(line, kernels));
  state.given.forEach(({ unknown, order }, i) => {
    if (order > 0) return;
    const target = targets[i] as Float64Array;
    const size = target.length;
    const values = new Float64Array(clock.length * size);
    const first = before.length === 0 ? target : valuesOn(before, unknown, Float64Array.of(from), inSpace);
    const all = before.length === 0 ? null : valuesOn(before, unknown, clock, inSpace);
    for (let at = 0; at < values.length; at++) {
      const moved = (target[at % size] as number) - (first[at % size] as number);
      values[at] = all === null ? (target[at % size] as number) : (all[at] as number) + moved;
    }
    out.set(
      alongAxes(
        values,
        places.map(({ length }) => length),
        fits,
      ),
      unknown * space.functions,
    );
  });
  return out;
}

/** An unknown on the grid of times and of places along each coordinate in space, shape [times][places] …. */
function valuesOn(
  pieces: readonly Piece[],
  unknown: number,
  times: Float64Array,
  places: readonly Float64Array[],
): Float64Array {
  const size = places.reduce((product, { length }) => product * length, 1);
  const out = new Float64Array(times.length * size);
  const owner = (t: number) => {
    const k = pieces.findIndex(({ to }) => to > t);
    return k < 0 ? pieces.length - 1 : k;
  };
  for (let first = 0, next = 1; first < times.length; first = next++) {
    const k = owner(times[first] as number);
    while (next < times.length && owner(times[next] as number) === k) next += 1;
    const { space, coefficients } = pieces[k] as Piece;
    const own = coefficients.subarray(unknown * space.functions, (unknown + 1) * space.functions);
    const tables = space.axes.map((axis, a) =>
      axisTable(axis, a === 0 ? times.subarray(first, next) : (places[a - 1] as Float64Array), 0),
    );
    const values = alongAxes(
      own,
      space.axes.map(({ functions }) => functions),
      tables,
    );
    out.set(values, first * size);
  }
  return out;
}
