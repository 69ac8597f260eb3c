import { invalid, requireNumber } from "../core/index.ts";
import {
  type Enforcement,
  eulerian as eulerianProblem,
  type PdeProblem,
  type TransportProblem,
} from "../problems/index.ts";
import { joinedFits, type Model, type OwnTrainer, requireTrainable, type Stage, sequence } from "../training/index.ts";
import type { TransportModel } from "./model.ts";
import { windowOptions } from "./window-options.ts";

/** Options of `eulerian`. */
export interface EulerianOptions {
  /** How the initial state is met. @defaultValue `"hard"` */
  readonly initial?: Enforcement;
  /** Windows of time with a network each, each of which begins where the one before ends. @defaultValue `1` */
  readonly windows?: number;
  /** Optimisers of each of several windows. @defaultValue the model's */
  readonly stages?: readonly Stage[];
}

/**
 * A model of places and times, such as `pinn.mlp()` or `pinn.xpinn()`, on a transport equation: the baselines of models that
 * follow paths. With `windows` from sequence to sequence (A. S. Krishnapriyan et al., Adv. Neural Inf. Process. Syst. 34 (2021)
 * 26548, §4.2), where a budget is shared equally.
 */
export function eulerian(model: Model<PdeProblem>, options: EulerianOptions = {}): TransportModel {
  const { initial = "hard", windows = 1, stages } = options;
  requireNumber("windows", windows, (n) => Number.isInteger(n) && n > 0, "a positive whole number", "4");
  const posed = (problem: TransportProblem): PdeProblem => eulerianProblem(problem, initial);
  const own = windows > 1 ? inWindows(model, posed, windows, stages) : ownOf(model, posed);
  return {
    name: model.name,
    mode: "pinn",
    settings: { ...model.settings, initial, ...(windows > 1 ? { windows } : {}) },
    maps: () => [],
    bind(problem, random) {
      if (windows === 1) return model.bind(posed(problem), random);
      throw invalid({ what: "windows are trained one by one", attempt: "stages as an option of eulerian()" });
    },
    plan: (problem) => model.plan(posed(problem)),
    ...(own === undefined ? {} : { own }),
  };
}

type Posed = (problem: TransportProblem) => PdeProblem;

function ownOf({ own }: Model<PdeProblem>, posed: Posed): OwnTrainer<TransportProblem> | undefined {
  if (own === undefined) return undefined;
  return {
    require: (problem, options) => own.require(posed(problem), options),
    fit: (problem, options, keeping) => own.fit(posed(problem), options, keeping),
  };
}

function inWindows(
  model: Model<PdeProblem>,
  posed: Posed,
  windows: number,
  stages: EulerianOptions["stages"],
): OwnTrainer<TransportProblem> {
  return {
    require(problem, options) {
      if (options.resume !== undefined) throw invalid({ what: "a training in windows cannot be resumed" });
      requireTrainable(posed(problem), model, windowOptions(options, stages, { window: 0, count: windows, spent: 0 }));
    },
    async fit(problem, options) {
      const { windows: _, ...each } = windowOptions(options, stages, { window: 0, count: windows, spent: 0 });
      const { onProgress } = options; // which a sequence tells as a fraction of all windows itself
      const course = { ...each, windows, ...(onProgress === undefined ? {} : { onProgress }) };
      const { fits, values, evaluate } = await sequence(posed(problem), model, course);
      return { ...joinedFits(fits), values, evaluate };
    },
  };
}
