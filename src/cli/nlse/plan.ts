import { periodicGrid } from "../../core/index.ts";
import {
  discretise,
  integrate,
  type Scenario,
  scenarios,
  type WaveIntegrateOptions,
  type WaveSystem,
} from "../../spectral/index.ts";
import { withTerms } from "../../problems/index.ts";
import type { NlseConfig } from "../config/schema.ts";
import { compiledEquation, compiledInitial } from "./expressions.ts";

/** A validated configuration as a discretised system and the options of its integration. */
export interface Plan {
  readonly scenario: string;
  readonly system: WaveSystem;
  readonly span: readonly [number, number];
  readonly options: WaveIntegrateOptions;
  readonly snapshots: number;
  /** The part of the domain that pictures show. */
  readonly view?: readonly [from: number, to: number];
}

/** Turns a configuration into a plan; throws on values that no run could use. */
export async function plan(config: NlseConfig): Promise<Plan> {
  const scenario = scenarios[config.scenario] as Scenario;
  const initial = await compiledInitial(scenario, { ...scenario.initial, ...config.initial });
  const { coefficients, terms } = await compiledEquation(config.equation);
  const equation = { dispersion: 1, nonlinearity: 1, ...scenario.equation, ...coefficients };
  const { start = scenario.start(initial), end = scenario.end(initial), snapshots, step } = config.time;
  const problem = withTerms(scenario.problem(initial, equation, start), terms);
  const grid = periodicGrid({
    points: config.grid.points ?? scenario.points(initial),
    length: config.grid.length ?? scenario.length(initial, equation),
  });
  const { dealias, compatibility, method, conserve } = config;
  const system = discretise(problem, grid, {
    ...(dealias === undefined ? {} : { dealias }),
    ...(compatibility === undefined ? {} : { compatibility }),
  });
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
  const view = scenario.view === undefined ? {} : { view: scenario.view };
  return { scenario: config.scenario, system, span: [start, end], snapshots, options: saved, ...view };
}
