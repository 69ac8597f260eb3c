import { requireNumber, rng } from "../core/index.ts";
import { polar } from "./complex.ts";
import { type Equation, requireCoefficients, sample } from "./equation.ts";
import type { WaveProblem } from "./problem.ts";

/** Parameters of the modulated packet. */
export interface BoundStateOptions extends Equation {
  /** @defaultValue `1` */
  readonly amplitude?: number;
  /** Carrier wavenumber. @defaultValue `0.5` */
  readonly frequency?: number;
  /** Depth of the modulation. @defaultValue `0.5` */
  readonly modulation?: number;
}

/**
 * ψ(x, 0) = √2 a sech(a x) e^{ifx} (1 + m cos 2fx): with the defaults two solitons of one velocity and some radiation,
 * which beat for ever. It has been called a breather, which it is not: there is no background.
 */
export function boundState(options: BoundStateOptions = {}): WaveProblem {
  const { amplitude = 1, frequency = 0.5, modulation = 0.5, dispersion = 1, nonlinearity = 1 } = options;
  requireNumber("initial.amplitude", amplitude, (a) => a > 0, "positive", "1");
  requireNumber("initial.frequency", frequency, () => true, "a finite number", "0.5");
  requireNumber("initial.modulation", modulation, () => true, "a finite number", "0.5");
  requireCoefficients(dispersion, nonlinearity);
  return {
    kind: "wave",
    name: "bound-state",
    dispersion,
    nonlinearity,
    parameters: { amplitude, frequency, modulation },
    initial: (grid) =>
      sample(grid, (x) =>
        polar(
          ((Math.SQRT2 * amplitude) / Math.cosh(amplitude * x)) * (1 + modulation * Math.cos(2 * frequency * x)),
          frequency * x,
        ),
      ),
  };
}

/** Parameters of the noisy Gaussian. */
export interface GaussianNoiseOptions extends Equation {
  /** @defaultValue `1` */
  readonly amplitude?: number;
  /** Standard deviation of the envelope. @defaultValue `5` */
  readonly width?: number;
  /** @defaultValue `0` */
  readonly center?: number;
  /** Standard deviation of the noise in Re ψ and in Im ψ, independent at every point. @defaultValue `0.01` */
  readonly noise?: number;
  /** Seed of the noise. @defaultValue `42` */
  readonly seed?: number;
}

/** ψ(x, 0) = a exp(−(x − c)²/2w²) + white complex noise: a broad packet that breaks up into solitons. */
export function gaussianNoise(options: GaussianNoiseOptions = {}): WaveProblem {
  const { amplitude = 1, width = 5, center = 0, noise = 0.01, seed = 42, dispersion = 1, nonlinearity = 1 } = options;
  requireNumber("initial.amplitude", amplitude, () => true, "a finite number", "1");
  requireNumber("initial.width", width, (w) => w > 0, "positive", "5");
  requireNumber("initial.center", center, () => true, "a finite number", "0");
  requireNumber("initial.noise", noise, (n) => n >= 0, "at least 0", "0.01");
  requireNumber("initial.seed", seed, (s) => Number.isSafeInteger(s) && s >= 0, "a non-negative integer", "42");
  requireCoefficients(dispersion, nonlinearity);
  return {
    kind: "wave",
    name: "gaussian-noise",
    dispersion,
    nonlinearity,
    parameters: { amplitude, width, center, noise, seed },
    initial(grid) {
      const random = rng(seed);
      return sample(grid, (x) => [
        amplitude * Math.exp(-((x - center) ** 2) / (2 * width * width)) + noise * random.normal(),
        noise * random.normal(),
      ]);
    },
  };
}
