import { type Grid, invalid, periodicGrid } from "../../core/index.ts";
import { type Equation, withTerms } from "../../problems/index.ts";
import {
  type CoupledScenario,
  discretise,
  discretiseCoupled,
  type GroundState,
  type GroundStateOptions,
  groundState as groundStateOf,
  type InitialValues,
  integrate,
  integrateCoupled,
  integratePlane,
  type PlaneScenario,
  type PlaneSystem,
  type Scenario,
  scenarios,
  type WaveScenario,
  type WaveSystem,
} from "../../spectral/index.ts";
import { defined } from "../config/defined.ts";
import { coupledSimulation } from "./coupled-simulation.ts";
import {
  coefficientAt,
  compiledEquation,
  compiledInitial,
  compiledNumber,
  compiledPlanePotential,
} from "./expressions.ts";
import { planeSimulation } from "./plane-simulation.ts";
import type { NlseConfig } from "./schema.ts";
import type { Simulation } from "./simulation.ts";
import { waveSimulation } from "./wave-simulation.ts";

/** A validated configuration as something that can be run. */
export interface Plan {
  readonly scenario: string;
  readonly simulation: Simulation;
  /** The system, where it is that of a single wave. */
  readonly wave: WavePlan | null;
}

/** A discretised wave. */
export interface WavePlan {
  readonly system: WaveSystem;
  readonly span: readonly [number, number];
  /** Whether problem, grid and times are those of the scenario. */
  readonly standard: boolean;
}

/** What every kind of plan is made from. */
interface Settings {
  readonly initial: InitialValues;
  readonly equation: Required<Equation>;
  readonly span: readonly [number, number];
  readonly snapshots: number;
  readonly options: { readonly method: NlseConfig["method"]; readonly rtol: number; readonly step?: number };
}

/** Turns a configuration into a plan; throws on values that no run could use. */
export async function plan(config: NlseConfig): Promise<Plan> {
  const scenario = scenarios[config.scenario] as Scenario;
  const initial = await compiledInitial(scenario, { ...scenario.initial, ...config.initial });
  const { start = scenario.start(initial), end = scenario.end(initial), snapshots, step } = config.time;
  const settings: Settings = {
    initial,
    equation: {
      dispersion: 1,
      nonlinearity: 1,
      ...scenario.equation,
      ...(await coefficients(config, scenario, start)),
    },
    span: [start, end],
    snapshots,
    options: {
      method: config.method,
      rtol: config.tolerance.relative ?? scenario.tolerance ?? 1e-9,
      ...(step === undefined ? {} : { step }),
    },
  };
  if (scenario.kind === "coupled") return coupledPlan(config, scenario, settings);
  if (scenario.kind === "plane") return planePlan(config, scenario, settings);
  return wavePlan(config, scenario, settings);
}

/** β and γ as they were given; where γ depends on time, that of the start. */
async function coefficients({ equation }: NlseConfig, { kind }: Scenario, start: number): Promise<Equation> {
  const { dispersion, nonlinearity } = equation;
  const gamma = kind === undefined || kind === "wave" ? coefficientAt : compiledNumber;
  return {
    ...(dispersion === undefined ? {} : { dispersion: await compiledNumber(dispersion, "equation.dispersion") }),
    ...(nonlinearity === undefined ? {} : { nonlinearity: await gamma(nonlinearity, "equation.nonlinearity", start) }),
  };
}

/** The grid along one axis: 0 for x, 1 for y of a plane. */
function axis({ grid }: NlseConfig, scenario: Scenario, { initial, equation }: Settings, i: 0 | 1): Grid {
  const along = (value: number | readonly [number, number] | undefined) =>
    typeof value === "object" ? value[i] : value;
  return periodicGrid({
    points: along(grid.points) ?? scenario.points(initial),
    length: along(grid.length) ?? scenario.length(initial, equation),
  });
}

