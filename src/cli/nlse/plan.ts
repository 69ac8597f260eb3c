import { periodicGrid } from "../../core/index.ts";
import {
  discretise,
  integrate,
  type Scenario,
  scenarios,
  type WaveIntegrateOptions,
  type WaveSystem,
} from "../../spectral/index.ts";
import type { NlseConfig } from "../config/schema.ts";

/** A validated configuration as a discretised system and the options of its integration. */
export interface Plan {
  readonly scenario: string;
  readonly system: WaveSystem;
  readonly span: readonly [number, number];
  readonly options: WaveIntegrateOptions;
  readonly snapshots: number;
}

/** Turns a configuration into a plan; throws on values that no run could use. */
export function plan(config: NlseConfig): Plan {
  const scenario = scenarios[config.scenario] as Scenario;
  const initial = { ...scenario.initial, ...config.initial };
  const { dispersion, nonlinearity } = config.equation;
  const { start = scenario.start, end = scenario.end, snapshots, step } = config.time;
  const problem = scenario.problem(initial, { dispersion, nonlinearity }, start);
  const grid = periodicGrid({
    points: config.grid.points ?? scenario.points,
    length: config.grid.length ?? scenario.length(initial, dispersion),
  });
  const { dealias, compatibility, method } = config;
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
  };
  integrate(system, [start, start], options); // an empty run refuses what a real one would, before any file is made
  const saved: WaveIntegrateOptions = { ...options, saveAt: { count: snapshots } };
  return { scenario: config.scenario, system, span: [start, end], snapshots, options: saved };
}
