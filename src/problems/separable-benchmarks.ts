import { type Expression, requireNumber } from "../core/index.ts";
import { pde } from "./pde.ts";
import type { PdeProblem } from "./problem.ts";

const { PI, sin } = Math;

/** Parameters of the Helmholtz equation in space. */
export interface SpaceHelmholtzOptions {
  /** Half waves along x. @defaultValue `4` */
  readonly a1?: number;
  /** Half waves along y. @defaultValue `4` */
  readonly a2?: number;
  /** Half waves along z. @defaultValue `3` */
  readonly a3?: number;
}

/**
 * The Helmholtz equation Δu + u = q on [−1, 1]³ with u = 0 on the walls and the source q of
 * u = sin(a₁πx) sin(a₂πy) sin(a₃πz), a₁, a₂ and a₃ whole numbers.
 *
 * J. Cho et al., Adv. Neural Inf. Process. Syst. 36 (2023), "Separable physics-informed neural networks".
 */
export function spaceHelmholtz({ a1 = 4, a2 = 4, a3 = 3 }: SpaceHelmholtzOptions = {}): PdeProblem {
  for (const [name, value] of Object.entries({ a1, a2, a3 })) {
    requireNumber(name, value, (a) => Number.isInteger(a) && a > 0, "a positive whole number", "4");
  }
  const wave = (x: Expression, a: number) => x.mul(a * PI).sin();
  const factor = 1 - PI * PI * (a1 * a1 + a2 * a2 + a3 * a3);
  return pde({
    name: "helmholtz-3d",
    domain: { x: [-1, 1], y: [-1, 1], z: [-1, 1] },
    derivatives: ["xx", "yy", "zz"],
    pde: ({ u, uxx, uyy, uzz, x, y, z }) => {
      const source = wave(x, a1).mul(wave(y, a2)).mul(wave(z, a3)).mul(factor);
      return uxx.add(uyy).add(uzz).add(u).sub(source);
    },
    conditions: { walls: { kind: "dirichlet", faces: ["x.min", "x.max", "y.min", "y.max", "z.min", "z.max"] } },
    parameters: { a1, a2, a3 },
    exact: (x = 0, y = 0, z = 0) => sin(a1 * PI * x) * sin(a2 * PI * y) * sin(a3 * PI * z),
  });
}

/** Letters of the coordinates of `manyPoisson`; u is the solution. */
const letters = "abcdefghijklmnopqrst";

/** Parameters of Poisson's equation in many coordinates. */
export interface ManyPoissonOptions {
  /** d, the number of coordinates, 2 to 20. @defaultValue `10` */
  readonly dimension?: number;
}

/**
 * Poisson's equation Δu = 2 − d sin s on [−1, 1]^d, s the sum of the coordinates a, b, c …, with the values on the walls of
 * u = s²/d + sin s.
 *
 * No sum of fewer than d products of functions of one coordinate is sin s (M. J. Mohlenkamp & L. Monzón, Math. Intelligencer 27
 * (2005) 65), and linear functions, which would be near to u if s were the mean, are not.
 */
export function manyPoisson({ dimension = 10 }: ManyPoissonOptions = {}): PdeProblem {
  requireNumber("dimension", dimension, (d) => Number.isInteger(d) && d >= 2 && d <= 20, "a whole number from 2 to 20");
  const names = [...letters.slice(0, dimension)];
  type At = Readonly<Record<string, Expression>>;
  const total = (at: At, suffix = "") =>
    names
      .map((name) => at[suffix === "" ? name : `u${name}${name}`] as Expression)
      .reduce((sum, term) => sum.add(term));
  return pde({
    name: "poisson-nd",
    domain: Object.fromEntries(names.map((name) => [name, [-1, 1] as const])),
    derivatives: names.map((name) => name + name),
    pde: (at: At) => total(at, "second").sub(2).add(total(at).sin().mul(dimension)),
    conditions: {
      walls: {
        kind: "dirichlet",
        faces: names.flatMap((name) => [`${name}.min`, `${name}.max`] as const),
        value: (at: At) => total(at).square().div(dimension).add(total(at).sin()),
        enforce: "soft",
      },
    },
    parameters: { dimension },
    exact(...point) {
      const s = point.reduce((sum, x) => sum + x, 0);
      return (s * s) / dimension + sin(s);
    },
  });
}
