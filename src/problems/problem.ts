import type { Field, Grid, Tape } from "../core/index.ts";
import type { Condition } from "./conditions.ts";
import type { Law } from "./formula.ts";
import type { Terms } from "./terms.ts";

/** Parameters of a problem as they appear in files and reports. */
export type Parameters = Readonly<Record<string, number | boolean | string>>;

/**
 * The nonlinear Schrödinger equation i ψ_t + (β/2) ψ_xx + γ |ψ|² ψ = 0 on a ring, with an initial state.
 *
 * All quantities are dimensionless; β > 0 and γ > 0 is focusing.
 */
export interface WaveProblem {
  readonly kind: "wave";
  readonly name: string;
  /** β, the coefficient of ½ ψ_xx. */
  readonly dispersion: number;
  /** γ, the coefficient of |ψ|² ψ. */
  readonly nonlinearity: number;
  /** Terms beyond these: potential, loss, higher dispersion … @defaultValue none */
  readonly terms?: Terms;
  readonly parameters: Parameters;
  /** ψ on the grid at the scenario's initial time. */
  initial(grid: Grid): Field<"x">;
  /** Exact ψ on the grid at time t; null at times when the formula does not hold on this ring. */
  readonly exact?: (grid: Grid, t: number) => Field<"x"> | null;
  /** The time to which `initial` belongs. @defaultValue `0` */
  readonly initialTime?: number;
}

/** A number in the equations that training finds together with the solution. */
export interface TrainableScalar {
  /** Where it starts, between its bounds. */
  readonly initial: number;
  /** It stays above. @defaultValue none */
  readonly min?: number;
  /** It stays below. @defaultValue none */
  readonly max?: number;
  /** How far from the initial value one unit of its parameter goes, where there are no bounds. @defaultValue |initial|, or 1 */
  readonly scale?: number;
}

/**
 * A partial differential equation in residual form on a box, with its conditions: what physics-informed models solve.
 *
 * Made by `pde`, which types the names; here they are plain text.
 */
export interface PdeProblem {
  readonly kind: "pde";
  readonly name: string;
  /** Names of the coordinates, one letter each, e.g. `["x", "t"]`. */
  readonly coordinates: readonly string[];
  /** Lower and upper end of every coordinate. */
  readonly domain: readonly (readonly [from: number, to: number])[];
  /** Names of the unknown functions. */
  readonly unknowns: readonly string[];
  /** The partial derivatives that the equations read, of every unknown, e.g. `["x", "t", "xx"]`. */
  readonly derivatives: readonly string[];
  /** Names of the equations; each is a term of the loss. */
  readonly equations: readonly string[];
  /**
   * What must vanish, in the order of `equations`: inputs are unknowns, their derivatives (`uxx`), coordinates and trainable
   * scalars.
   */
  readonly residual: Tape;
  /** Conditions by name; each that is not exact by construction is a term of the loss. */
  readonly conditions: Readonly<Record<string, Condition>>;
  /** Numbers in the equations that are not known but found, by name. @defaultValue none */
  readonly trainable?: Readonly<Record<string, TrainableScalar>>;
  readonly parameters: Parameters;
  /** Exact values of the unknowns at one point, where they are known; never seen by training. */
  readonly exact?: (...point: readonly number[]) => readonly number[];
}

/**
 * A transport equation u_t + a · ∇u = s + ν u_xx on a ring or in the plane, solved on its characteristics. Made by `transport`.
 *
 * Dimensionless; the laws are functions of named quantities on symbols, and tapes of the same.
 */
export interface TransportProblem {
  readonly kind: "transport";
  readonly name: string;
  /** Space, then time: `["x", "t"]` or `["x", "y", "t"]`. */
  readonly coordinates: readonly string[];
  /** Lower and upper end of every coordinate; time begins at 0, and one dimension of space is a ring. */
  readonly domain: readonly (readonly [from: number, to: number])[];
  /** `["u"]`, or the names of two Riemann invariants. */
  readonly unknowns: readonly string[];
  /** a(u, x, t): a component for each direction of the plane, or for each of several unknowns. */
  readonly speed: Law;
  /** f(u) with f′ = a, or null where it is not given. */
  readonly flux: Law | null;
  /** s(u, x, t), or null for none. */
  readonly source: Law | null;
  /** ν ≥ 0 */
  readonly viscosity: number;
  /** The unknowns at t = 0, of space. */
  readonly initial: Law;
  /** The mean speed at the beginning, in every direction of space. */
  readonly drift: readonly number[];
  /** Whether the speed depends on the unknowns alone. */
  readonly uniform: boolean;
  /** A constant part of the unknown that is left out of the size to which errors relate. */
  readonly offset: number;
  readonly parameters: Parameters;
  /** Exact values of the unknowns at one point, where they are known; never seen by training. */
  readonly exact?: (...point: readonly number[]) => readonly number[];
}

/** A named system of ordinary differential equations. */
export interface OdeSystem {
  readonly kind: "ode";
  readonly name: string;
  readonly components: readonly string[];
  readonly parameters: Parameters;
  readonly rhs: (t: number, y: Float64Array, out: Float64Array) => void;
  readonly initial: Float64Array;
}

/** Everything that can be solved: mathematics alone, before any discretisation. */
export type Problem = WaveProblem | PdeProblem | TransportProblem | OdeSystem;
