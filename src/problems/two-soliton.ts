import { type Grid, invalid, requireNumber } from "../core/index.ts";
import { add, argument, type Complex, conjugate, divide, modulus, multiply, polar, subtract } from "./complex.ts";
import { type Equation, focusing } from "./equation.ts";
import type { WaveProblem } from "./problem.ts";
import { unitSoliton } from "./solitons.ts";

/** A number for each of the two solitons. */
type Pair<T = number> = readonly [first: T, second: T];
type Index = 0 | 1;

const pair = <T>(f: (j: Index) => T): Pair<T> => [f(0), f(1)];

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
 * Two solitons on the line, seen on a ring: their sum, or the exact solution of J. P. Gordon, Opt. Lett. 8 (1983) 596:
 * ψ = u₁ + u₂ with Σ_k (γ_j⁻¹ + γ_k*) / (λ_j + λ_k*) u_k = 1, λ = A + iv, γ = exp(A(x − x₀ − vt) + i(vx + ½(A²−v²)t + φ)).
 *
 * The exact solution's constants are shifted so that before the collision soliton j runs along `positions[j]` with phase
 * zero, like the sum; solitons of one velocity never part, and `positions` are then the formula's own constants. On a ring it holds while the images are below 1e-9, exp(−A d) for the distance d to the nearest
 * end; at other times `exact` is null.
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
  const a = pair((j) => scaling.toUnitAmplitude(amplitudes[j]));
  const x0 = pair((j) => scaling.toUnitLength(positions[j]));
  const v = pair((j) => scaling.toUnitLength(velocities[j]));
  const constants = incoming(a, x0, v);
  const exactAt = (grid: Grid, t: number) => {
    const ends = pair((end) => scaling.toUnitLength(grid.start + end * grid.length));
    return imagesVanish(a, x0, v, ends, t) ? scaling.sample(grid, (x) => gordon(a, v, constants, x, t)) : null;
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
    initial: (grid) =>
      scaling.sample(grid, (x) =>
        exact
          ? gordon(a, v, constants, x, 0)
          : add(unitSoliton(a[0], v[0], x - x0[0], x, 0, 0), unitSoliton(a[1], v[1], x - x0[1], x, 0, 0)),
      ),
    ...(exact ? { exact: exactAt } : {}),
  };
}

interface Constants {
  readonly positions: Pair;
  readonly phases: Pair;
}

/** The positions and phases of Gordon's formula for given incoming solitons; equal velocities have no collision. */
function incoming(a: Pair, x0: Pair, v: Pair): Constants {
  if (v[0] === v[1]) return { positions: x0, phases: [0, 0] };
  const [fast, slow] = v[0] > v[1] ? ([0, 1] as const) : ([1, 0] as const);
  const lambda = pair((j): Complex => [a[j], v[j]]);
  const sumOf = (j: Index, k: Index) => add(lambda[j], conjugate(lambda[k]));
  const difference = subtract(lambda[fast], lambda[slow]);
  const logRatio = Math.log(modulus(difference) / modulus(sumOf(fast, slow)));
  const positions: [number, number] = [0, 0];
  const phases: [number, number] = [0, 0];
  positions[fast] = x0[fast] - logRatio / a[fast];
  positions[slow] = x0[slow] + logRatio / a[slow];
  phases[fast] = -argument(divide(conjugate(difference), sumOf(slow, fast)));
  phases[slow] = -argument(divide(subtract(lambda[slow], lambda[fast]), sumOf(slow, fast)));
  return { positions, phases };
}

/** Gordon's 2 × 2 system by Cramer's rule, its rows and columns scaled so that no exponential overflows. */
function gordon(a: Pair, v: Pair, { positions, phases }: Constants, x: number, t: number): Complex {
  const log = pair((j) => a[j] * (x - positions[j] - v[j] * t));
  const phase = pair((j) => v[j] * x + 0.5 * (a[j] ** 2 - v[j] ** 2) * t + phases[j]);
  const rowScale = pair((j) => Math.min(0, log[j]));
  const columnScale = pair((j) => Math.min(0, -log[j]));
  const entry = (j: Index, k: Index): Complex => {
    const scale = rowScale[j] + columnScale[k];
    const numerator = add(polar(Math.exp(scale - log[j]), -phase[j]), polar(Math.exp(scale + log[k]), -phase[k]));
    return divide(numerator, [a[j] + a[k], v[j] - v[k]]);
  };
  const [m11, m12, m21, m22] = [entry(0, 0), entry(0, 1), entry(1, 0), entry(1, 1)];
  const right = pair((j) => Math.exp(rowScale[j]));
  const column = pair((j) => Math.exp(columnScale[j]));
  const determinant = subtract(multiply(m11, m22), multiply(m12, m21));
  const first = subtract(multiply([right[0], 0], m22), multiply([right[1], 0], m12));
  const second = subtract(multiply([right[1], 0], m11), multiply([right[0], 0], m21));
  return divide(add(multiply([column[0], 0], first), multiply([column[1], 0], second)), determinant);
}

function imagesVanish(a: Pair, x0: Pair, v: Pair, [left, right]: Pair, t: number): boolean {
  return a.every((amplitude, j) => {
    const centre = (x0[j] as number) + (v[j] as number) * t;
    return Math.exp(-amplitude * Math.min(centre - left, right - centre)) < 1e-9;
  });
}

function requirePairs(amplitudes: Pair, velocities: Pair): void {
  amplitudes.forEach((a, j) => {
    requireNumber(`initial.amplitudes[${j}]`, a, (value) => value > 0, "positive", "2");
  });
  velocities.forEach((v, j) => {
    requireNumber(`initial.velocities[${j}]`, v, () => true, "a finite number");
  });
}
