import type { Grid } from "../core/index.ts";
import type { CoupledProblem, Equation, WaveProblem } from "../problems/index.ts";
import type { GroundState } from "./ground-state.ts";
import type { PlaneSystem } from "./plane.ts";

/** Values of a scenario's initial state as they come from a configuration. */
export type InitialValues = Readonly<Record<string, unknown>>;

/** What every named initial value problem says about itself, with the grid and times that suit it. */
interface ScenarioBase {
  readonly description: string;
  /** The name of the same initial state in simple_idealized_1d_nlse. */
  readonly originalName?: string;
  /** Keys of the initial state and their defaults. */
  readonly initial: InitialValues;
  /** The keys of the initial state that are expressions of the coordinates. */
  readonly formulas?: readonly string[];
  /** Coefficients that differ from β = 1, γ = 1. */
  readonly equation?: Equation;
  points(initial: InitialValues): number;
  /** Period of the domain, which may follow from the initial state and the equation. */
  length(initial: InitialValues, equation: Equation): number;
  start(initial: InitialValues): number;
  end(initial: InitialValues): number;
  /** The part of the domain that pictures show. @defaultValue all of it */
  readonly view?: readonly [from: number, to: number];
  /** Relative tolerance that suits it. @defaultValue `1e-9` */
  readonly tolerance?: number;
}

/** A single wave. */
export interface WaveScenario extends ScenarioBase {
  readonly kind?: "wave";
  /** Makes the problem, with a `ComplexFormula` for each formula; a configuration may add terms to its equation. */
  problem(initial: InitialValues, equation: Equation, start: number): WaveProblem;
}

/** A coupled pair. */
export interface CoupledScenario extends ScenarioBase {
  readonly kind: "coupled";
  /** The keys of `equation` that it takes beyond dispersion and nonlinearity. */
  readonly terms: readonly "coupling"[];
  pair(initial: InitialValues, equation: Equation & { readonly coupling?: number }): CoupledProblem;
}

/** A field on a plane, on a square box. */
export interface PlaneScenario extends ScenarioBase {
  readonly kind: "plane";
  /** The keys of `equation` that it takes beyond dispersion and nonlinearity. */
  readonly terms: readonly "potential"[];
  /** V where the configuration has none, an expression of x and y. @defaultValue none */
  readonly potential?: string;
  /** The system, and how its initial state was relaxed where it was. */
  plane(
    initial: InitialValues,
    equation: Equation & { readonly potential?: (x: number, y: number) => number },
    grids: { readonly x: Grid; readonly y: Grid },
  ): { readonly system: PlaneSystem; readonly groundState?: Omit<GroundState, "psi"> };
}

/** A named initial value problem with the grid and times that suit it. */
export type Scenario = WaveScenario | CoupledScenario | PlaneScenario;
