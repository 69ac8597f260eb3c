import { type Grid, requireNumber } from "../core/index.ts";
import { type Complex, multiply, polar } from "./complex.ts";
import { type Equation, focusing } from "./equation.ts";
import type { WaveProblem } from "./problem.ts";

/** Parameters of the Kuznetsov–Ma breather. */
export interface KuznetsovMaOptions extends Equation {
  /** Parameter a > ½; ½ is the Peregrine breather. @defaultValue `1` */
  readonly a?: number;
  /** Time to which the initial state belongs; the peaks are at multiples of the period. @defaultValue half a period before 0 */
  readonly initialTime?: number;
}

/** On a ring the breather is offered while what its images have grown to is below this. */
const imageLimit = 1e-9;

/**
 * The Kuznetsov–Ma breather, a peak on a plane wave of amplitude 1 that comes back for ever:
 * ψ = e^{it} [√(2a) cosh κx + (1−4a) cos bt − i b sin bt] / [√(2a) cosh κx − cos bt], κ = 2√(2a−1), b = √(8a(2a−1)), for
 * β = γ = 1. The height of the peaks is 1 + 2√(2a).
 *
 * E. A. Kuznetsov, Sov. Phys. Dokl. 22 (1977) 507; Y.-C. Ma, Stud. Appl. Math. 60 (1979) 43. On a ring of length L its tail
 * ends at exp(−κL/2), from where the instability of the plane wave lets it grow at a rate of at most 1; once that exceeds
 * 1e-9 `exact` is null.
 */
export function kuznetsovMa(options: KuznetsovMaOptions = {}): WaveProblem {
  const { a = 1 } = options;
  requireNumber("initial.a", a, (value) => value > 0.5, "above 0.5", "1");
  const { initialTime = -kuznetsovMaPeriod(a) / 2 } = options;
  requireNumber("time.start", initialTime, () => true, "a finite number", "-1.11");
  const scaling = focusing(options);
  const kappa = 2 * Math.sqrt(2 * a - 1);
  const b = Math.sqrt(8 * a * (2 * a - 1));
  const at = (grid: Grid, t: number) =>
    scaling.sample(grid, (x): Complex => {
      const [cos, sin] = [Math.cos(b * t), Math.sin(b * t)];
      // All over cosh κx, so that it stays finite far away.
      const fall = 1 / Math.cosh(kappa * x);
      const below = Math.sqrt(2 * a) - cos * fall;
      const above: Complex = [Math.sqrt(2 * a) + (1 - 4 * a) * cos * fall, -b * sin * fall];
      return multiply([above[0] / below, above[1] / below], polar(1, t));
    });
  return {
    kind: "wave",
    name: "kuznetsov-ma",
    dispersion: scaling.dispersion,
    nonlinearity: scaling.nonlinearity,
    parameters: { a },
    initialTime,
    initial: (grid) => at(grid, initialTime),
    exact(grid, t) {
      const end = Math.min(-grid.start, grid.start + grid.length);
      const image = Math.exp(Math.abs(t - initialTime) - kappa * scaling.toUnitLength(end));
      return image < imageLimit ? at(grid, t) : null;
    },
  };
}

/** The period 2π / √(8a(2a − 1)) of the Kuznetsov–Ma breather in time. */
export function kuznetsovMaPeriod(a: number): number {
  return (2 * Math.PI) / Math.sqrt(8 * a * (2 * a - 1));
}
