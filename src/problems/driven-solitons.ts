import { type Grid, requireNumber } from "../core/index.ts";
import { polar } from "./complex.ts";
import { type Equation, focusing } from "./equation.ts";
import type { WaveProblem } from "./problem.ts";

/** Parameters of a soliton that an oscillating force moves. */
export interface DrivenSolitonOptions extends Equation {
  /** Peak |ψ|. @defaultValue `1` */
  readonly amplitude?: number;
  /** F. @defaultValue `1` */
  readonly force?: number;
  /** Angular frequency Ω of the force; 0 for a constant one. @defaultValue `1` */
  readonly frequency?: number;
}

/**
 * A soliton in V = −F x cos Ωt, which moves like a particle: p′ = F cos Ωt, x′ = βp, and keeps its shape,
 * ψ = φ(x − x(t), t) exp(i(p x − (β/2)∫p² dt)). Exact while it stays away from the ends of the ring, where V jumps.
 *
 * H. H. Chen & C. S. Liu, Phys. Rev. Lett. 37 (1976) 693.
 */
export function drivenSoliton(options: DrivenSolitonOptions = {}): WaveProblem {
  const { amplitude = 1, force = 1, frequency = 1 } = options;
  requireNumber("initial.amplitude", amplitude, (a) => a > 0, "positive", "1");
  requireNumber("initial.force", force, () => true, "a finite number", "1");
  requireNumber("initial.frequency", frequency, (value) => value >= 0, "at least 0", "1");
  const scaling = focusing(options);
  const a = scaling.toUnitAmplitude(amplitude);
  const f = force * Math.sqrt(scaling.dispersion);
  const at = (grid: Grid, t: number) => {
    const { position, momentum, action } = motion(f, frequency, t);
    return scaling.sample(grid, (x) =>
      polar(a / Math.cosh(a * (x - position)), momentum * x - action + 0.5 * a * a * t),
    );
  };
  return {
    kind: "wave",
    name: "driven-soliton",
    dispersion: scaling.dispersion,
    nonlinearity: scaling.nonlinearity,
    terms: {
      potential: {
        value: (x, t) => -force * x * Math.cos(frequency * t),
        timeDependent: frequency !== 0,
        text: `-${force}*x*cos(${frequency}*t)`,
      },
    },
    parameters: { amplitude, force, frequency },
    initial: (grid) => at(grid, 0),
    exact: at,
  };
}

/** p = (F/Ω) sin Ωt, x = (F/Ω²)(1 − cos Ωt) and ½∫p² dt from rest at 0. */
function motion(f: number, w: number, t: number): { momentum: number; position: number; action: number } {
  if (w === 0) return { momentum: f * t, position: 0.5 * f * t * t, action: (f * f * t ** 3) / 6 };
  return {
    momentum: (f / w) * Math.sin(w * t),
    position: 2 * (f / w ** 2) * Math.sin(0.5 * w * t) ** 2,
    action: ((f / w) ** 2 / 4) * (t - Math.sin(2 * w * t) / (2 * w)),
  };
}

/** Parameters of a soliton that fades and spreads. */
export interface FadingSolitonOptions extends Equation {
  /** Peak |ψ| at t = 0. @defaultValue `1` */
  readonly amplitude?: number;
  /** α: |ψ|² integrated decays as exp(−αt); negative grows. @defaultValue `0.1` */
  readonly loss?: number;
}

/**
 * The soliton of i ψ_t + (β/2) ψ_xx + γ|ψ|²ψ − V ψ + i(α/2) ψ = 0 in V = −α²x²/(2β), which spreads it as fast as it fades:
 * ψ = η φ(ηx, τ) exp(iαx²/(2β)), η = e^{−αt}, τ = (1 − η²)/(2α), φ a soliton at rest. Exact while its tails stay off the
 * ends of the ring, and found by inserting this form.
 *
 * V. N. Serkin & A. Hasegawa, Phys. Rev. Lett. 85 (2000) 4502.
 */
export function fadingSoliton(options: FadingSolitonOptions = {}): WaveProblem {
  const { amplitude = 1, loss = 0.1 } = options;
  requireNumber("initial.amplitude", amplitude, (a) => a > 0, "positive", "1");
  requireNumber("initial.loss", loss, (value) => value !== 0, "not 0", "0.1");
  const scaling = focusing(options);
  const a = scaling.toUnitAmplitude(amplitude);
  const at = (grid: Grid, t: number) => {
    const eta = Math.exp(-loss * t);
    const tau = -Math.expm1(-2 * loss * t) / (2 * loss);
    return scaling.sample(grid, (x) =>
      polar((eta * a) / Math.cosh(a * eta * x), 0.5 * a * a * tau + 0.5 * loss * x * x),
    );
  };
  const stiffness = (0.5 * loss ** 2) / scaling.dispersion;
  return {
    kind: "wave",
    name: "fading-soliton",
    dispersion: scaling.dispersion,
    nonlinearity: scaling.nonlinearity,
    terms: { loss, potential: { value: (x) => -stiffness * x * x, timeDependent: false, text: `-${stiffness}*x^2` } },
    parameters: { amplitude, loss },
    initial: (grid) => at(grid, 0),
    exact: at,
  };
}
