import type { WaveProblem } from "../problems/index.ts";

/** What the equation says of one integral of the field. */
export interface Law {
  /** The rate r at which it decays as exp(−r t), 0 where it is conserved, or null where it is neither. */
  readonly rate: number | null;
  /** The same in words. */
  readonly text: string;
}

/** The balance laws of an equation. */
export type Laws = Readonly<Record<"mass" | "momentum" | "energy", Law>>;

/**
 * The balance laws of mass, momentum and energy of an equation: linear loss lets mass and momentum decay as exp(−αt); a
 * potential takes the momentum, one that depends on time also the energy; absorption takes everything; i s (|ψ|²ψ)_x +
 * i g ψ (|ψ|²)_x with s + g ≠ 0 takes the momentum ∫ Im(ψ* ψ_x), and any of the two the energy of the cubic equation.
 */
export function laws({ terms = {} }: WaveProblem): Laws {
  const { potential, loss = 0, selfSteepening = 0, intensitySlope = 0, absorber } = terms;
  const absorbed = absorber !== undefined && absorber.strength > 0 ? "the absorbing layer" : undefined;
  const broken = (...causes: (string | false | undefined)[]): Law => {
    const found = causes.filter((cause) => typeof cause === "string");
    if (found.length > 0) return { rate: null, text: `not conserved: changed by ${found.join(" and ")}` };
    if (loss === 0) return { rate: 0, text: "conserved" };
    return { rate: loss, text: `${loss > 0 ? "decays" : "grows"} as exp(${-loss} t)` };
  };
  const lost = loss === 0 ? undefined : loss > 0 ? "the loss" : "the gain";
  const moving = potential !== undefined && potential.timeDependent !== false;
  const derivative = selfSteepening !== 0 || intensitySlope !== 0;
  return {
    mass: broken(absorbed),
    momentum: broken(
      potential && "the potential",
      absorbed,
      selfSteepening + intensitySlope !== 0 && "self-steepening",
    ),
    energy: broken(moving && "the potential, which depends on time", lost, absorbed, derivative && "self-steepening"),
  };
}
