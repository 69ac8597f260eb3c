import { type Grid, invalid, requireNumber } from "../core/index.ts";
import { polar } from "./complex.ts";
import { ellipticK, jacobi } from "./elliptic.ts";
import { defocusing, type Equation, focusing, type Scaling } from "./equation.ts";
import type { WaveProblem } from "./problem.ts";

/** Which of Jacobi's functions the wave follows: `cn` and `dn` are focusing, `sn` is defocusing. */
export const cnoidalKinds = ["cn", "dn", "sn"] as const;

/** The kind of a cnoidal wave. */
export type CnoidalKind = (typeof cnoidalKinds)[number];

/** Parameters of a cnoidal wave. */
export interface CnoidalOptions extends Equation {
  /** @defaultValue `"dn"` */
  readonly kind?: CnoidalKind;
  /** Elliptic parameter m = k², 0 < m < 1; towards 1 the wave becomes a train of solitons. @defaultValue `0.5` */
  readonly m?: number;
  /** Largest |ψ|. @defaultValue `1` */
  readonly amplitude?: number;
}

/**
 * A standing cnoidal wave, for β = 1 and γ = ±1: ψ = κ dn(κx) e^{iκ²(1−m/2)t}, ψ = κ√m cn(κx) e^{iκ²(m−½)t}, or, with
 * γ = −1, ψ = κ√m sn(κx) e^{−iκ²(1+m)t/2}, which is a row of dark solitons.
 *
 * The ring must hold whole periods, see `cnoidalPeriod`. Source: L. D. Carr, C. W. Clark & W. P. Reinhardt, Phys. Rev. A 62
 * (2000) 063610 (sn) and 063611 (cn, dn).
 */
export function cnoidal(options: CnoidalOptions = {}): WaveProblem {
  const { scaling, kind, m, amplitude, kappa } = shapeOf(options);
  const square = kappa * kappa;
  const rate = { dn: square * (1 - m / 2), cn: square * (m - 0.5), sn: (-square * (1 + m)) / 2 }[kind];
  const height = kind === "dn" ? kappa : kappa * Math.sqrt(m);
  const at = (grid: Grid, t: number) => {
    const period = cnoidalPeriod(options);
    const periods = grid.length / period;
    const fits = periods > 0.5 && Math.abs(periods - Math.round(periods)) < 1e-9 * periods;
    const nearest = String(period * Math.max(1, Math.round(periods)));
    requireNumber("grid.length", grid.length, () => fits, "a whole number of periods of the wave", nearest);
    return scaling.sample(grid, (x) => polar(height * jacobi(kappa * x, m)[kind], rate * t));
  };
  return {
    kind: "wave",
    name: "cnoidal",
    dispersion: scaling.dispersion,
    nonlinearity: scaling.nonlinearity,
    parameters: { kind, m, amplitude },
    initial: (grid) => at(grid, 0),
    exact: at,
  };
}

/** The period of a cnoidal wave in x: 2K(m)√|β|/κ for dn, twice that for cn and sn. */
export function cnoidalPeriod(options: CnoidalOptions = {}): number {
  const { scaling, kind, m, kappa } = shapeOf(options);
  return ((kind === "dn" ? 2 : 4) * ellipticK(m)) / (kappa * scaling.toUnitLength(1));
}

interface Shape {
  readonly scaling: Scaling;
  readonly kind: CnoidalKind;
  readonly m: number;
  readonly amplitude: number;
  /** κ of the equation with β = 1, |γ| = 1. */
  readonly kappa: number;
}

function shapeOf(options: CnoidalOptions): Shape {
  const { kind = "dn", m = 0.5, amplitude = 1 } = options;
  if (!cnoidalKinds.includes(kind)) {
    throw invalid({ what: `initial.kind must be one of ${cnoidalKinds.join(", ")}`, got: kind, path: "initial.kind" });
  }
  requireNumber("initial.m", m, (value) => value > 0 && value < 1, "between 0 and 1", "0.5");
  requireNumber("initial.amplitude", amplitude, (a) => a > 0, "positive", "1");
  const scaling = kind === "sn" ? defocusing(options) : focusing(options);
  const height = scaling.toUnitAmplitude(amplitude);
  return { scaling, kind, m, amplitude, kappa: kind === "dn" ? height : height / Math.sqrt(m) };
}
