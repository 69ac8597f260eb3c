import { type Field, requireNumber, toWavenumbers } from "../core/index.ts";
import { savedField } from "./invariants.ts";
import { type ScatteringPotential, scatteringPotential } from "./scattering-potential.ts";
import type { SavedFields } from "./solution.ts";
import type { WaveSystem } from "./system.ts";
import { jostSolution, transfer } from "./zakharov-shabat.ts";
import { newton, zerosInBox } from "./zeros.ts";

/** A soliton that a field contains, whatever else it contains. */
export interface Soliton {
  /** Discrete eigenvalue ζ of the Zakharov–Shabat system of the field for β = γ = 1, where A = 2 Im ζ and v = −2 Re ζ. */
  readonly eigenvalue: readonly [re: number, im: number];
  /** Peak |ψ| that it has when it is alone. */
  readonly amplitude: number;
  readonly velocity: number;
  /**
   * Where its peak is while the others are far away, on the ring. While they overlap there is no peak of its own, and this
   * runs from the line on which it came in to the one on which it leaves.
   */
  readonly position: number;
  /** Phase at its position, in (−π, π]. */
  readonly phase: number;
}

/** Options of `solitonContent`. */
export interface SolitonContentOptions {
  /**
   * Solitons of smaller amplitude are not sought: they are wider than the ring can hold.
   * @defaultValue `10 √(β/γ) / L`
   */
  readonly leastAmplitude?: number;
  /** Eigenvalues from which to start instead of a search, e.g. those of the field a moment ago. */
  readonly near?: readonly (readonly [re: number, im: number])[];
}

/** Intervals of the search, and of the refined eigenvalues, whose error falls with the sixth power. */
const searchSteps = 512;
const refinedSteps = 4096;

/**
 * The solitons in a field, from largest to smallest amplitude: the eigenvalues of its Zakharov–Shabat system, which the
 * equation keeps for ever, with positions and phases from the norming constants. The ring is cut open where the field is
 * smallest and taken to be zero beyond.
 *
 * All zeros of a(ζ) above `leastAmplitude` are found by counting (`zerosInBox`), and refined by Newton's iteration.
 *
 * V. E. Zakharov & A. B. Shabat, Sov. Phys. JETP 34 (1972) 62.
 */
export function solitonContent(system: WaveSystem, psi: Field<"x">, options: SolitonContentOptions = {}): Soliton[] {
  const { dispersion, nonlinearity } = system.problem;
  const height = Math.sqrt(nonlinearity);
  const { leastAmplitude = (10 * Math.sqrt(dispersion)) / height / system.grid.length } = options;
  const fine = scatteringPotential(system, psi, refinedSteps);
  requireNumber("leastAmplitude", leastAmplitude, (value) => value > 0, "positive", "0.2");
  const guesses = options.near ?? searched(system, psi, (height * leastAmplitude) / 2);
  const own = guesses
    .map((guess) => newton((re, im) => transfer(fine, re, im), guess, 30))
    .filter((zero) => zero !== null && zero[1] > 0)
    .map((zero) => ({ zeta: zero as readonly [number, number], ...normingConstant(fine, zero as [number, number]) }))
    .sort((p, q) => q.zeta[1] - p.zeta[1]);
  return own.map((one) => {
    const { position, phase } = separated(one, own);
    const velocity = -2 * one.zeta[0];
    return {
      eigenvalue: one.zeta,
      amplitude: (2 * one.zeta[1]) / height,
      velocity: velocity * Math.sqrt(dispersion),
      position: onRing(system, position * Math.sqrt(dispersion)),
      phase: turned(phase + velocity * position),
    };
  });
}

/** The eigenvalues of a field, found without knowing any. */
function searched(system: WaveSystem, psi: Field<"x">, least: number): readonly (readonly [number, number])[] {
  const coarse = scatteringPotential(system, psi, searchSteps);
  const [left, right] = band(system, psi);
  const box = { left: left - least, right: right + least, bottom: least, top: Math.max(coarse.peak, 2 * least) * 1.01 };
  return zerosInBox((re, im) => transfer(coarse, re, im), box, least);
}

/** The range of ζ = −k/2 outside of which lies a part of 1e-6 of the mass. */
function band({ fft, grid, problem }: WaveSystem, psi: Field<"x">): readonly [number, number] {
  const v = toWavenumbers(fft, psi);
  const power = Array.from(grid.k, (k, j) => ({ k, p: (v.re[j] as number) ** 2 + (v.im[j] as number) ** 2 }));
  power.sort((a, b) => a.k - b.k);
  const total = power.reduce((sum, { p }) => sum + p, 0);
  const edge = (list: typeof power) => {
    let sum = 0;
    const reached = list.find(({ p }) => {
      sum += p;
      return sum > 0.5e-6 * total;
    });
    return reached?.k ?? 0;
  };
  const unit = 0.5 * Math.sqrt(problem.dispersion);
  return [-unit * edge(power.toReversed()), -unit * edge(power)];
}

