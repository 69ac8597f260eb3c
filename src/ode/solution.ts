import type { Tensor } from "../core/index.ts";
import type { ControllerState } from "./controller.ts";
import type { EventOccurrence } from "./events.ts";
import type { StepperMemory } from "./stepper.ts";

/** How an integration ended. Only `success` reached the end of the span; `event` stopped where it was asked to. */
export type Status = "success" | "event" | "max-steps" | "step-underflow" | "non-finite" | "aborted";

/** What every status means and what to do about it. */
export const statusMessages: Readonly<Record<Status, string>> = {
  success: "The integration reached the end of its span.",
  event: "A terminal event ended the integration.",
  "max-steps": "The maximum number of steps was reached; allow more steps, or a larger step or tolerance.",
  "step-underflow": "The step size fell below the spacing of numbers at t; the solution may be singular there.",
  "non-finite":
    "The solution or its derivative is not finite, or an implicit step did not converge; check the initial state and the equation, or try a smaller step.",
  aborted: "The integration was stopped by its caller.",
};

/** What an integration cost; one that goes on from another counts on. */
export interface Stats {
  /** Accepted steps. */
  readonly steps: number;
  /** Rejected trials. */
  readonly rejected: number;
  /** Calls of the problem's function, those for saved values excluded. */
  readonly evaluations: number;
}

/** Where an integration stopped, so that another can go on from it to the same bits. */
export interface Continuation {
  readonly t: number;
  /** State at t, shape [d]. */
  readonly y: Float64Array;
  /** The step size that would have been tried next. */
  readonly dt: number;
  /** What the step controller remembers. */
  readonly controller: Readonly<ControllerState>;
  /** What the method remembers. */
  readonly memory?: StepperMemory;
  /** What the integration has cost so far. */
  readonly stats: Stats;
}

/** The saved values and the end of an integration. */
export interface OdeSolution {
  readonly status: Status;
  readonly message: string;
  /** Times kept, shape [m]. */
  readonly t: Float64Array;
  /** States kept, shape [m, d]. */
  readonly y: Tensor;
  readonly stats: Stats;
  /** Events in the order in which they happened. */
  readonly events: readonly EventOccurrence[];
  /** What the method reports about itself, by name. */
  readonly report: Readonly<Record<string, number>>;
  readonly continuation: Continuation;
}
