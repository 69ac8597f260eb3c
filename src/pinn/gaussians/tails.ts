import { axisTable } from "./axis.ts";
import { alongAxes, type Line } from "./lines.ts";
import type { Space } from "./space.ts";

/** The part of the functions of a coordinate, the roughest (two at least), whose share says what is missing. */
const rough = 0.15;

/** How much of a solution is in the finest functions it has, relative to all of it. */
export interface Tails {
  /** The highest polynomial in time. */
  readonly time: number;
  /** The roughest functions along any coordinate in space with an orthonormal basis. */
  readonly space: number;
}

/** The tails of a solution on a slab. */
export function tailsOf(space: Space, coefficients: Float64Array, lines: readonly Line[]): Tails {
  const stored = space.coordinates.map((coordinate) => lines[coordinate] as Line);
  // Flat functions are taken as Legendre polynomials, P_k with a mean square of 1 / (2k + 1).
  const flat = stored.map(({ axis }) => axis.kind === "flat");
  const factors = stored.map(({ axis, nodes }, a) => {
    if (flat[a]) return Float64Array.from(axis.transform as Float64Array);
    return axis.transform === null ? axisTable(axis, nodes.points, 0) : null;
  });
  const before = stored.map(({ axis }) => axis.functions);
  const sizes = factors.map((factor, a) =>
    factor === null ? (before[a] as number) : factor.length / (before[a] as number),
  );
  let [last, all] = [0, 0];
  const inAxis = stored.map(() => 0);
  for (let u = 0; u < space.unknowns; u++) {
    const own = coefficients.subarray(u * space.functions, (u + 1) * space.functions);
    alongAxes(own, before, factors).forEach((value, at) => {
      let square = value * value;
      const places: number[] = [];
      let rest = at;
      for (let a = sizes.length - 1; a >= 0; a--) {
        const place = rest % (sizes[a] as number);
        places[a] = place;
        rest = (rest - place) / (sizes[a] as number);
        if (flat[a]) square /= 2 * place + 1;
      }
      all += square;
      if (places[0] === (sizes[0] as number) - 1) last += square;
      for (let a = 1; a < sizes.length; a++) {
        const size = sizes[a] as number;
        if (stored[a]?.axis.transform === null || (places[a] as number) < Math.min((1 - rough) * size, size - 2)) {
          continue;
        }
        inAxis[a] = (inAxis[a] as number) + square;
      }
    });
  }
  const whole = Math.max(all, 1e-300);
  return { time: Math.sqrt(last / whole), space: Math.sqrt(Math.max(...inAxis) / whole) };
}
