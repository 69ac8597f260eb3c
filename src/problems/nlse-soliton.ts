import { type Expression, requireNumber } from "../core/index.ts";
import { pde } from "./pde.ts";
import type { PdeProblem } from "./problem.ts";

/** Parameters of the soliton of the nonlinear Schrödinger equation. */
export interface NlseSolitonOptions {
  /** Peak |ψ|. @defaultValue `1` */
  readonly amplitude?: number;
  /** Group velocity. @defaultValue `1` */
  readonly velocity?: number;
}

/**
 * The bright soliton of i ψ_t + ½ ψ_xx + |ψ|² ψ = 0 as two real equations for ψ = u + iv on x ∈ [−5, 5], t ∈ [0, 2]:
 * ψ = A sech(A(x + 1 − vt)) exp(i(vx + ½(A² − v²)t)). Its values are given at t = 0 and at both ends.
 *
 * V. E. Zakharov & A. B. Shabat, Sov. Phys. JETP 34 (1972) 62.
 */
export function nlseSoliton({ amplitude = 1, velocity = 1 }: NlseSolitonOptions = {}): PdeProblem {
  requireNumber("amplitude", amplitude, (a) => a > 0, "positive", "1");
  requireNumber("velocity", velocity, () => true, "a finite number", "1");
  const frequency = 0.5 * (amplitude ** 2 - velocity ** 2);
  type At = Readonly<Record<"x" | "t", Expression>>;
  const envelope = ({ x, t }: At) => x.add(1).sub(t.mul(velocity)).mul(amplitude).sech().mul(amplitude);
  const phase = ({ x, t }: At) => x.mul(velocity).add(t.mul(frequency));
  const soliton = {
    u: (at: At) => envelope(at).mul(phase(at).cos()),
    v: (at: At) => envelope(at).mul(phase(at).sin()),
  };
  return pde({
    name: "nlse",
    domain: { x: [-5, 5], t: [0, 2] },
    unknowns: ["u", "v"],
    derivatives: ["t", "xx"],
    pde({ u, v, ut, vt, uxx, vxx }) {
      const density = u.square().add(v.square());
      return {
        real: ut.add(vxx.mul(0.5)).add(density.mul(v)),
        imaginary: vt.sub(uxx.mul(0.5)).sub(density.mul(u)),
      };
    },
    conditions: {
      initial: { kind: "initial", value: soliton },
      ends: { kind: "dirichlet", faces: ["x.min", "x.max"], value: soliton },
    },
    parameters: { amplitude, velocity },
    exact(x = 0, t = 0) {
      const size = amplitude / Math.cosh(amplitude * (x + 1 - velocity * t));
      const angle = velocity * x + frequency * t;
      return [size * Math.cos(angle), size * Math.sin(angle)];
    },
  });
}
