import type { WaveProblem } from "../problems/index.ts";
import { lossBetween } from "./equation.ts";

/** What the equation says of one integral of the field. */
export interface Law {
  /** What is left of it from one time to another: 1 where it is conserved; null where the equation does not say. */
  readonly left: ((from: number, to: number) => number) | null;
  /** The same in words. */
  readonly text: string;
}

/** The balance laws of an equation. */
export type Laws = Readonly<Record<"mass" | "momentum" | "energy", Law>>;

/**
 * The balance laws of mass, momentum and energy of an equation: linear loss lets mass and momentum decay as exp(−∫α dt); a
 * potential takes the momentum, one that depends on time also the energy, as does γ(t); absorption takes everything; i s (|ψ|²ψ)_x +
 * i g ψ (|ψ|²)_x with s + g ≠ 0 takes the momentum ∫ Im(ψ* ψ_x), and any of the two the energy of the cubic equation.
 */
export function laws({ terms = {} }: WaveProblem): Laws {
  const { potential, loss = 0, selfSteepening = 0, intensitySlope = 0, absorber, nonlinearityOverTime } = terms;
  const absorbed = absorber !== undefined && absorber.strength > 0 ? "the absorbing layer" : undefined;
  const broken = (...causes: (string | false | undefined)[]): Law => {
    const found = causes.filter((cause) => typeof cause === "string");
    if (found.length > 0) return { left: null, text: `not conserved: changed by ${found.join(" and ")}` };
    if (loss === 0) return { left: () => 1, text: "conserved" };
    const left = (from: number, to: number) => Math.exp(-lossBetween(loss, from, to));
    if (typeof loss === "object") return { left, text: "decays as exp(-integral of loss over t)" };
    return { left, text: `${loss > 0 ? "decays" : "grows"} as exp(${-loss} t)` };
  };
  const lost = loss === 0 ? undefined : typeof loss === "object" || loss > 0 ? "the loss" : "the gain";
  const moving = potential !== undefined && potential.timeDependent !== false;
  const derivative = selfSteepening !== 0 || intensitySlope !== 0;
  return {
    mass: broken(absorbed),
    momentum: broken(
      potential && "the potential",
      absorbed,
      selfSteepening + intensitySlope !== 0 && "self-steepening",
    ),
    energy: broken(
      moving && "the potential, which depends on time",
      nonlinearityOverTime && "the nonlinearity, which depends on time",
      lost,
      absorbed,
      derivative && "self-steepening",
    ),
  };
}
