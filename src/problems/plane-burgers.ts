import { type Expression, requireNumber } from "../core/index.ts";
import { pde } from "./pde.ts";
import type { PdeProblem } from "./problem.ts";

/** Parameters of Burgers' equations in the plane. */
export interface PlaneBurgersOptions {
  /** ν. @defaultValue `0.01` */
  readonly viscosity?: number;
  /** The last time. @defaultValue `1` */
  readonly end?: number;
}

/**
 * Burgers' equations in the plane, u_t + u u_x + v u_y = ν Δu and v_t + u v_x + v v_y = ν Δv on [0, 1]², t ∈ [0, 1], with the
 * values at t = 0 and on the walls of a front along a diagonal, 16ν/√2 wide, that travels across it:
 * u = ¾ − ¼ / (1 + e^s), v = ¾ + ¼ / (1 + e^s), s = (4y − 4x − t) / 32ν.
 *
 * C. A. J. Fletcher, Int. J. Numer. Methods Fluids 3 (1983) 213.
 */
export function planeBurgers({ viscosity = 0.01, end = 1 }: PlaneBurgersOptions = {}): PdeProblem {
  requireNumber("viscosity", viscosity, (nu) => nu >= 1e-3, "at least 1e-3", "0.01");
  requireNumber("end", end, (t) => t > 0, "positive", "1");
  // 1 / (1 + e^s) = ½ − ½ tanh(s/2), which does not overflow.
  const step = ({ x, y, t }: Readonly<Record<"x" | "y" | "t", Expression>>): Expression =>
    y
      .sub(x)
      .mul(4)
      .sub(t)
      .div(64 * viscosity)
      .tanh()
      .neg()
      .add(1)
      .div(8);
  const front = (sign: 1 | -1) => (at: Readonly<Record<"x" | "y" | "t", Expression>>) => step(at).mul(sign).add(0.75);
  const values = { u: front(-1), v: front(1) };
  return pde({
    name: "burgers-2d",
    domain: { x: [0, 1], y: [0, 1], t: [0, end] },
    unknowns: ["u", "v"],
    derivatives: ["t", "x", "y", "xx", "yy"],
    pde: ({ u, v, ut, ux, uy, uxx, uyy, vt, vx, vy, vxx, vyy }) => ({
      "momentum-x": ut.add(u.mul(ux)).add(v.mul(uy)).sub(uxx.add(uyy).mul(viscosity)),
      "momentum-y": vt.add(u.mul(vx)).add(v.mul(vy)).sub(vxx.add(vyy).mul(viscosity)),
    }),
    conditions: {
      initial: {
        kind: "initial",
        value: { u: ({ x, y }) => values.u({ x, y, t: x.mul(0) }), v: ({ x, y }) => values.v({ x, y, t: x.mul(0) }) },
      },
      walls: { kind: "dirichlet", faces: ["x.min", "x.max", "y.min", "y.max"], value: values },
    },
    parameters: { viscosity, end },
    exact(x = 0, y = 0, t = 0) {
      const part = (1 - Math.tanh((4 * (y - x) - t) / (64 * viscosity))) / 8;
      return [0.75 - part, 0.75 + part];
    },
  });
}