async function wavePlan(config: NlseConfig, scenario: WaveScenario, settings: Settings): Promise<Plan> {
  const { initial, equation, span, snapshots } = settings;
  const { terms } = await compiledEquation(config.equation);
  const posed = withTerms(scenario.problem(initial, equation, span[0]), terms);
  const problem = { ...posed, name: config.scenario };
  const { dealias, compatibility, conserve } = config;
  const given = discretise(problem, axis(config, scenario, settings, 0), {
    ...(dealias === undefined ? {} : { dealias }),
    ...(compatibility === undefined ? {} : { compatibility }),
  });
  const { system, groundState } =
    config.relax === undefined ? { system: given, groundState: null } : relaxed(given, defined(config.relax));
  const { absolute } = config.tolerance;
  const options = {
    ...settings.options,
    ...(absolute === undefined ? {} : { atol: absolute }),
    ...(conserve === undefined ? {} : { conserve }),
  };
  integrate(system, [span[0], span[0]], options); // an empty run refuses what a real one would, before any file is made
  const changed = [config.grid, config.equation, config.initial, { start: config.time.start, end: config.time.end }];
  const standard = changed.every((section) => Object.keys(defined(section)).length === 0) && dealias === undefined;
  const { diagnostics } = config;
  const { view } = scenario;
  return {
    scenario: config.scenario,
    simulation: waveSimulation({
      scenario: config.scenario,
      span,
      snapshots,
      groundState,
      system,
      options,
      diagnostics,
      view,
    }),
    wave: { system, span, standard },
  };
}

async function coupledPlan(config: NlseConfig, scenario: CoupledScenario, settings: Settings): Promise<Plan> {
  const { initial, span, snapshots, options } = settings;
  const { coupling } = config.equation;
  const equation = {
    ...settings.equation,
    ...(coupling === undefined ? {} : { coupling: await compiledNumber(coupling, "equation.coupling") }),
  };
  const problem = { ...scenario.pair(initial, equation), name: config.scenario };
  const system = discretiseCoupled(problem, axis(config, scenario, settings, 0));
  integrateCoupled(system, [span[0], span[0]], options);
  const simulation = coupledSimulation({ scenario: config.scenario, span, snapshots, system, options });
  return { scenario: config.scenario, simulation, wave: null };
}

async function planePlan(config: NlseConfig, scenario: PlaneScenario, settings: Settings): Promise<Plan> {
  const { initial, span, snapshots, options } = settings;
  const text = config.equation.potential ?? scenario.potential;
  const equation = {
    ...settings.equation,
    ...(text === undefined ? {} : { potential: await compiledPlanePotential(String(text)) }),
  };
  const grids = { x: axis(config, scenario, settings, 0), y: axis(config, scenario, settings, 1) };
  const made = scenario.plane(initial, equation, grids);
  const { system, groundState } =
    config.relax === undefined ? { groundState: null, ...made } : relaxed(made.system, defined(config.relax));
  integratePlane(system, [span[0], span[0]], options);
  const simulation = planeSimulation({ scenario: config.scenario, span, snapshots, groundState, system, options });
  return { scenario: config.scenario, simulation, wave: null };
}

/** A system from its ground state instead, which takes its exact solution; throws where the relaxation fails. */
function relaxed<S extends WaveSystem | PlaneSystem>(
  system: S,
  options: GroundStateOptions,
): { readonly system: S; readonly groundState: Omit<GroundState, "psi"> } {
  const { psi, ...groundState } = groundStateOf(system, options);
  if (groundState.status !== "success") {
    const got = `${groundState.status}, residual ${groundState.residual}`;
    throw invalid({ what: "the relaxation to the ground state failed", got, attempt: "a larger relax.tolerance" });
  }
  return { system: { ...withoutExact(system), initial: psi }, groundState };
}

function withoutExact<S extends WaveSystem | PlaneSystem>(system: S): S {
  if (!("problem" in system)) {
    const { exact: _, ...rest } = system;
    return rest as S;
  }
  const { exact: _, ...problem } = system.problem;
  return { ...system, problem };
}
