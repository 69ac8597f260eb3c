import { type Grid, requireNumber } from "../core/index.ts";
import { polar } from "./complex.ts";
import { sample } from "./equation.ts";
import type { WaveProblem } from "./problem.ts";
import type { Potential } from "./terms.ts";

/** Parameters of a coherent state. */
export interface CoherentStateOptions {
  /** β. @defaultValue `1` */
  readonly dispersion?: number;
  /** Angular frequency Ω of the trap. @defaultValue `1` */
  readonly frequency?: number;
  /** Position at t = 0. @defaultValue `3` */
  readonly position?: number;
  /** Velocity at t = 0. @defaultValue `0` */
  readonly velocity?: number;
}

/**
 * The coherent state of i ψ_t + (β/2) ψ_xx − V ψ = 0 in the trap V = Ω²x²/(2β): a Gaussian |ψ|² of variance β/(2Ω) and mass 1
 * whose centre swings as x₀ cos Ωt + (v₀/Ω) sin Ωt. Exact as long as its tails stay off the ends of the ring.
 *
 * E. Schrödinger, Naturwissenschaften 14 (1926) 664. A cubic term leaves the motion of the centre as it is (W. Kohn, Phys.
 * Rev. 123 (1961) 1242), though not the shape.
 */
export function coherentState(options: CoherentStateOptions = {}): WaveProblem {
  const { dispersion = 1, frequency = 1, position = 3, velocity = 0 } = options;
  requireNumber("equation.dispersion", dispersion, (value) => value > 0, "positive for this solution", "1");
  requireNumber("initial.frequency", frequency, (value) => value > 0, "positive", "1");
  requireNumber("initial.position", position, () => true, "a finite number", "3");
  requireNumber("initial.velocity", velocity, () => true, "a finite number", "0");
  const height = (frequency / (Math.PI * dispersion)) ** 0.25;
  const at = (grid: Grid, t: number) => {
    const [c, s] = [Math.cos(frequency * t), Math.sin(frequency * t)];
    const centre = position * c + (velocity / frequency) * s;
    const speed = velocity * c - position * frequency * s;
    return sample(grid, (x) =>
      polar(
        height * Math.exp((-frequency * (x - centre) ** 2) / (2 * dispersion)),
        (speed * (x - 0.5 * centre)) / dispersion - 0.5 * frequency * t,
      ),
    );
  };
  return {
    kind: "wave",
    name: "coherent-state",
    dispersion,
    nonlinearity: 0,
    terms: { potential: harmonicTrap(frequency, dispersion) },
    parameters: { frequency, position, velocity },
    initial: (grid) => at(grid, 0),
    exact: at,
  };
}

/** The trap V = Ω²x²/(2β), in which everything swings at the angular frequency Ω. */
export function harmonicTrap(frequency: number, dispersion = 1): Potential {
  const stiffness = (0.5 * frequency ** 2) / dispersion;
  return { value: (x: number) => stiffness * x * x, timeDependent: false, text: `${stiffness}*x^2` };
}
