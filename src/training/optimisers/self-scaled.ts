import { type DenseKernels, denseKernels, matrix } from "../../core/index.ts";
import { broydenFactors, type SelfScaledFamily } from "./broyden-factors.ts";
import { descend, type Evaluated, firstStep } from "./descend.ts";
import {
  along,
  inner,
  largest,
  type Optimiser,
  type OptimiserState,
  requireParameters,
  type SmoothObjective,
  stopAt,
} from "./optimiser.ts";

/** Options of `selfScaled`. */
export interface SelfScaledOptions {
  /**
   * `broyden` chooses the member of Broyden's family anew in every step; `bfgs` is BFGS with scaling.
   *
   * @defaultValue "broyden"
   */
  readonly family?: SelfScaledFamily;
  /**
   * Stops where no component of the gradient exceeds it.
   *
   * @defaultValue 0
   */
  readonly gradientTolerance?: number;
}

/** The gradient at θ and the inverse Hessian. */
export interface SelfScaledState extends OptimiserState {
  readonly gradient: Float64Array;
  /** [n][n], of which the lower triangle is used; null until the first step. */
  readonly inverseHessian: Float64Array | null;
}

/**
 * Quasi-Newton steps with a dense inverse Hessian that is rescaled before every update, so that what it learned of steep
 * directions does not outweigh the flat ones: the method of record for physics-informed networks of up to about 3000
 * parameters (8 n² bytes).
 *
 * H⁺ = (H − H y yᵀ H / yᵀHy + φ yᵀHy v vᵀ) / τ + s sᵀ / sᵀy with v = s / sᵀy − H y / yᵀHy.
 *
 * Source: M. Al-Baali, Numerical experience with a class of self-scaling quasi-Newton algorithms, Journal of Optimization
 * Theory and Applications 96 (1998) 533–553; M. Al-Baali and H. Khalfan, Wide interval for efficient self-scaling
 * quasi-Newton algorithms, Optimization Methods and Software 20 (2005) 679–691; J. F. Urbán, P. Stefanou and J. A. Pons,
 * Journal of Computational Physics 523 (2025) 113656, §2.
 */
export function selfScaled(options: SelfScaledOptions = {}): Optimiser<SelfScaledState, SmoothObjective> {
  const { family = "broyden", gradientTolerance = 0 } = options;
  const stopFor = (value: number, gradientNorm: number) => stopAt(value, gradientNorm, gradientTolerance);
  const evaluated = (objective: SmoothObjective, theta: Float64Array) => {
    const gradient = new Float64Array(theta.length);
    const value = objective.valueAndGradient(theta, gradient);
    const gradientNorm = largest(gradient);
    return { theta, value, gradient, gradientNorm, stop: stopFor(value, gradientNorm) };
  };

  return {
    name: family === "broyden" ? "self-scaled-broyden" : "self-scaled-bfgs",
    init(theta, objective) {
      requireParameters(theta, objective);
      return { ...evaluated(objective, theta.slice()), inverseHessian: null, iteration: 0, evaluations: 1 };
    },
    update(objective, state) {
      if (state.stop !== null) return state;
      const kernels = denseKernels();
      let h = state.inverseHessian === null ? null : owned(state.inverseHessian, kernels);
      let evaluations = state.evaluations;
      for (;;) {
        const direction = h === null ? state.gradient.map((value) => -value) : newtonStep(h, state.gradient, kernels);
        const downhill = inner(direction, state.gradient) < 0;
        const first = h === null ? firstStep(state.gradient) : 1;
        const found = downhill ? descend(objective, state, direction, first) : null;
        evaluations += found?.evaluations ?? 0;
        if (found?.point) {
          const gradientNorm = largest(found.point.gradient);
          return {
            ...found.point,
            gradientNorm,
            inverseHessian: learned(h, state, found.point, found.alpha, family, kernels),
            iteration: state.iteration + 1,
            evaluations,
            stop: stopFor(found.point.value, gradientNorm),
          };
        }
        if (h === null) return { ...state, inverseHessian: null, evaluations, stop: "no-decrease" };
        // What was learned may belong to another valley: begin again, once, with the gradient.
        kernels.free(h);
        h = null;
      }
    },
    refresh: (objective, state) => ({
      ...state,
      ...evaluated(objective, state.theta),
      evaluations: state.evaluations + 1,
    }),
  };
}

/** −H g */
function newtonStep(h: Float64Array, gradient: Float64Array, kernels: DenseKernels): Float64Array {
  const n = gradient.length;
  const [x, y] = [kernels.allocate(n), kernels.allocate(n)];
  x.set(gradient);
  kernels.symmetricTimes(matrix(h, n, n), x, y);
  const step = Float64Array.from(y, (value) => -value);
  kernels.free(x);
  kernels.free(y);
  return step;
}

/** The inverse Hessian after a step; the array is overwritten. */
function learned(
  h: Float64Array | null,
  before: Evaluated,
  after: Evaluated,
  alpha: number,
  family: SelfScaledFamily,
  kernels: DenseKernels,
): Float64Array | null {
  const n = before.theta.length;
  const difference = along(after.theta, -1, before.theta);
  const change = along(after.gradient, -1, before.gradient);
  const sy = inner(difference, change);
  // Without curvature along the step there is nothing to learn.
  if (!(sy > Number.EPSILON * Math.sqrt(inner(difference, difference) * inner(change, change)))) return h;
  const scaled = h ?? scaledIdentity(n, sy / inner(change, change), kernels);
  const [s, y, u] = [kernels.allocate(n), kernels.allocate(n), kernels.allocate(n)];
  s.set(difference);
  y.set(change);
  kernels.symmetricTimes(matrix(scaled, n, n), y, u);
  const yhy = inner(y, u);
  // sᵀBs = −α sᵀg because s = −α H g; of the first step B is the scaled identity.
  const sbs = h === null ? (inner(s, s) * inner(y, y)) / sy : -alpha * inner(s, before.gradient);
  const { tau, phi } = broydenFactors(family, n, sbs / sy, yhy / sy);
  // With v = s / sy − u / yhy collected by s sᵀ, s uᵀ + u sᵀ and u uᵀ.
  const ss = (phi * yhy) / (sy * sy * tau) + 1 / sy;
  const uu = (phi - 1) / (yhy * tau);
  if (yhy > 0 && Number.isFinite(ss) && Number.isFinite(uu)) {
    kernels.symmetricUpdate(1 / tau, matrix(scaled, n, n), s, u, ss, -phi / (sy * tau), uu);
  }
  for (const array of [s, y, u]) kernels.free(array);
  return scaled;
}

function scaledIdentity(n: number, scale: number, kernels: DenseKernels): Float64Array {
  const h = kernels.allocate(n * n);
  for (let i = 0; i < n; i++) h[i * (n + 1)] = scale;
  return h;
}

/** The array itself where the kernels work on it in place, else a copy where they do. */
function owned(array: Float64Array, kernels: DenseKernels): Float64Array {
  if (kernels.owns(array)) return array;
  const copy = kernels.allocate(array.length);
  copy.set(array);
  return copy;
}
