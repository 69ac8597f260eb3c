import { invalid, matrix, type Rng, requireNumber, symmetricEigen } from "../../core/index.ts";
import type { Operator } from "./hessian.ts";

/** What a Krylov space of a symmetric operator knows of its spectrum. */
export interface Lanczos {
  /** Ritz values, ascending, shape [steps]. */
  readonly values: Float64Array;
  /** How much of the starting vector each stands for; they sum to 1, shape [steps]. */
  readonly weights: Float64Array;
  /** For each, a distance within which an eigenvalue lies, shape [steps]. */
  readonly bounds: Float64Array;
  /** The unit vector of a Ritz value, shape [size]. */
  vector(index: number): Float64Array;
}

/**
 * Lanczos' method with every new vector made orthogonal to all before it, twice: the Ritz values are those of exact arithmetic
 * to rounding. Ends early where the space is invariant.
 *
 * C. Lanczos, J. Res. Nat. Bur. Standards 45 (1950) 255; B. N. Parlett, The Symmetric Eigenvalue Problem (1998) ch. 13.
 *
 * @param start Shape [size], not zero.
 */
export function lanczos(times: Operator, start: Float64Array, steps: number): Lanczos {
  requireNumber("steps", steps, (n) => Number.isInteger(n) && n >= 1, "a positive whole number", "40");
  const size = start.length;
  const length = norm(start);
  if (!(length > 0 && Number.isFinite(length))) {
    throw invalid({ what: "the starting vector must be finite and not zero", got: length });
  }
  const basis = [start.map((value) => value / length)];
  const [diagonal, beside]: [number[], number[]] = [[], []];
  const most = Math.min(steps, size);
  for (let k = 0; k < most; k++) {
    const next = new Float64Array(size);
    const current = basis[k] as Float64Array;
    times(current, next);
    diagonal.push(inner(current, next));
    for (let round = 0; round < 2; round++) {
      for (const earlier of basis) addMultiple(next, -inner(earlier, next), earlier);
    }
    const rest = norm(next);
    beside.push(rest);
    const scale = Math.max(...diagonal.map(Math.abs), ...beside);
    if (!Number.isFinite(rest)) throw invalid({ what: "the operator must give finite numbers", got: rest });
    if (k + 1 === most || rest <= 1e-14 * scale) break;
    basis.push(next.map((value) => value / rest));
  }
  return ritz(basis, diagonal, beside);
}

function ritz(basis: readonly Float64Array[], diagonal: readonly number[], beside: readonly number[]): Lanczos {
  const k = basis.length;
  const t = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    t[i * k + i] = diagonal[i] as number;
    if (i > 0) t[i * k + i - 1] = beside[i - 1] as number;
  }
  const { values, vectors } = symmetricEigen(matrix(t, k, k));
  const last = beside[k - 1] as number;
  return {
    values: values.slice(),
    weights: Float64Array.from({ length: k }, (_, i) => (vectors[i * k] as number) ** 2),
    bounds: Float64Array.from({ length: k }, (_, i) => last * Math.abs(vectors[i * k + k - 1] as number)),
    vector(index) {
      const out = new Float64Array((basis[0] as Float64Array).length);
      basis.forEach((v, i) => {
        addMultiple(out, vectors[index * k + i] as number, v);
      });
      return out;
    },
  };
}

/** An outermost eigenvalue and its vector. */
export interface Extreme {
  readonly value: number;
  /** How far an eigenvalue may be from it. */
  readonly bound: number;
  readonly vector: Float64Array;
  readonly steps: number;
  readonly status: "converged" | "not-converged";
}

/** Options of `largestEigenvalue`. */
export interface ExtremeOptions {
  /** Bound relative to the value at which it is good enough. @defaultValue `1e-6` */
  readonly tolerance?: number;
  /** Most products. @defaultValue `100` */
  readonly steps?: number;
  /** The largest in size, or the algebraically largest. @defaultValue `"size"` */
  readonly which?: "size" | "top";
}

/** The largest eigenvalue of a symmetric operator, by Lanczos' method from a random vector. */
export function largestEigenvalue(
  times: Operator,
  size: number,
  random: Rng,
  { tolerance = 1e-6, steps = 100, which = "size" }: ExtremeOptions = {},
): Extreme {
  const start = Float64Array.from({ length: size }, () => random.normal());
  for (let count = Math.min(10, steps); ; count = Math.min(2 * count, steps)) {
    const space = lanczos(times, start, count);
    const { values, bounds } = space;
    const last = values.length - 1;
    const below = Math.abs(values[0] as number) > Math.abs(values[last] as number);
    const at = which === "size" && below ? 0 : last;
    const [value, bound] = [values[at] as number, bounds[at] as number];
    const good = bound <= tolerance * Math.abs(value);
    if (!good && count < steps && values.length === count) continue;
    const status = good ? "converged" : "not-converged";
    return { value, bound, vector: space.vector(at), steps: values.length, status };
  }
}

/** The spectrum of an operator as atoms: eigenvalues and the part of all that each stands for. */
export interface SpectrumDensity {
  readonly values: Float64Array;
  /** They sum to 1. */
  readonly weights: Float64Array;
}

/** Options of `spectrumDensity`. */
export interface DensityOptions {
  /** Random starting vectors. @defaultValue `4` */
  readonly probes?: number;
  /** Products for each. @defaultValue `60` */
  readonly steps?: number;
}

/**
 * The density of all eigenvalues by stochastic Lanczos quadrature: the mean over random vectors of Gauss' quadrature for their
 * spectral measures. Moments up to 2 steps − 1 are exact for each vector; the mean over vectors fluctuates as
 * 1 / √(probes · size).
 *
 * G. H. Golub & J. H. Welsch, Math. Comp. 23 (1969) 221; S. Ubaru, J. Chen & Y. Saad, SIAM J. Matrix Anal. Appl. 38 (2017)
 * 1075; B. Ghorbani, S. Krishnan & Y. Xiao, Proc. ICML (2019) 2232, for Hessians of networks.
 */
export function spectrumDensity(
  times: Operator,
  size: number,
  random: Rng,
  { probes = 4, steps = 60 }: DensityOptions = {},
): SpectrumDensity {
  requireNumber("probes", probes, (n) => Number.isInteger(n) && n >= 1, "a positive whole number", "4");
  const atoms: [number, number][] = [];
  for (let probe = 0; probe < probes; probe++) {
    const start = Float64Array.from({ length: size }, () => random.normal());
    const { values, weights } = lanczos(times, start, steps);
    values.forEach((value, i) => {
      atoms.push([value, (weights[i] as number) / probes]);
    });
  }
  atoms.sort(([a], [b]) => a - b);
  return { values: Float64Array.from(atoms, ([v]) => v), weights: Float64Array.from(atoms, ([, w]) => w) };
}

/** The part of all eigenvalues that is above each limit. */
export function partAbove({ values, weights }: SpectrumDensity, limits: ArrayLike<number>): Float64Array {
  return Float64Array.from(limits, (limit) =>
    values.reduce((total, value, i) => total + (value > limit ? (weights[i] as number) : 0), 0),
  );
}

function norm(v: Float64Array): number {
  return Math.sqrt(inner(v, v));
}

function inner(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += (a[i] as number) * (b[i] as number);
  return total;
}

function addMultiple(out: Float64Array, factor: number, v: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = (out[i] as number) + factor * (v[i] as number);
}
