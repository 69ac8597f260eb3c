import { type Grid, requireNumber } from "../core/index.ts";
import { type Complex, multiply, polar } from "./complex.ts";
import { type Equation, focusing } from "./equation.ts";
import type { WaveProblem } from "./problem.ts";

/** Parameters of the rational breathers. */
export interface PeregrineOptions extends Equation {
  /** 1 for the Peregrine breather, with a peak of 3; 2 for the second-order one, with a peak of 5. @defaultValue `1` */
  readonly order?: number;
  /** Time to which the initial state belongs; the peak is at t = 0. @defaultValue `-2` */
  readonly initialTime?: number;
}

/**
 * A rational breather, a single peak on a plane wave of amplitude 1: ψ = e^{it} [1 − (G + iH) / D], for β = γ = 1 with
 * G = 4, H = 8t, D = 1 + 4x² + 4t² (order 1), and, with r = x² + t² + ¾,
 * G = r (r + 4t²) − ¾, H = t (t² − 3x² + 2(x² + t²)² − 15/8),
 * D = ⅓(x² + t²)³ + ¼(x² − 3t²)² + (3/64)(12x² + 44t² + 1) (order 2).
 *
 * D. H. Peregrine, J. Aust. Math. Soc. B 25 (1983) 16; N. Akhmediev, A. Ankiewicz & J. M. Soto-Crespo, Phys. Rev. E 80
 * (2009) 026601.
 */
export function peregrine(options: PeregrineOptions = {}): WaveProblem {
  const { order = 1, initialTime = -2 } = options;
  requireNumber("initial.order", order, (value) => value === 1 || value === 2, "1 or 2", "1");
  requireNumber("time.start", initialTime, () => true, "a finite number", "-2");
  const scaling = focusing(options);
  const rational = order === 1 ? first : second;
  const at = (grid: Grid, t: number) => scaling.sample(grid, (x) => multiply(rational(x, t), polar(1, t)));
  return {
    kind: "wave",
    name: "peregrine",
    dispersion: scaling.dispersion,
    nonlinearity: scaling.nonlinearity,
    parameters: { order },
    initialTime,
    initial: (grid) => at(grid, initialTime),
    exact: at,
  };
}

function first(x: number, t: number): Complex {
  const below = 1 + 4 * x * x + 4 * t * t;
  return [1 - 4 / below, (-8 * t) / below];
}

function second(x: number, t: number): Complex {
  const [xx, tt] = [x * x, t * t];
  const r = xx + tt;
  const g = (r + 0.75) * (r + 4 * tt + 0.75) - 0.75;
  const h = t * (tt - 3 * xx + 2 * r * r - 15 / 8);
  const d = r ** 3 / 3 + (xx - 3 * tt) ** 2 / 4 + (3 / 64) * (12 * xx + 44 * tt + 1);
  return [1 - g / d, -h / d];
}
