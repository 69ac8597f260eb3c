import { type Expression, requireNumber } from "../core/index.ts";
import { pde } from "./pde.ts";
import type { PdeProblem } from "./problem.ts";

const { cos, sin, tanh, cosh, hypot } = Math;

const walls = ["x.min", "x.max", "y.min", "y.max"] as const;

/** Parameters of the Klein–Gordon equation. */
export interface KleinGordonOptions {
  /** The last time. @defaultValue `10` */
  readonly end?: number;
}

/**
 * The Klein–Gordon equation u_tt − u_xx − u_yy + u² = f on [−1, 1]², t ∈ [0, 10], with the f and the values on the walls of
 * u = (x + y) cos 2t + xy sin 2t.
 *
 * The velocity at the beginning is given as well: without it, as this problem was published, its solution is not unique.
 * J. Cho et al., Adv. Neural Inf. Process. Syst. 36 (2023), "Separable physics-informed neural networks".
 */
export function kleinGordon({ end = 10 }: KleinGordonOptions = {}): PdeProblem {
  requireNumber("end", end, (t) => t > 0, "positive", "10");
  const at = ({ x, y, t }: Readonly<Record<"x" | "y" | "t", Expression>>): Expression =>
    x
      .add(y)
      .mul(t.mul(2).cos())
      .add(x.mul(y).mul(t.mul(2).sin()));
  return pde({
    name: "klein-gordon",
    domain: { x: [-1, 1], y: [-1, 1], t: [0, end] },
    derivatives: ["tt", "xx", "yy"],
    pde: ({ u, utt, uxx, uyy, x, y, t }) => {
      const wanted = at({ x, y, t });
      return utt.sub(uxx).sub(uyy).add(u.square()).sub(wanted.square()).add(wanted.mul(4));
    },
    conditions: {
      initial: { kind: "initial", value: ({ x, y }) => x.add(y), velocity: ({ x, y }) => x.mul(y).mul(2) },
      walls: { kind: "dirichlet", faces: walls, value: at },
    },
    parameters: { end },
    exact: (x = 0, y = 0, t = 0) => (x + y) * cos(2 * t) + x * y * sin(2 * t),
  });
}

/** The largest tangential velocity of the vortex, sech² r tanh r. */
const fastest = 0.385;

/**
 * Flow mixing: u_t + a u_x + b u_y = 0 on [−4, 4]², t ∈ [0, 4], carried by the vortex (a, b) = ω (−y, x) with
 * ω = sech² r tanh r / (0.385 r); u = −tanh(½ (y cos ωt − x sin ωt)), of which the values on the walls and at t = 0 are given.
 *
 * P.-W. Hsieh & S.-Y. Yang, as in J. Cho et al., Adv. Neural Inf. Process. Syst. 36 (2023).
 */
export function flowMixing(): PdeProblem {
  // A distance of 1e-12 from the centre changes nothing, and keeps tanh r / r a number there.
  const rotation = (x: Expression, y: Expression): Expression => {
    const r = x.square().add(y.square()).add(1e-24).sqrt();
    return r.sech().square().mul(r.tanh()).div(r).div(fastest);
  };
  const at = ({ x, y, t }: Readonly<Record<"x" | "y" | "t", Expression>>): Expression => {
    const angle = rotation(x, y).mul(t);
    return y.mul(angle.cos()).sub(x.mul(angle.sin())).div(2).tanh().neg();
  };
  return pde({
    name: "flow-mixing",
    domain: { x: [-4, 4], y: [-4, 4], t: [0, 4] },
    derivatives: ["t", "x", "y"],
    pde: ({ ut, ux, uy, x, y }) => {
      const turn = rotation(x, y);
      return ut.add(turn.mul(x.mul(uy).sub(y.mul(ux))));
    },
    conditions: {
      initial: { kind: "initial", value: ({ y }) => y.div(2).tanh().neg() },
      walls: { kind: "dirichlet", faces: walls, value: at },
    },
    exact(x = 0, y = 0, t = 0) {
      const r = hypot(x, y);
      const angle = r === 0 ? t / fastest : (tanh(r) * t) / (cosh(r) ** 2 * r * fastest);
      return -tanh(0.5 * (y * cos(angle) - x * sin(angle)));
    },
  });
}

/**
 * Nonlinear diffusion u_t = 0.05 (|∇u|² + u Δu) on [−1, 1]², t ∈ [0, 1], from three Gaussians, u = 0 on the walls.
 *
 * The initial state is up to 9.4e-3 on the walls, so that a layer begins there. No exact solution is known;
 * `reference.nonlinearDiffusion` computes one. J. Cho et al., Adv. Neural Inf. Process. Syst. 36 (2023).
 */
export function nonlinearDiffusion(): PdeProblem {
  return pde({
    name: "nonlinear-diffusion",
    domain: { x: [-1, 1], y: [-1, 1], t: [0, 1] },
    derivatives: ["t", "x", "y", "xx", "yy"],
    pde: ({ u, ut, ux, uy, uxx, uyy }) =>
      ut.sub(
        ux
          .square()
          .add(uy.square())
          .add(u.mul(uxx.add(uyy)))
          .mul(0.05),
      ),
    conditions: {
      initial: {
        kind: "initial",
        value: ({ x, y }) => {
          const bump = (height: number, x0: number, y0: number, rate: number) =>
            x.sub(x0).square().add(y.sub(y0).square()).mul(-rate).exp().mul(height);
          return bump(0.25, 0.3, 0.2, 10)
            .add(bump(0.4, -0.5, -0.1, 15))
            .add(bump(0.3, 0, -0.5, 20));
        },
      },
      walls: { kind: "dirichlet", faces: walls, enforce: "soft" },
    },
  });
}
