import { requireNumber } from "../../core/index.ts";
import { descend, firstStep } from "./descend.ts";
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

/** Options of `lbfgs`. */
export interface LbfgsOptions {
  /**
   * Pairs of steps and changes of the gradient that are kept.
   *
   * @defaultValue 50
   */
  readonly memory?: number;
  /**
   * Stops where no component of the gradient exceeds it.
   *
   * @defaultValue 0
   */
  readonly gradientTolerance?: number;
}

/** The gradient at θ and the pairs, oldest first. */
export interface LbfgsState extends OptimiserState {
  readonly gradient: Float64Array;
  readonly steps: readonly Float64Array[];
  readonly changes: readonly Float64Array[];
}

/**
 * Limited-memory BFGS with a line search to the strong Wolfe conditions.
 *
 * Source: D. C. Liu and J. Nocedal, On the limited memory BFGS method for large scale optimization, Mathematical
 * Programming 45 (1989) 503–528, algorithm 2.1.
 */
export function lbfgs(options: LbfgsOptions = {}): Optimiser<LbfgsState, SmoothObjective> {
  const { memory = 50, gradientTolerance = 0 } = options;
  requireNumber(
    "lbfgs.memory",
    memory,
    (value) => Number.isInteger(value) && value > 0,
    "a positive whole number",
    "50",
  );

  const stopFor = (value: number, gradientNorm: number) => stopAt(value, gradientNorm, gradientTolerance);
  const evaluated = (objective: SmoothObjective, theta: Float64Array) => {
    const gradient = new Float64Array(theta.length);
    const value = objective.valueAndGradient(theta, gradient);
    const gradientNorm = largest(gradient);
    return { theta, value, gradient, gradientNorm, stop: stopFor(value, gradientNorm) };
  };

  return {
    name: "lbfgs",
    init(theta, objective) {
      requireParameters(theta, objective);
      return { ...evaluated(objective, theta.slice()), steps: [], changes: [], iteration: 0, evaluations: 1 };
    },
    update(objective, state) {
      if (state.stop !== null) return state;
      let { steps, changes } = state;
      let evaluations = state.evaluations;
      for (;;) {
        const direction = twoLoops(state.gradient, steps, changes);
        const known = steps.length > 0;
        const downhill = inner(direction, state.gradient) < 0;
        const found = downhill ? descend(objective, state, direction, known ? 1 : firstStep(state.gradient)) : null;
        evaluations += found?.evaluations ?? 0;
        if (found?.point) {
          const { theta, value, gradient } = found.point;
          const s = along(theta, -1, state.theta);
          const y = along(gradient, -1, state.gradient);
          const curved = inner(s, y) > Number.EPSILON * inner(y, y);
          const gradientNorm = largest(gradient);
          return {
            theta,
            value,
            gradient,
            gradientNorm,
            steps: curved ? [...steps, s].slice(-memory) : steps,
            changes: curved ? [...changes, y].slice(-memory) : changes,
            iteration: state.iteration + 1,
            evaluations,
            stop: stopFor(value, gradientNorm),
          };
        }
        // The memory may mislead; what fails along the gradient itself fails for good.
        if (!known) return { ...state, evaluations, stop: "no-decrease" };
        [steps, changes] = [[], []];
      }
    },
    refresh: (objective, state) => ({
      ...state,
      ...evaluated(objective, state.theta),
      evaluations: state.evaluations + 1,
    }),
  };
}

/** −H g by the two-loop recursion, H₀ = (sᵀy / yᵀy) I of the last pair. */
function twoLoops(
  gradient: Float64Array,
  steps: readonly Float64Array[],
  changes: readonly Float64Array[],
): Float64Array {
  const q = gradient.map((value) => -value);
  const shares = new Float64Array(steps.length);
  const add = (factor: number, x: Float64Array) => {
    for (let i = 0; i < q.length; i++) q[i] = (q[i] as number) + factor * (x[i] as number);
  };
  for (let k = steps.length - 1; k >= 0; k--) {
    const [s, y] = [steps[k] as Float64Array, changes[k] as Float64Array];
    const share = inner(s, q) / inner(s, y);
    shares[k] = share;
    add(-share, y);
  }
  const [last, change] = [steps.at(-1), changes.at(-1)];
  if (last !== undefined && change !== undefined) {
    const scale = inner(last, change) / inner(change, change);
    for (let i = 0; i < q.length; i++) q[i] = scale * (q[i] as number);
  }
  steps.forEach((s, k) => {
    const y = changes[k] as Float64Array;
    add((shares[k] as number) - inner(y, q) / inner(s, y), s);
  });
  return q;
}
