import { decodeCheckpoint, encodeCheckpoint, type Plain, SechError } from "../core/index.ts";
import type { TrainingPlan } from "./model.ts";
import type { TrainOptions } from "./options.ts";
import type { Stage } from "./stages.ts";

/** What decides the sequence of parameters: a checkpoint goes on only where all of it agrees. */
export interface Course {
  readonly identity: Readonly<Record<string, Plain>>;
  readonly stages: readonly Stage[];
  readonly plan: TrainingPlan;
  readonly options: TrainOptions;
}

/** The checkpoint of a state. */
export function save(state: Plain | object, course: Course): Uint8Array {
  return encodeCheckpoint({ course: describe(course), state: state as Plain });
}

/** The state of a checkpoint. @throws SechError where it belongs to another training. */
export function restore<S>(bytes: Uint8Array, course: Course): S {
  const read = decodeCheckpoint(bytes) as { readonly course: Record<string, string>; readonly state: unknown };
  for (const [key, wanted] of Object.entries(describe(course))) {
    if (read.course[key] === wanted) continue;
    throw new SechError("invalid-data", {
      what: `the checkpoint belongs to another training: its ${key} is ${read.course[key]}`,
      got: wanted,
      attempt: "the options that it was made with",
      path: key,
    });
  }
  return read.state as S;
}

/** All that decides the numbers, as text by key; budgets only end them. */
function describe({ identity, stages, plan, options }: Course): Record<string, string> {
  const {
    seed,
    points = {},
    weights = plan.weights ?? {},
    sampling = plan.sampling,
    balance = {},
    windows = [1],
    threads = 1,
    relaxed,
  } = options;
  const fused = relaxed ? { relaxed } : {};
  const decisive = { ...identity, seed, points, weights, sampling, balance, windows, threads, ...fused };
  return {
    ...Object.fromEntries(Object.entries(decisive).map(([key, value]) => [key, JSON.stringify(value)])),
    stages: stages
      .map(({ name, steps, resampleEvery, settings = {} }) => `${name} ${steps} ${resampleEvery}${optionsOf(settings)}`)
      .join(", "),
  };
}

/** The options of an optimiser as text; nothing where all are the usual ones. */
function optionsOf(settings: object): string {
  const text = JSON.stringify(settings);
  return text === "{}" ? "" : ` ${text}`;
}
