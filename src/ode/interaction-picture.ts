import type { ExplicitRungeKutta, ExplicitState } from "./explicit-runge-kutta.ts";
import { type LinearFlow, linearFlow } from "./linear-flow.ts";
import { type OdeProblem, requireSemilinear, type SemilinearProblem } from "./problem.ts";
import type { Stepper } from "./stepper.ts";

/** Work arrays of one integration in the interaction picture. */
export interface InteractionState {
  readonly inner: ExplicitState;
  /** w′ = exp(−s L) N(t + s, exp(s L) w), where t is `frame.start`. */
  readonly problem: OdeProblem;
  readonly frame: { start: number; dt: number };
  readonly flow: LinearFlow;
  readonly end: Float64Array;
}

/**
 * An explicit Runge–Kutta method for u′ = L u + N(t, u) in the interaction picture of every step: with u = exp(s L) w the
 * stiff linear part is integrated exactly and the method sees only w′ = exp(−s L) N(t + s, exp(s L) w).
 *
 * J. D. Lawson, SIAM J. Numer. Anal. 4 (1967) 372; B. M. Caradoc-Davies, PhD thesis, Otago (2000), §2.3.
 */
export function interactionPicture(method: ExplicitRungeKutta): Stepper<SemilinearProblem, InteractionState> {
  return {
    name: `interaction-picture ${method.name}`,
    order: method.order,
    estimateOrder: method.estimateOrder,
    init(problem, kernels) {
      requireSemilinear(problem, "the interaction picture");
      const flow = linearFlow(problem, kernels);
      const frame = { start: problem.span[0], dt: Number.NaN };
      const u = kernels.allocate(problem.y0.length);
      const inFrame: OdeProblem = {
        y0: problem.y0,
        span: problem.span,
        rhs(s, w, out) {
          if (problem.nonlinearBetween !== undefined) {
            problem.nonlinearBetween(frame.start + s, w, out, flow.factor(s), flow.factor(-s));
            return;
          }
          flow.apply(s, w, u);
          problem.nonlinear(frame.start + s, u, out);
          flow.apply(-s, out);
        },
      };
      return {
        inner: method.init(inFrame, kernels),
        problem: inFrame,
        frame,
        flow,
        end: kernels.allocate(problem.y0.length),
      };
    },
    slope(_problem, state, t, dt, y, out) {
      enterFrame(state, t, dt);
      method.slope(state.problem, state.inner, 0, dt, y, out);
    },
    step(_problem, state, t, dt, y, next, norm) {
      enterFrame(state, t, dt);
      const error = method.step(state.problem, state.inner, 0, dt, y, next, norm);
      state.flow.apply(dt, next);
      return error;
    },
    interpolate(_problem, { problem, inner, flow, end }, _t, dt, theta, y, next, out) {
      if (!inner.denseKnown) {
        flow.apply(-dt, next, end);
      }
      method.interpolate(problem, inner, 0, dt, theta, y, end, out);
      flow.applyOnce(theta * dt, out);
    },
    accept: (_problem, { inner }) => method.forget?.(inner), // the next step has its own frame
    forget: ({ inner }) => method.forget?.(inner),
    evaluations: ({ inner }) => method.evaluations(inner),
  };
}

function enterFrame({ frame, flow }: InteractionState, t: number, dt: number): void {
  if (dt !== frame.dt) flow.reset();
  frame.dt = dt;
  frame.start = t;
}
