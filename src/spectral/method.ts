import { invalid } from "../core/index.ts";
import {
  dop853,
  interactionPicture,
  type SemilinearProblem,
  type Stepper,
  splitting4,
  splitting6,
  strang,
} from "../ode/index.ts";
import type { WaveSystem } from "./system.ts";

/** Integration methods: adaptive (`dop853`, in the interaction picture) and splittings of orders 2, 4 and 6 with a fixed step. */
export const methodNames = ["auto", "dop853", "strang", "splitting4", "splitting6"] as const;

/** The name of an integration method. */
export type MethodName = (typeof methodNames)[number];

/** A method and why it was taken. */
export interface Choice {
  readonly name: string;
  readonly reason: string;
}

/** Calls `use` with the stepper of a method. */
export function withStepper<R>(
  method: MethodName,
  use: <S>(stepper: Stepper<SemilinearProblem, S>, choice: Choice) => R,
): R {
  switch (method) {
    case "auto":
      return use(interactionPicture(dop853()), {
        name: "dop853",
        reason: "auto: the interaction-picture DOP853 controls its error on smooth and rough fields alike",
      });
    case "dop853":
      return use(interactionPicture(dop853()), asked("dop853"));
    case "strang":
      return use(strang(), asked("strang"));
    case "splitting4":
      return use(splitting4(), asked("splitting4"));
    case "splitting6":
      return use(splitting6(), asked("splitting6"));
    default:
      throw invalid({
        what: `method must be one of ${methodNames.join(", ")}`,
        got: method,
        attempt: '"auto"',
        path: "method",
      });
  }
}

/** The laboratory-frame method of compatibility mode, which admits no other. */
export function originalChoice(system: WaveSystem, method: MethodName): Choice {
  if (method !== "auto" && method !== "dop853") {
    throw invalid({
      what: `compatibility "${system.compatibility}" integrates with dop853 only`,
      got: method,
      path: "method",
    });
  }
  return {
    name: "dop853",
    reason: "compatibility: laboratory-frame DOP853 with the original's norm and steps of at most 0.1",
  };
}

const asked = (name: string): Choice => ({ name, reason: "asked for" });
