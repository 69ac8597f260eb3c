import { type Field, type Grid, requireNumber, rng } from "../core/index.ts";
import { polar } from "./complex.ts";
import { type Equation, requireCoefficients, sample } from "./equation.ts";
import type { WaveProblem } from "./problem.ts";

/** Parameters of a plane wave and of what disturbs it. */
export interface PlaneWaveOptions extends Equation {
  /** |ψ| of the undisturbed wave. @defaultValue `1` */
  readonly amplitude?: number;
  /** Standard deviation of the noise in Re ψ and in Im ψ, independent at every point. @defaultValue `0` */
  readonly noise?: number;
  /** Seed of the noise. @defaultValue `42` */
  readonly seed?: number;
  /** ε of an initial factor 1 + ε cos(2π n x / L). @defaultValue `0` */
  readonly modulation?: number;
  /** n, the number of periods of the modulation. @defaultValue `1` */
  readonly mode?: number;
}

/**
 * The plane wave ψ = A e^{iγA²t}, with noise or a periodic modulation at the start or without any, and then exact.
 *
 * In a focusing equation it is unstable against modulation: see `modulationGrowth`.
 */
export function planeWave(options: PlaneWaveOptions = {}): WaveProblem {
  const { amplitude = 1, noise = 0, seed = 42, modulation = 0, mode = 1, dispersion = 1, nonlinearity = 1 } = options;
  requireNumber("initial.amplitude", amplitude, (a) => a > 0, "positive", "1");
  requireNumber("initial.noise", noise, (n) => n >= 0, "at least 0", "1e-6");
  requireNumber("initial.seed", seed, (s) => Number.isSafeInteger(s) && s >= 0, "a non-negative integer", "42");
  requireNumber("initial.modulation", modulation, () => true, "a finite number", "1e-3");
  requireNumber("initial.mode", mode, (n) => Number.isInteger(n) && n >= 1, "a positive integer", "1");
  requireCoefficients(dispersion, nonlinearity);
  const exact = (grid: Grid, t: number): Field<"x"> =>
    sample(grid, () => polar(amplitude, nonlinearity * amplitude ** 2 * t));
  return {
    kind: "wave",
    name: "plane-wave",
    dispersion,
    nonlinearity,
    parameters: { amplitude, noise, seed, modulation, mode },
    initial(grid) {
      const random = rng(seed);
      return sample(grid, (x) => [
        amplitude * (1 + modulation * Math.cos((2 * Math.PI * mode * x) / grid.length)) + noise * random.normal(),
        noise * random.normal(),
      ]);
    },
    ...(noise === 0 && modulation === 0 ? { exact } : {}),
  };
}

/**
 * The rate at which a small modulation e^{ikx} of the plane wave A e^{iγA²t} grows: ½|βk| √(4γA²/β − k²), and 0 where the
 * wave is stable. The largest is |γ|A², at k = A √(2γ/β).
 *
 * T. B. Benjamin & J. E. Feir, J. Fluid Mech. 27 (1967) 417; V. I. Bespalov & V. I. Talanov, JETP Lett. 3 (1966) 307.
 */
export function modulationGrowth(
  k: number,
  { amplitude = 1, dispersion = 1, nonlinearity = 1 }: PlaneWaveOptions = {},
): number {
  requireCoefficients(dispersion, nonlinearity);
  const square = (4 * nonlinearity * amplitude ** 2) / dispersion - k * k;
  return square > 0 ? 0.5 * Math.abs(dispersion * k) * Math.sqrt(square) : 0;
}
