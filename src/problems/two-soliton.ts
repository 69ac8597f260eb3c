import { type Grid, invalid, requireNumber } from "../core/index.ts";
import { add, type Complex } from "./complex.ts";
import { type Equation, focusing } from "./equation.ts";
import { imagesVanish, nSolitonAt, type UnitSoliton } from "./n-soliton.ts";
import type { WaveProblem } from "./problem.ts";
import { unitSoliton } from "./solitons.ts";

/** A number for each of the two solitons. */
type Pair = readonly [first: number, second: number];

/** Parameters of two solitons. */
export interface TwoSolitonOptions extends Equation {
  /** Peaks |ψ| of each alone. @defaultValue `[2, 1.5]` */
  readonly amplitudes?: Pair;
  /** Positions at t = 0; for `exact` those of the incoming solitons. @defaultValue `[-10, 10]` */
  readonly positions?: Pair;
  /** Group velocities. @defaultValue `[2, -2]` */
  readonly velocities?: Pair;
  /** Whether the initial state is the exact two-soliton rather than a sum of two solitons. @defaultValue `false` */
  readonly exact?: boolean;
}

/** How far a collision moves each soliton: the change of position of the first and of the second. */
export interface CollisionShifts {
  readonly first: number;
  readonly second: number;
}

/**
 * Shifts of position by a collision: |Δx_j| = ln[((A₁+A₂)² + (v₁−v₂)²) / ((A₁−A₂)² + (v₁−v₂)²)] / A_j, forwards for the
 * faster soliton and backwards for the slower one (β = γ = 1).
 *
 * V. E. Zakharov & A. B. Shabat, Sov. Phys. JETP 34 (1972) 62.
 */
export function collisionShifts(amplitudes: Pair, velocities: Pair): CollisionShifts {
  requirePairs(amplitudes, velocities);
  if (velocities[0] === velocities[1]) {
    throw invalid({ what: "solitons of one velocity do not pass each other", got: velocities, attempt: "[2, -2]" });
  }
  const [a1, a2] = amplitudes;
  const dv = velocities[0] - velocities[1];
  const log = Math.log(((a1 + a2) ** 2 + dv * dv) / ((a1 - a2) ** 2 + dv * dv));
  return { first: (Math.sign(dv) * log) / a1, second: (-Math.sign(dv) * log) / a2 };
}

/**
 * Two solitons on the line, seen on a ring: their sum, or the exact solution (see `nSoliton`), whose constants are such that
 * before the collision soliton j runs along `positions[j]` with phase zero, like the sum.
 *
 * J. P. Gordon, Opt. Lett. 8 (1983) 596.
 */
export function twoSoliton(options: TwoSolitonOptions = {}): WaveProblem {
  const { amplitudes = [2, 1.5], positions = [-10, 10], velocities = [2, -2], exact = false } = options;
  requirePairs(amplitudes, velocities);
  positions.forEach((value, j) => {
    requireNumber(`initial.positions[${j}]`, value, () => true, "a finite number");
  });
  if (exact && amplitudes[0] === amplitudes[1] && velocities[0] === velocities[1]) {
    throw invalid({
      what: "the exact two-soliton needs different amplitudes or velocities",
      got: { amplitudes, velocities },
    });
  }
  const scaling = focusing(options);
  const solitons = ([0, 1] as const).map((j) => ({
    amplitude: scaling.toUnitAmplitude(amplitudes[j]),
    velocity: scaling.toUnitLength(velocities[j]),
    position: scaling.toUnitLength(positions[j]),
    phase: 0,
  }));
  const at = exact ? nSolitonAt(solitons) : sumOf(solitons);
  const exactAt = (grid: Grid, t: number) => {
    const ends = [grid.start, grid.start + grid.length].map(scaling.toUnitLength) as [number, number];
    return imagesVanish(solitons, ends, t) ? scaling.sample(grid, (x) => at(x, t)) : null;
  };
  return {
    kind: "wave",
    name: "two-soliton",
    dispersion: scaling.dispersion,
    nonlinearity: scaling.nonlinearity,
    parameters: {
      amplitude1: amplitudes[0],
      amplitude2: amplitudes[1],
      position1: positions[0],
      position2: positions[1],
      velocity1: velocities[0],
      velocity2: velocities[1],
      exact,
    },
    initial: (grid) => scaling.sample(grid, (x) => at(x, 0)),
    ...(exact ? { exact: exactAt } : {}),
  };
}

/** The sum of solitons that do not see each other. */
function sumOf(solitons: readonly UnitSoliton[]): (x: number, t: number) => Complex {
  return (x, t) =>
    solitons
      .map(({ amplitude, velocity, position, phase }) =>
        unitSoliton(amplitude, velocity, x - position - velocity * t, x, t, phase),
      )
      .reduce(add);
}

function requirePairs(amplitudes: Pair, velocities: Pair): void {
  amplitudes.forEach((a, j) => {
    requireNumber(`initial.amplitudes[${j}]`, a, (value) => value > 0, "positive", "2");
  });
  velocities.forEach((v, j) => {
    requireNumber(`initial.velocities[${j}]`, v, () => true, "a finite number");
  });
}
