import {
  type Activation,
  type Expression,
  evaluateNetwork,
  evaluateTerm,
  type HardOutput,
  initialParameters,
  leastSquares,
  type Network,
  network,
  type ResidualObjective,
  type Rng,
  trace,
} from "../core/index.ts";
import { isHard, type PdeProblem } from "../problems/index.ts";
import {
  type BoundModel,
  connectionOf,
  hardForm,
  requireCompatible,
  scalarForms,
  type Term,
  termsOf,
} from "../training/index.ts";
import { connectedTerm, directTerm, type ProgramTerm } from "./program-term.ts";

/** The shape of a network, apart from what its problem decides. */
export interface NetworkShape {
  readonly width: number;
  readonly depth: number;
  readonly activation: Activation;
  /** Harmonics of a periodic coordinate that the first layer is given. */
  readonly harmonics: number;
  /** Frequencies of Fourier features, shape [count][coordinates]. */
  readonly fourier?: readonly (readonly number[])[];
}

/** Ties a network to a problem: its outputs are the unknowns, and hard conditions are met by their form. */
export function bindNetwork(problem: PdeProblem, shape: NetworkShape): BoundModel {
  const net = networkOf(problem, shape);
  return bindTo(problem, net, (random) => initialParameters(net, random));
}

/** Ties a network to a problem; `start` gives its parameters without the problem's trainable scalars. */
export function bindTo(problem: PdeProblem, net: Network, start: (random: Rng) => Float64Array): BoundModel {
  const terms = termsOf(problem);
  const { unknowns } = problem;
  const scalars = scalarForms(problem);
  const names = scalars.map(({ name }) => name);
  const connections = unknowns.map((unknown) => connectionOf(problem, unknown));
  const connected = connections.some((one) => one !== undefined);
  const programOf = (term: Term): ProgramTerm =>
    connected ? connectedTerm(problem, term, names, connections) : directTerm(problem, term, names);
  const programs = terms.map(programOf);
  const parameters = net.parameters + scalars.length;
  return {
    parameters,
    terms,
    coordinates: problem.coordinates,
    scalars: scalars.map(({ name, value }, i) => ({ name, parameter: net.parameters + i, value })),
    initial(random) {
      const theta = new Float64Array(parameters);
      theta.set(start(random));
      return theta;
    },
    objective(points, options) {
      const program = {
        networks: [net],
        scalars: names.length,
        terms: terms.map(({ name, data }, i) => {
          const { reads, residual, sets } = programs[i] as ProgramTerm;
          const own = points[i] as Float64Array;
          return { name, points: sets(own), ...(data === undefined ? {} : { data }), reads, residual, weights: 1 };
        }),
      };
      return withPointSets(terms, programs, leastSquares(program, options));
    },
    values(theta, points) {
      const own = theta.subarray(0, net.parameters);
      const outputs = unknowns.map((_, output) => ({ output, partial: "" }));
      if (!connected) return evaluateNetwork(net, own, points, outputs);
      const { reads, residual, sets } = programOf(valueTerm(problem));
      return evaluateTerm([net], own, { name: "values", points: sets(points), reads, residual, weights: 1 });
    },
  };
}

/** The unknowns themselves as a term. */
function valueTerm({ unknowns, coordinates, domain }: PdeProblem): Term {
  const tape = trace([...unknowns, ...coordinates], (at) => unknowns.map((name) => at[name] as Expression));
  const reads = unknowns.map((unknown) => ({ unknown, partial: "" }));
  return { name: "values", group: "values", rows: unknowns, box: domain, reads, scalars: [], tape };
}

/** An objective that is given one set of points for every term, and makes the others that the term reads at. */
function withPointSets(
  terms: readonly Term[],
  programs: readonly ProgramTerm[],
  objective: ResidualObjective,
): ResidualObjective {
  return {
    ...objective,
    setPoints(name, points, data) {
      const program = programs[terms.findIndex((term) => term.name === name)];
      objective.setPoints(name, program === undefined ? points : program.sets(points[0] as Float64Array), data);
    },
  };
}

function networkOf(problem: PdeProblem, { harmonics, fourier, ...shape }: NetworkShape): Network {
  const { coordinates, domain, unknowns, conditions } = problem;
  const periodic = Object.values(conditions).flatMap((condition) =>
    condition.kind === "periodic" && isHard(condition) ? [[condition.coordinate, { harmonics }] as const] : [],
  );
  const hard = hardOutputs(problem);
  return network({
    ...shape,
    coordinates,
    domain,
    outputs: unknowns.length,
    ...(periodic.length === 0 ? {} : { periodic: Object.fromEntries(periodic) }),
    ...(fourier === undefined ? {} : { fourier }),
    ...(hard === undefined ? {} : { hard }),
  });
}

/** The hard conditions of a problem as the form of a network, one entry an unknown; undefined where there are none. */
export function hardOutputs(
  problem: PdeProblem,
): ((at: Readonly<Record<string, Expression>>) => readonly HardOutput[]) | undefined {
  const forms = problem.unknowns.map((unknown) => {
    const form = hardForm(problem, unknown, true);
    if (form !== undefined) requireCompatible(problem, unknown, form);
    return form;
  });
  if (forms.every((form) => form === undefined)) return undefined;
  const free: HardOutput = { offset: 0, factor: 1 };
  return (at) =>
    forms.map((form) => (form === undefined ? free : { offset: form.offset(at), factor: form.factor(at) }));
}
