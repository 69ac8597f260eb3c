import { invalid, periodicGrid } from "../../core/index.ts";
import { withTerms } from "../../problems/index.ts";
import {
  discretise,
  type GroundState,
  type GroundStateOptions,
  groundState as groundStateOf,
  integrate,
  type Scenario,
  scenarios,
  type WaveIntegrateOptions,
  type WaveSystem,
} from "../../spectral/index.ts";
import { defined } from "../config/defined.ts";
import { compiledEquation, compiledInitial } from "./expressions.ts";
import type { NlseConfig } from "./schema.ts";

/** A validated configuration as a discretised system and the options of its integration. */
export interface Plan {
  readonly scenario: string;
  readonly system: WaveSystem;
  readonly span: readonly [number, number];
  readonly options: WaveIntegrateOptions;
  readonly snapshots: number;
  readonly diagnostics: NlseConfig["diagnostics"];
  /** Whether problem, grid and times are those of the scenario. */
  readonly standard: boolean;
  /** The part of the domain that pictures show. */
  readonly view?: readonly [from: number, to: number];
  /** How well the initial state solves the stationary equation, where it was relaxed. */
  readonly groundState?: Omit<GroundState, "psi">;
}

/** Turns a configuration into a plan; throws on values that no run could use. */
export async function plan(config: NlseConfig): Promise<Plan> {
  const scenario = scenarios[config.scenario] as Scenario;
  const initial = await compiledInitial(scenario, { ...scenario.initial, ...config.initial });
  const { coefficients, terms } = await compiledEquation(config.equation);
  const equation = { dispersion: 1, nonlinearity: 1, ...scenario.equation, ...coefficients };
  const { start = scenario.start(initial), end = scenario.end(initial), snapshots, step } = config.time;
  const posed = withTerms(scenario.problem(initial, equation, start), terms);
  const problem = { ...posed, name: config.scenario };
  const grid = periodicGrid({
    points: config.grid.points ?? scenario.points(initial),
    length: config.grid.length ?? scenario.length(initial, equation),
  });
  const { dealias, compatibility, method, conserve } = config;
  const given = discretise(problem, grid, {
    ...(dealias === undefined ? {} : { dealias }),
    ...(compatibility === undefined ? {} : { compatibility }),
  });
  const { system, ...found } = config.relax === undefined ? { system: given } : relaxed(given, defined(config.relax));
  const { relative, absolute } = config.tolerance;
  const options: WaveIntegrateOptions = {
    method,
    rtol: relative ?? scenario.tolerance ?? 1e-9,
    ...(absolute === undefined ? {} : { atol: absolute }),
    ...(step === undefined ? {} : { step }),
    ...(conserve === undefined ? {} : { conserve }),
  };
  integrate(system, [start, start], options); // an empty run refuses what a real one would, before any file is made
  const saved: WaveIntegrateOptions = { ...options, saveAt: { count: snapshots } };
  const changed = [config.grid, config.equation, config.initial, { start: config.time.start, end: config.time.end }];
  const standard = changed.every((section) => Object.keys(defined(section)).length === 0) && dealias === undefined;
  const view = scenario.view === undefined ? {} : { view: scenario.view };
  return {
    scenario: config.scenario,
    system,
    span: [start, end],
    snapshots,
    options: saved,
    diagnostics: config.diagnostics,
    standard,
    ...view,
    ...found,
  };
}

/** The system from its ground state instead, which takes its exact solution; throws where the relaxation fails. */
function relaxed(system: WaveSystem, options: GroundStateOptions): Required<Pick<Plan, "system" | "groundState">> {
  const { psi, ...groundState } = groundStateOf(system, options);
  if (groundState.status !== "success") {
    const got = `${groundState.status}, residual ${groundState.residual}`;
    throw invalid({ what: "the relaxation to the ground state failed", got, attempt: "a larger relax.tolerance" });
  }
  const { exact: _, ...problem } = system.problem;
  return { system: { ...system, problem, initial: psi }, groundState };
}
