import { defaultKernels, invalid, requireNumber, rng } from "../../core/index.ts";
import { requireLength } from "./maps.ts";

/** Noise whose power falls as frequency^−exponent. */
export const noiseExponents = { white: 0, pink: 1, brown: 2, blue: -1, violet: -2 } as const;

/**
 * Gaussian noise of a colour, of any length: white is independent normal numbers; the others have a spectrum of random
 * phases and normal amplitudes with power ν^−exponent at every frequency above zero, and mean 0 and variance 1 on average.
 *
 * Source: J. Timmer and M. König, Astronomy and Astrophysics 300 (1995) 707–710.
 */
export function noise(options: {
  /** A colour, or the exponent itself. @defaultValue `"white"` */
  readonly colour?: keyof typeof noiseExponents | number;
  /** @defaultValue `0` */
  readonly seed?: number;
  readonly length: number;
}): Float64Array {
  const { colour = "white", seed = 0, length } = options;
  requireLength(length);
  const exponent = typeof colour === "number" ? colour : noiseExponents[colour];
  if (!Number.isFinite(exponent)) {
    throw invalid({
      what: "colour must be white, pink, brown, blue, violet or an exponent",
      got: colour,
      path: "colour",
    });
  }
  const random = rng(seed);
  if (exponent === 0) return Float64Array.from({ length }, random.normal);
  const kernels = defaultKernels();
  const re = kernels.allocate(length);
  const im = kernels.allocate(length);
  const half = Math.floor(length / 2);
  let power = 0;
  for (let k = 1; k <= half; k++) {
    const amplitude = k ** (-exponent / 2);
    const real = 2 * k === length; // the Nyquist frequency has no imaginary part
    const a = random.normal() * amplitude;
    const b = real ? 0 : random.normal() * amplitude;
    re[k] = a;
    im[k] = b;
    re[length - k] = a;
    im[length - k] = -b;
    power += (real ? 1 : 4) * amplitude ** 2; // expected Σ |spectrum|²
  }
  kernels.fft(length).inverse(re, im);
  const scale = power > 0 ? length / Math.sqrt(power) : 0;
  return re.map((value) => value * scale);
}

/**
 * Fractional Brownian motion at unit times, exact in law: ⟨(x_i − x_j)²⟩ = |i − j|^{2h}; x_0 is the first increment.
 *
 * Source: R. B. Davies and D. S. Harte, Biometrika 74 (1987) 95–101, appendix.
 */
export function fractionalBrownian(options: {
  /** Hurst exponent h, 0 < h < 1; ½ is Brownian motion. @defaultValue `0.5` */
  readonly hurst?: number;
  /** @defaultValue `0` */
  readonly seed?: number;
  readonly length: number;
}): Float64Array {
  const { hurst = 0.5, seed = 0, length } = options;
  requireLength(length);
  requireNumber("hurst", hurst, (h) => h > 0 && h < 1, "above 0 and below 1", "0.5");
  const random = rng(seed);
  const kernels = defaultKernels();
  const size = 2 * length;
  const lagged = (k: number) => 0.5 * (Math.abs(k - 1) ** (2 * hurst) - 2 * k ** (2 * hurst) + (k + 1) ** (2 * hurst));
  const variance = kernels.allocate(size);
  const zero = kernels.allocate(size);
  for (let k = 0; k < size; k++) variance[k] = lagged(k <= length ? k : size - k);
  const fft = kernels.fft(size);
  fft.forward(variance, zero);
  const re = kernels.allocate(size);
  const im = kernels.allocate(size);
  for (let k = 0; k <= length; k++) {
    const amplitude = Math.sqrt(Math.max(0, variance[k] as number) * size);
    if (k === 0 || k === length) {
      re[k] = amplitude * random.normal();
      continue;
    }
    const a = amplitude * Math.SQRT1_2 * random.normal();
    const b = amplitude * Math.SQRT1_2 * random.normal();
    re[k] = a;
    im[k] = b;
    re[size - k] = a;
    im[size - k] = -b;
  }
  fft.inverse(re, im);
  let sum = 0;
  return Float64Array.from({ length }, (_, i) => {
    sum += re[i] as number;
    return sum;
  });
}

/** The autoregressive process x_i = φ x_{i−1} + ε_i, stationary from its first sample; ε standard normal. */
export function autoregressive(options: {
  /** −1 < φ < 1. */
  readonly phi: number;
  /** @defaultValue `0` */
  readonly seed?: number;
  readonly length: number;
}): Float64Array {
  const { phi, seed = 0, length } = options;
  requireLength(length);
  requireNumber("phi", phi, (value) => value > -1 && value < 1, "above −1 and below 1", "0.5");
  const random = rng(seed);
  let x = random.normal() / Math.sqrt(1 - phi * phi);
  return Float64Array.from({ length }, (_, i) => {
    if (i > 0) x = phi * x + random.normal();
    return x;
  });
}
