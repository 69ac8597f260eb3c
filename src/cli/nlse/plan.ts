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
  readonly diagnostics: NlseConfig["diagnostics"];
  /** Whether problem, grid and times are those of the scenario. */
  readonly standard: boolean;
  /** The part of the domain that pictures show. */
  readonly view?: readonly [from: number, to: number];
}

/** Turns a configuration into a plan; throws on values that no run could use. */
export function plan(config: NlseConfig): Plan {
  const scenario = scenarios[config.scenario] as Scenario;
  const initial = { ...scenario.initial, ...config.initial };
  const { dispersion = 1, nonlinearity = 1 } = { ...scenario.equation, ...defined(config.equation) };
  const equation = { dispersion, nonlinearity };
  const { start = scenario.start(initial), end = scenario.end(initial), snapshots, step } = config.time;
  const problem = scenario.problem(initial, equation, start);
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
  };
}

/** The entries of an object that have a value. */
function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
