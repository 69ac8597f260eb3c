import { type Expression, requireNumber, tapeAt } from "../core/index.ts";
import { coleHopfSolution } from "./cole-hopf.ts";
import type { Formula } from "./conditions.ts";
import { lawOf } from "./formula.ts";
import type { TransportProblem } from "./problem.ts";
import { transport } from "./transport.ts";
import { intoRing, sineBurgers, sineFlowFoot, straightFoot } from "./transport-exact.ts";

const turn = 2 * Math.PI;
const ring = [0, turn] as const;
const sine: Formula = ({ x }) => (x as Expression).sin();

/** Options of `convection`. */
export interface ConvectionOptions {
  readonly speed: number;
  /** u₀ on [0, 2π]. @defaultValue sin x */
  readonly initial?: Formula;
  /** The end of time. @defaultValue `1` */
  readonly end?: number;
}

/**
 * Convection u_t + c u_x = 0 on [0, 2π], of which u₀(x − ct) is the solution. A network in x and t fails at large c:
 * A. S. Krishnapriyan et al., Adv. Neural Inf. Process. Syst. 34 (2021) 26548.
 */
export function convection({ speed, initial = sine, end = 1 }: ConvectionOptions): TransportProblem {
  requireNumber("speed", speed, () => true, "a finite number", "50");
  const u0 = onRing(initial);
  return transport({
    name: "convection",
    domain: { x: ring, t: [0, end] },
    speed,
    flux: ({ u }) => (u as Expression).mul(speed),
    initial,
    parameters: { speed },
    exact: (x = 0, t = 0) => u0(x - speed * t),
  });
}

/** Options of `variableSpeed`. */
export interface VariableSpeedOptions extends ConvectionOptions {
  /** ε, |ε| < 1. @defaultValue `0.2` */
  readonly variation?: number;
}

/** Transport u_t + c (1 + ε sin x) u_x = 0 on [0, 2π], of which the paths are known in closed form. */
export function variableSpeed(options: VariableSpeedOptions): TransportProblem {
  const { speed, variation = 0.2, initial = sine, end = 1 } = options;
  requireNumber("speed", speed, () => true, "a finite number", "10");
  requireNumber("variation", variation, (epsilon) => Math.abs(epsilon) < 1, "below 1 in size", "0.2");
  const u0 = onRing(initial);
  return transport({
    name: "variable-speed",
    domain: { x: ring, t: [0, end] },
    speed: ({ x }) => (x as Expression).sin().mul(variation).add(1).mul(speed),
    initial,
    parameters: { speed, variation },
    exact: (x = 0, t = 0) => u0(sineFlowFoot(speed, variation, x, t)),
  });
}

/** Options of `transportBurgers`. */
export interface TransportBurgersOptions {
  /** ν. @defaultValue `0.01` */
  readonly viscosity?: number;
  /** C, a speed that everything moves with. @defaultValue `0` */
  readonly offset?: number;
  /** The end of time; paths cross at 1. @defaultValue `1`, without viscosity `0.9` */
  readonly end?: number;
}

/** Burgers' equation u_t + u u_x = ν u_xx on [0, 2π] with u₀ = C + sin x. Without viscosity it breaks at t = 1. */
export function transportBurgers(options: TransportBurgersOptions = {}): TransportProblem {
  const { viscosity = 0.01, offset = 0, end = viscosity === 0 ? 0.9 : 1 } = options;
  requireViscosity(viscosity);
  requireNumber("offset", offset, () => true, "a finite number", "0");
  const known = viscosity > 0 ? sineFront(viscosity) : sineBurgers;
  return transport({
    name: "burgers",
    domain: { x: ring, t: [0, end] },
    speed: ({ u }) => u as Expression,
    flux: ({ u }) => (u as Expression).square().mul(0.5),
    viscosity,
    initial: ({ x }) => (x as Expression).sin().add(offset),
    offset,
    parameters: { viscosity, offset },
    exact: (x = 0, t = 0) => offset + known(x - offset * t, t),
  });
}

/** Burgers' equation on [−1, 1] with u₀ = −sin πx, as `burgers`, posed for models that follow paths. */
export function classicBurgers(options: Omit<TransportBurgersOptions, "offset"> = {}): TransportProblem {
  const { viscosity = 0.01 / Math.PI, end = 1 } = options;
  requireViscosity(viscosity);
  // In y = π (x + 1) and τ = π t it is Burgers' equation with u₀ = sin y and the viscosity π ν.
  const known = viscosity > 0 ? sineFront(Math.PI * viscosity) : sineBurgers;
  return transport({
    name: "classic-burgers",
    domain: { x: [-1, 1], t: [0, end] },
    speed: ({ u }) => u as Expression,
    flux: ({ u }) => (u as Expression).square().mul(0.5),
    viscosity,
    initial: ({ x }) => (x as Expression).mul(Math.PI).sin().neg(),
    parameters: { viscosity },
    exact: (x = 0, t = 0) => known(Math.PI * (x + 1), Math.PI * t),
  });
}

/** Burgers' equation with u₀ = sin x on [0, 2π]. */
function sineFront(viscosity: number): (x: number, t: number) => number {
  return coleHopfSolution({ viscosity, initial: Math.sin, potential: (x) => -Math.cos(x) });
}

/** When the paths of `cubicTransport` cross: 1 / max |3 sin² x cos x|. */
const cubicBreaking = Math.sqrt(3) / 2;

/** Transport u_t + u³ u_x = 0 on [0, 2π] with u₀ = sin x, which breaks at t = √3/2. */
export function cubicTransport({ end = 0.8 * cubicBreaking }: { readonly end?: number } = {}): TransportProblem {
  const value = (x: number, t: number) => Math.sin(straightFoot((label) => Math.sin(label) ** 3, [-1, 1], x, t));
  return transport({
    name: "cubic",
    domain: { x: ring, t: [0, end] },
    speed: ({ u }) => (u as Expression).pow(3),
    flux: ({ u }) => (u as Expression).pow(4).mul(0.25),
    initial: sine,
    ...(end < cubicBreaking ? { exact: (x = 0, t = 0) => value(x, t) } : {}),
  });
}

/** u₀ as a function of all x. */
function onRing(initial: Formula): (x: number) => number {
  const { tape } = lawOf([initial], ["x"], "initial");
  return (x) => tapeAt(tape, Float64Array.of(intoRing(x, 0, turn)))[0] as number;
}

function requireViscosity(viscosity: number): void {
  requireNumber("viscosity", viscosity, (nu) => nu === 0 || nu >= 1e-4, "0 or at least 1e-4", "0.01");
}
