import { type Grid, invalid, requireNumber } from "../core/index.ts";
import { type Complex, multiply, polar } from "./complex.ts";
import { defocusing, type Equation } from "./equation.ts";
import type { WaveProblem } from "./problem.ts";

/** Parameters of dark and grey solitons; both lists have one length. */
export interface DarkSolitonsOptions extends Equation {
  /** |ψ| far from the solitons. @defaultValue `1` */
  readonly background?: number;
  /**
   * Velocities, each below the speed of sound, background · √|βγ|. With the angles arccos(v/c) the sum must be a multiple of
   * π, so that the phase closes around the ring: pairs ±v. @defaultValue `[0.5, -0.5]`
   */
  readonly velocities?: readonly number[];
  /** Positions at t = 0 that the incoming solitons would have without the others. @defaultValue `[-10, 10]` */
  readonly positions?: readonly number[];
  /** γ. @defaultValue `-1` */
  readonly nonlinearity?: number;
}

/** A dark soliton over a background of 1, with velocity cos θ and depth sin θ. */
interface Notch {
  readonly angle: number;
  readonly position: number;
}

/** 2^N terms are summed at every point. */
const mostSolitons = 8;
const imageLimit = 1e-9;

/**
 * Dark (v = 0 alone) and grey solitons of the defocusing equation that pass each other, for β = 1, γ = −1 and background 1:
 * ψ = e^{−it} g/f with f = Σ_S Π_{j∈S} e^{2η_j} Π_{j<k∈S} A_jk over all subsets S of the solitons, g the same with
 * e^{2η_j − 2iθ_j}, η_j = sin θ_j (x − x_j − t cos θ_j), A_jk = sin²½(θ_j − θ_k) / sin²½(θ_j + θ_k). All terms of f are
 * positive, so nothing cancels.
 *
 * V. E. Zakharov & A. B. Shabat, Sov. Phys. JETP 37 (1973) 823; K. J. Blow & N. J. Doran, Phys. Lett. A 107 (1985) 55. On a
 * ring it holds while the images are below 1e-9, exp(−2d sin θ) for the distance d to the nearest end; at other times
 * `exact` is null. For standing dark solitons see `cnoidal` with kind "sn".
 */
export function darkSolitons(options: DarkSolitonsOptions = {}): WaveProblem {
  const {
    background = 1,
    velocities = [0.5, -0.5],
    positions = [-10, 10],
    dispersion = 1,
    nonlinearity = -1,
  } = options;
  requireNumber("initial.background", background, (value) => value > 0, "positive", "1");
  const scaling = defocusing({ dispersion, nonlinearity });
  const q = scaling.toUnitAmplitude(background);
  requireSolitons(velocities, positions, q * Math.sqrt(Math.abs(dispersion)));
  const solitons = velocities.map((velocity, j) => ({
    angle: Math.acos(scaling.toUnitLength(velocity) / q),
    position: q * scaling.toUnitLength(positions[j] as number),
  }));
  requireClosedPhase(solitons, velocities);
  const at = notches(solitons);
  const sampled = (grid: Grid, t: number) =>
    scaling.sample(grid, (x) => {
      const [re, im] = at(q * x, q * q * t);
      return [q * re, q * im];
    });
  return {
    kind: "wave",
    name: "dark-solitons",
    dispersion,
    nonlinearity,
    parameters: {
      background,
      ...Object.fromEntries(velocities.map((value, j) => [`velocity${j + 1}`, value])),
      ...Object.fromEntries(positions.map((value, j) => [`position${j + 1}`, value])),
    },
    initial: (grid) => sampled(grid, 0),
    exact(grid, t) {
      const clear = solitons.every(({ angle, position }) => {
        const centre = position / q + q * t * Math.cos(angle);
        const [left, right] = [grid.start, grid.start + grid.length].map(scaling.toUnitLength) as [number, number];
        return Math.exp(-2 * q * Math.sin(angle) * Math.min(centre - left, right - centre)) < imageLimit;
      });
      return clear ? sampled(grid, t) : null;
    },
  };
}

/** ψ(x, t) over a background of 1. */
function notches(solitons: readonly Notch[]): (x: number, t: number) => Complex {
  const interaction = (j: Notch, k: Notch) =>
    2 * Math.log(Math.abs(Math.sin((j.angle - k.angle) / 2) / Math.sin((j.angle + k.angle) / 2)));
  // A slower soliton is on the right of the faster ones before they meet, whose factors A then move it.
  const shifted = solitons.map((one) => {
    const faster = solitons.filter(({ angle }) => angle < one.angle);
    const shift = faster.reduce((total, other) => total + interaction(one, other), 0);
    return { ...one, position: one.position + shift / (2 * Math.sin(one.angle)) };
  });
  const subsets = Array.from({ length: 2 ** solitons.length }, (_, bits) => {
    const members = shifted.filter((_, j) => (bits >> j) % 2 === 1);
    const pairs = members.flatMap((j, i) => members.slice(0, i).map((k) => interaction(j, k)));
    return {
      members,
      log: pairs.reduce((a, b) => a + b, 0),
      phase: -2 * members.reduce((total, { angle }) => total + angle, 0),
    };
  });
  return (x, t) => {
    const logs = subsets.map(({ members, log }) =>
      members.reduce(
        (total, { angle, position }) => total + 2 * Math.sin(angle) * (x - position - t * Math.cos(angle)),
        log,
      ),
    );
    const largest = Math.max(...logs);
    let [f, re, im] = [0, 0, 0];
    subsets.forEach(({ phase }, i) => {
      const term = Math.exp((logs[i] as number) - largest);
      f += term;
      re += term * Math.cos(phase);
      im += term * Math.sin(phase);
    });
    return multiply([re / f, im / f], polar(1, -t));
  };
}

function requireSolitons(velocities: readonly number[], positions: readonly number[], sound: number): void {
  if (velocities.length < 1 || velocities.length > mostSolitons) {
    throw invalid({ what: `initial.velocities must have 1 to ${mostSolitons} values`, got: velocities.length });
  }
  if (positions.length !== velocities.length) {
    const what = `initial.positions must have ${velocities.length} values, as many as velocities`;
    throw invalid({ what, got: positions.length });
  }
  velocities.forEach((v, j) => {
    const rule = (value: number) => Math.abs(value) < sound && !velocities.slice(0, j).includes(value);
    requireNumber(`initial.velocities[${j}]`, v, rule, `another one than the others and slower than sound, ${sound}`);
  });
  positions.forEach((value, j) => {
    requireNumber(`initial.positions[${j}]`, value, () => true, "a finite number");
  });
}

function requireClosedPhase(solitons: readonly Notch[], velocities: readonly number[]): void {
  const turns = solitons.reduce((total, { angle }) => total + angle, 0) / Math.PI;
  if (Math.abs(turns - Math.round(turns)) < 1e-12) return;
  throw invalid({
    what: "the phases of dark solitons must close around the ring",
    got: velocities,
    why: "the sum of arccos(v / sound) must be a multiple of π",
    attempt: "pairs of velocities v and −v",
    path: "initial.velocities",
  });
}
