import {
  largest,
  type Optimiser,
  type OptimiserState,
  requireParameters,
  type SmoothObjective,
  stopAt,
} from "./optimiser.ts";
import { rateAt, requireSchedule, type Schedule } from "./schedule.ts";

/** Options of `adam`. */
export interface AdamOptions {
  /**
   * The rate of learning: a number for a constant one.
   *
   * @defaultValue 1e-3
   */
  readonly rate?: number | Schedule;
  /** @defaultValue 0.9 */
  readonly beta1?: number;
  /** @defaultValue 0.999 */
  readonly beta2?: number;
  /** @defaultValue 1e-8 */
  readonly epsilon?: number;
}

/** The moments of the gradient, and the gradient at θ. */
export interface AdamState extends OptimiserState {
  readonly gradient: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/**
 * First-order steps scaled by running moments of the gradient, which is what finds the valley that the others descend.
 *
 * Source: D. P. Kingma and J. Ba, Adam: a method for stochastic optimization, ICLR 2015, algorithm 1.
 */
export function adam(options: AdamOptions = {}): Optimiser<AdamState, SmoothObjective> {
  const { rate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
  const schedule: Schedule = typeof rate === "number" ? { kind: "constant", rate } : rate;
  requireSchedule(schedule);

  const evaluated = (objective: SmoothObjective, theta: Float64Array, state: Omit<AdamState, keyof Evaluated>) => {
    const gradient = new Float64Array(theta.length);
    const value = objective.valueAndGradient(theta, gradient);
    const gradientNorm = largest(gradient);
    return { ...state, theta, value, gradient, gradientNorm, stop: stopAt(value, gradientNorm, 0) };
  };

  return {
    name: "adam",
    init(theta, objective) {
      requireParameters(theta, objective);
      const [first, second] = [new Float64Array(theta.length), new Float64Array(theta.length)];
      return evaluated(objective, theta.slice(), { first, second, iteration: 0, evaluations: 1 });
    },
    update(objective, state) {
      if (state.stop !== null) return state;
      const t = state.iteration + 1;
      const step = rateAt(schedule, state.iteration);
      const [first, second, theta] = [state.first.slice(), state.second.slice(), state.theta.slice()];
      const [bias1, bias2] = [1 - beta1 ** t, 1 - beta2 ** t];
      for (let i = 0; i < theta.length; i++) {
        const g = state.gradient[i] as number;
        const m = beta1 * (first[i] as number) + (1 - beta1) * g;
        const v = beta2 * (second[i] as number) + (1 - beta2) * g * g;
        first[i] = m;
        second[i] = v;
        theta[i] = (theta[i] as number) - (step * (m / bias1)) / (Math.sqrt(v / bias2) + epsilon);
      }
      return evaluated(objective, theta, { first, second, iteration: t, evaluations: state.evaluations + 1 });
    },
    refresh: (objective, state) => evaluated(objective, state.theta, { ...state, evaluations: state.evaluations + 1 }),
  };
}

type Evaluated = Pick<AdamState, "theta" | "value" | "gradient" | "gradientNorm" | "stop">;