interface Bound {
  readonly zeta: readonly [number, number];
  /** In the formula of N solitons, for β = γ = 1. */
  readonly position: number;
  readonly phase: number;
}

/** Position and phase of the eigenfunction: the ratio b of the solutions from both ends, where their product is largest. */
function normingConstant(potential: ScatteringPotential, [xi, eta]: readonly [number, number]): Omit<Bound, "zeta"> {
  const { steps, h, start } = potential;
  const forward = jostSolution(steps);
  const backward = jostSolution(steps);
  transfer(potential, xi, eta, forward);
  transfer(potential, xi, eta, backward, true);
  const size = (s: typeof forward, j: number) =>
    (s.upperRe[j] as number) ** 2 +
    (s.upperIm[j] as number) ** 2 +
    (s.lowerRe[j] as number) ** 2 +
    (s.lowerIm[j] as number) ** 2;
  let best = 0;
  let largest = 0;
  for (let j = 0; j <= steps; j++) {
    const product = size(forward, j) * size(backward, j);
    if (product > largest) [best, largest] = [j, product];
  }
  const parts = (s: typeof forward) =>
    [s.upperRe[best], s.upperIm[best], s.lowerRe[best], s.lowerIm[best]] as [number, number, number, number];
  const [p, q, r, s] = parts(forward);
  const [a, b, c, d] = parts(backward);
  // ⟨backward, forward⟩, both without their exponentials e^{∓iζx}.
  const [re, im] = [a * p + b * q + c * r + d * s, a * q - b * p + c * s - d * r];
  const x = start + best * h;
  const log = Math.log(Math.hypot(re, im) / size(backward, best)) + 2 * eta * x;
  const angle = Math.atan2(im, re) - 2 * xi * x;
  return { position: log / (2 * eta), phase: Math.PI - angle };
}

/** Position and phase that a soliton has when the others are far away on the sides where they are now. */
function separated(one: Bound, all: readonly Bound[]): { readonly position: number; readonly phase: number } {
  let { position, phase } = one;
  for (const other of all) {
    if (other === one) continue;
    // (ζ − ζ′) / (ζ − ζ′*)
    const [dr, sum] = [one.zeta[0] - other.zeta[0], one.zeta[1] + other.zeta[1]];
    const di = one.zeta[1] - other.zeta[1];
    const shift = Math.log(Math.hypot(dr, sum) / Math.hypot(dr, di)) / (2 * one.zeta[1]);
    const angle = Math.atan2(di, dr) - Math.atan2(sum, dr);
    // −1 where the other one is on the right, 1 on the left, in between while they overlap.
    const apart = (one.position - other.position) * 2 * Math.min(one.zeta[1], other.zeta[1]);
    const side = Math.max(-1, Math.min(1, apart));
    position += side * shift;
    phase += side * angle;
  }
  return { position, phase };
}

function onRing({ grid }: WaveSystem, x: number): number {
  return x - grid.length * Math.floor((x - grid.start) / grid.length);
}

function turned(angle: number): number {
  return angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI));
}

/** How far the eigenvalues of a field have moved, which an exact solution would not let them. */
export interface EigenvalueDrift {
  /** The eigenvalues at the first saved time, from largest to smallest amplitude. */
  readonly eigenvalues: readonly (readonly [re: number, im: number])[];
  /** Saved times that were looked at. */
  readonly t: Float64Array;
  /** max over the eigenvalues of |ζ(t) − ζ(0)|, at each time; Infinity where one was lost. */
  readonly drift: Float64Array;
}

/**
 * The true error of an integration, seen by its solitons: at most `count` saved times, both ends among them.
 *
 * Amplitude is 2 Im ζ and velocity −2 Re ζ for β = γ = 1, so that a drift of the eigenvalues is an error of amplitudes and
 * velocities, which mass and energy, once restored, do not show.
 */
export function eigenvalueDrift(system: WaveSystem, solution: SavedFields, count = 11): EigenvalueDrift {
  requireNumber("count", count, (n) => Number.isInteger(n) && n >= 2, "an integer from 2", "11");
  const last = solution.t.length - 1;
  const places = [...new Set(Array.from({ length: count }, (_, i) => Math.round((i * last) / (count - 1))))];
  const zetaAt = (place: number, near?: EigenvalueDrift["eigenvalues"]) =>
    solitonContent(system, savedField(solution, place), near === undefined ? {} : { near }).map(
      ({ eigenvalue }) => eigenvalue,
    );
  const eigenvalues = zetaAt(0);
  const drift = places.map((place) => {
    const now = zetaAt(place, eigenvalues);
    if (now.length < eigenvalues.length) return Infinity;
    const moved = (re: number, im: number) => Math.min(...now.map(([a, b]) => Math.hypot(a - re, b - im)));
    return eigenvalues.reduce((largest, [re, im]) => Math.max(largest, moved(re, im)), 0);
  });
  return {
    eigenvalues,
    t: Float64Array.from(places, (place) => solution.t[place] as number),
    drift: Float64Array.from(drift),
  };
}
