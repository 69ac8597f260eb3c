import { type Expression, requireNumber } from "../core/index.ts";
import { pde } from "./pde.ts";
import type { PdeProblem } from "./problem.ts";

/** Parameters of the Korteweg–de Vries equation with two solitons. */
export interface KdvOptions {
  /** κ of each soliton: height 2κ², speed 4κ²; the first is the larger. @defaultValue `[1, 0.7]` */
  readonly wavenumbers?: readonly [number, number];
  /** Where each of them would be at t = 0 without the other. @defaultValue `[-3, 0]` */
  readonly positions?: readonly [number, number];
}

/**
 * The Korteweg–de Vries equation u_t + 6 u u_x + u_xxx = 0 on x ∈ [−8, 8], t ∈ [0, 1], with two solitons of which the
 * larger overtakes: u = 2 ∂²/∂x² ln(1 + e^{2θ₁} + e^{2θ₂} + a e^{2θ₁+2θ₂}), θ = κ(x − x₀ − 4κ²t),
 * a = ((κ₁−κ₂)/(κ₁+κ₂))². Values come from it at t = 0 and at both ends, and the slope at the right end.
 *
 * R. Hirota, Phys. Rev. Lett. 27 (1971) 1192.
 */
export function kdv({ wavenumbers = [1, 0.7], positions = [-3, 0] }: KdvOptions = {}): PdeProblem {
  const [k1, k2] = wavenumbers;
  requireNumber("wavenumbers[1]", k2, (k) => k > 0 && k < 4, "between 0 and 4", "0.7");
  requireNumber("wavenumbers[0]", k1, (k) => k > k2 && k < 4, "larger than the second, and at most 4", "1");
  positions.forEach((value, j) => {
    requireNumber(`positions[${j}]`, value, (x) => Math.abs(x) <= 8, "between -8 and 8", "0");
  });
  const solitons = { wavenumbers, positions };
  return pde({
    name: "kdv",
    domain: { x: [-8, 8], t: [0, 1] },
    derivatives: ["x", "t", "xxx"],
    pde: ({ u, ux, ut, uxxx }) => ut.add(u.mul(ux).mul(6)).add(uxxx),
    conditions: {
      initial: { kind: "initial", value: ({ x, t }) => tracedSolitons(solitons, x, t) },
      ends: { kind: "dirichlet", faces: ["x.min", "x.max"], value: ({ x, t }) => tracedSolitons(solitons, x, t) },
      slope: { kind: "neumann", faces: ["x.max"], value: ({ x, t }) => tracedSlope(solitons, x, t) },
    },
    parameters: { k1, k2, x1: positions[0], x2: positions[1] },
    exact: (x = 0, t = 0) => twoSolitons(solitons, x, t),
  });
}

type Solitons = Required<KdvOptions>;

/** The logarithms of the four exponentials in the sum, as a constant and the coefficients of x and t. */
function exponents({ wavenumbers: [k1, k2], positions: [x1, x2] }: Solitons) {
  const first = { x: 2 * k1, t: -8 * k1 ** 3, constant: -2 * k1 * x1 };
  const second = { x: 2 * k2, t: -8 * k2 ** 3, constant: -2 * k2 * x2 };
  const both = {
    x: first.x + second.x,
    t: first.t + second.t,
    constant: first.constant + second.constant + 2 * Math.log((k1 - k2) / (k1 + k2)),
  };
  return [{ x: 0, t: 0, constant: 0 }, first, second, both] as const;
}

/** u = 2 (⟨m²⟩ − ⟨m⟩²), the variance of the coefficients of x under the four exponentials as weights. */
function twoSolitons(solitons: Solitons, x: number, t: number): number {
  const parts = exponents(solitons).map((part) => ({ slope: part.x, log: part.x * x + part.t * t + part.constant }));
  const largest = Math.max(...parts.map(({ log }) => log));
  let [sum, mean] = [0, 0];
  for (const { slope, log } of parts) {
    const weight = Math.exp(log - largest);
    sum += weight;
    mean += slope * weight;
  }
  mean /= sum;
  const spread = parts.reduce((total, { slope, log }) => total + (slope - mean) ** 2 * Math.exp(log - largest), 0);
  return (2 * spread) / sum;
}

/** The moments of the slopes under weights that are taken from the third exponential, so that none overflows here. */
function moments(solitons: Solitons, x: Expression, t: Expression): readonly Expression[] {
  const parts = exponents(solitons);
  const weights = parts.map((part) => x.mul(part.x).add(t.mul(part.t)).add(part.constant).exp());
  return [0, 1, 2, 3].map((power) =>
    weights.reduce((sum, weight, i) => sum.add(weight.mul((parts[i] as { x: number }).x ** power)), x.pow(0).mul(0)),
  );
}

function tracedSolitons(solitons: Solitons, x: Expression, t: Expression): Expression {
  const [m0, m1, m2] = moments(solitons, x, t) as [Expression, Expression, Expression];
  return m2.div(m0).sub(m1.div(m0).square()).mul(2);
}

/** u_x, twice the third central moment. */
function tracedSlope(solitons: Solitons, x: Expression, t: Expression): Expression {
  const [m0, m1, m2, m3] = moments(solitons, x, t) as [Expression, Expression, Expression, Expression];
  const mean = m1.div(m0);
  return m3
    .div(m0)
    .sub(mean.mul(m2.div(m0)).mul(3))
    .add(mean.pow(3).mul(2))
    .mul(2);
}
