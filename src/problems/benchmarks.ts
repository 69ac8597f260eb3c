import { type Expression, requireNumber } from "../core/index.ts";
import { coleHopfSolution } from "./cole-hopf.ts";
import { pde } from "./pde.ts";
import type { PdeProblem } from "./problem.ts";

const { PI, sin, cos, exp } = Math;

/** Parameters of Burgers' equation. */
export interface BurgersOptions {
  /** ν. @defaultValue `0.01 / π` */
  readonly viscosity?: number;
}

/**
 * Burgers' equation u_t + u u_x = ν u_xx on x ∈ [−1, 1], t ∈ [0, 1], u(x, 0) = −sin πx, u(±1, t) = 0: a front of width
 * 2ν forms at x = 0, t = 1/π.
 *
 * C. Basdevant et al., Comput. Fluids 14 (1986) 23.
 */
export function burgers({ viscosity = 0.01 / PI }: BurgersOptions = {}): PdeProblem {
  requireNumber("viscosity", viscosity, (nu) => nu >= 1e-4, "at least 1e-4", "0.01");
  const exact = coleHopfSolution({
    viscosity,
    initial: (x) => -sin(PI * x),
    potential: (x) => cos(PI * x) / PI,
    length: 2,
  });
  return pde({
    name: "burgers",
    domain: { x: [-1, 1], t: [0, 1] },
    derivatives: ["x", "t", "xx"],
    pde: ({ u, ux, ut, uxx }) => ut.add(u.mul(ux)).sub(uxx.mul(viscosity)),
    conditions: {
      initial: { kind: "initial", value: ({ x }) => x.mul(-PI).sin() },
      walls: { kind: "dirichlet", faces: ["x.min", "x.max"] },
    },
    parameters: { viscosity },
    exact: (x = 0, t = 0) => exact(x, t),
  });
}

/** Parameters of the Helmholtz equation. */
export interface HelmholtzOptions {
  /** Half waves along x. @defaultValue `4` */
  readonly a1?: number;
  /** Half waves along y. @defaultValue `1` */
  readonly a2?: number;
}

/**
 * The Helmholtz equation u_xx + u_yy + u = q on [−1, 1]² with u = 0 on the walls and the source q of
 * u = sin(a₁πx) sin(a₂πy), a₁ and a₂ whole numbers.
 *
 * S. Wang, Y. Teng & P. Perdikaris, SIAM J. Sci. Comput. 43 (2021) A3055.
 */
export function helmholtz({ a1 = 4, a2 = 1 }: HelmholtzOptions = {}): PdeProblem {
  for (const [name, value] of Object.entries({ a1, a2 })) {
    requireNumber(name, value, (a) => Number.isInteger(a) && a > 0, "a positive whole number", "4");
  }
  const factor = 1 - PI * PI * (a1 * a1 + a2 * a2);
  return pde({
    name: "helmholtz",
    domain: { x: [-1, 1], y: [-1, 1] },
    derivatives: ["xx", "yy"],
    pde: ({ u, uxx, uyy, x, y }) => {
      const source = x
        .mul(a1 * PI)
        .sin()
        .mul(y.mul(a2 * PI).sin())
        .mul(factor);
      return uxx.add(uyy).add(u).sub(source);
    },
    conditions: { walls: { kind: "dirichlet", faces: ["x.min", "x.max", "y.min", "y.max"] } },
    parameters: { a1, a2 },
    exact: (x = 0, y = 0) => sin(a1 * PI * x) * sin(a2 * PI * y),
  });
}

/**
 * Poisson's equation u_xx + u_yy = −2π² sin(πx) sin(πy) on [0, 1]² with u = 0 on the walls; u = sin(πx) sin(πy).
 */
export function poisson(): PdeProblem {
  return pde({
    name: "poisson",
    domain: { x: [0, 1], y: [0, 1] },
    derivatives: ["xx", "yy"],
    pde: ({ uxx, uyy, x, y }) =>
      uxx.add(uyy).add(
        sinPi(x)
          .mul(sinPi(y))
          .mul(2 * PI * PI),
      ),
    conditions: { walls: { kind: "dirichlet", faces: ["x.min", "x.max", "y.min", "y.max"] } },
    exact: (x = 0, y = 0) => sin(PI * x) * sin(PI * y),
  });
}

/** Parameters of the heat equation. */
export interface HeatOptions {
  /** κ. @defaultValue `1 / π²` */
  readonly diffusivity?: number;
}

/** The heat equation u_t = κ u_xx on [0, 1] × [0, 1], u(x, 0) = sin πx, u = 0 at both ends; u = e^{−κπ²t} sin πx. */
export function heat({ diffusivity = 1 / (PI * PI) }: HeatOptions = {}): PdeProblem {
  requireNumber("diffusivity", diffusivity, (kappa) => kappa > 0, "positive", "0.1");
  return pde({
    name: "heat",
    domain: { x: [0, 1], t: [0, 1] },
    derivatives: ["t", "xx"],
    pde: ({ ut, uxx }) => ut.sub(uxx.mul(diffusivity)),
    conditions: {
      initial: { kind: "initial", value: ({ x }) => sinPi(x) },
      ends: { kind: "dirichlet", faces: ["x.min", "x.max"] },
    },
    parameters: { diffusivity },
    exact: (x = 0, t = 0) => exp(-diffusivity * PI * PI * t) * sin(PI * x),
  });
}

/** Parameters of the wave equation. */
export interface WaveEquationOptions {
  /** c. @defaultValue `2` */
  readonly speed?: number;
}

/**
 * The wave equation u_tt = c² u_xx on [0, 1] × [0, 1] with fixed ends, at rest at t = 0 in two of its modes:
 * u = sin πx cos cπt + ½ sin 4πx cos 4cπt.
 *
 * S. Wang, X. Yu & P. Perdikaris, J. Comput. Phys. 449 (2022) 110768, §7.3.
 */
export function waveEquation({ speed = 2 }: WaveEquationOptions = {}): PdeProblem {
  requireNumber("speed", speed, (c) => c > 0, "positive", "2");
  return pde({
    name: "wave",
    domain: { x: [0, 1], t: [0, 1] },
    derivatives: ["tt", "xx"],
    pde: ({ utt, uxx }) => utt.sub(uxx.mul(speed * speed)),
    conditions: {
      initial: { kind: "initial", value: ({ x }) => sinPi(x).add(sinPi(x.mul(4)).div(2)), velocity: 0 },
      ends: { kind: "dirichlet", faces: ["x.min", "x.max"] },
    },
    parameters: { speed },
    exact: (x = 0, t = 0) => sin(PI * x) * cos(speed * PI * t) + 0.5 * sin(4 * PI * x) * cos(4 * speed * PI * t),
  });
}

function sinPi(x: Expression): Expression {
  return x.mul(PI).sin();
}
