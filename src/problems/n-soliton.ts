import { type Grid, invalid, requireNumber } from "../core/index.ts";
import { add, argument, type Complex, conjugate, divide, modulus, subtract } from "./complex.ts";
import { darboux } from "./darboux.ts";
import { type Equation, focusing } from "./equation.ts";
import type { WaveProblem } from "./problem.ts";

/** Parameters of N solitons; all lists have one length. */
export interface NSolitonOptions extends Equation {
  /** Peaks |ψ| of each alone. @defaultValue `[2, 1.5, 1]` */
  readonly amplitudes?: readonly number[];
  /** Positions at t = 0 that the incoming solitons would have without the others. @defaultValue `[-12, 0, 12]` */
  readonly positions?: readonly number[];
  /** Group velocities. @defaultValue `[2, 0, -2]` */
  readonly velocities?: readonly number[];
  /** Phases of the incoming solitons at x = 0, t = 0. @defaultValue all 0 */
  readonly phases?: readonly number[];
}

/** A soliton of the bare equation, β = γ = 1. */
export interface UnitSoliton {
  readonly amplitude: number;
  readonly velocity: number;
  readonly position: number;
  readonly phase: number;
}

/** More solitons than this on one ring are a mistake in a configuration. */
const mostSolitons = 64;

/**
 * The exact solution of N solitons on the line, seen on a ring, for any N whose solitons differ in amplitude or velocity.
 *
 * Before the collisions soliton j runs along `positions[j]` with phase `phases[j]`, like in a sum of solitons; solitons of
 * one velocity never part, and form a bound state with the formula's own constants: amplitudes 1, 3, …, 2N − 1 at one
 * place with phases 0, π, 0, … are N sech x at t = 0. On a ring the solution holds while the images are below 1e-9,
 * exp(−A d) for the distance d to the nearest end; at other times `exact` is null.
 *
 * V. E. Zakharov & A. B. Shabat, Sov. Phys. JETP 34 (1972) 62; J. Satsuma & N. Yajima, Suppl. Prog. Theor. Phys. 55
 * (1974) 284. How it is evaluated: `darboux`.
 */
export function nSoliton(options: NSolitonOptions = {}): WaveProblem {
  const { amplitudes = [2, 1.5, 1], positions = [-12, 0, 12], velocities = [2, 0, -2] } = options;
  const phases = options.phases === undefined || options.phases.length === 0 ? amplitudes.map(() => 0) : options.phases;
  requireLists({ amplitudes, positions, velocities, phases });
  const scaling = focusing(options);
  const solitons = amplitudes.map((amplitude, j) => ({
    amplitude: scaling.toUnitAmplitude(amplitude),
    velocity: scaling.toUnitLength(velocities[j] as number),
    position: scaling.toUnitLength(positions[j] as number),
    phase: phases[j] as number,
  }));
  const at = nSolitonAt(solitons);
  const exact = (grid: Grid, t: number) => {
    const ends = [grid.start, grid.start + grid.length].map(scaling.toUnitLength) as [number, number];
    return imagesVanish(solitons, ends, t) ? scaling.sample(grid, (x) => at(x, t)) : null;
  };
  return {
    kind: "wave",
    name: "n-soliton",
    dispersion: scaling.dispersion,
    nonlinearity: scaling.nonlinearity,
    parameters: Object.fromEntries(
      Object.entries({ amplitude: amplitudes, position: positions, velocity: velocities, phase: phases }).flatMap(
        ([name, values]) => values.map((value, j) => [`${name}${j + 1}`, value]),
      ),
    ),
    initial: (grid) => scaling.sample(grid, (x) => at(x, 0)),
    exact,
  };
}

/** ψ(x, t) of incoming solitons that all differ. */
export function nSolitonAt(solitons: readonly UnitSoliton[]): (x: number, t: number) => Complex {
  const own = solitons
    .map((soliton) => ({ ...soliton, ...formulaConstants(soliton, solitons) }))
    .sort((p, q) => q.amplitude - p.amplitude);
  return (x, t) =>
    darboux(
      own.map(({ amplitude: a, velocity: v, position, phase }) => ({
        lambda: [a, v],
        log: [a * (x - position - v * t), v * x + 0.5 * (a * a - v * v) * t + phase],
      })),
    );
}

/**
 * Position and phase in the formula of a soliton that comes in along its own ones. A slower soliton is on the right of a
 * faster one before they meet, and there it is moved by (1/A) ln |λ₁ + λ₂*| / |λ₁ − λ₂|; solitons of one velocity do not
 * meet.
 */
function formulaConstants(one: UnitSoliton, all: readonly UnitSoliton[]): Pick<UnitSoliton, "position" | "phase"> {
  let { position, phase } = one;
  const lambda: Complex = [one.amplitude, one.velocity];
  for (const other of all) {
    if (other === one || other.velocity === one.velocity) continue;
    const difference = subtract(lambda, [other.amplitude, other.velocity]);
    const total = add(lambda, [other.amplitude, -other.velocity]);
    const faster = one.velocity > other.velocity;
    const shift = Math.log(modulus(total) / modulus(difference)) / one.amplitude;
    position += faster ? shift : -shift;
    phase -= argument(faster ? divide(conjugate(difference), conjugate(total)) : divide(difference, total));
  }
  return { position, phase };
}

/** Whether every soliton is so far from both ends that its image on the other side is below 1e-9 there. */
export function imagesVanish(
  solitons: readonly UnitSoliton[],
  [left, right]: readonly [number, number],
  t: number,
): boolean {
  return solitons.every(({ amplitude, position, velocity }) => {
    const centre = position + velocity * t;
    return Math.exp(-amplitude * Math.min(centre - left, right - centre)) < 1e-9;
  });
}

function requireLists(lists: Readonly<Record<string, readonly number[]>>): void {
  const count = lists["amplitudes"]?.length ?? 0;
  if (count < 1 || count > mostSolitons) {
    throw invalid({ what: `initial.amplitudes must have 1 to ${mostSolitons} values`, got: count });
  }
  for (const [name, values] of Object.entries(lists)) {
    if (values.length !== count) {
      throw invalid({ what: `initial.${name} must have ${count} values, as many as amplitudes`, got: values.length });
    }
    const rule = name === "amplitudes" ? (value: number) => value > 0 : () => true;
    const wanted = name === "amplitudes" ? "positive" : "a finite number";
    values.forEach((value, j) => {
      requireNumber(`initial.${name}[${j}]`, value, rule, wanted);
    });
  }
  const { amplitudes, velocities } = lists as Record<"amplitudes" | "velocities", readonly number[]>;
  for (let j = 1; j < count; j++) {
    const like = amplitudes.findIndex((a, k) => k < j && a === amplitudes[j] && velocities[k] === velocities[j]);
    if (like >= 0) {
      throw invalid({
        what: "solitons must differ in amplitude or velocity",
        got: { amplitude: amplitudes[j], velocity: velocities[j] },
      });
    }
  }
}
