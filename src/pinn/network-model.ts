import {
  type Activation,
  evaluateNetwork,
  type HardOutput,
  initialParameters,
  leastSquares,
  type Network,
  network,
  type Read,
  type ResidualObjective,
} from "../core/index.ts";
import { isHard, type PdeProblem } from "../problems/index.ts";
import {
  type BoundModel,
  hardForm,
  pointSets,
  requireCompatible,
  scalarForms,
  type Term,
  termsOf,
} from "../training/index.ts";

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
  const terms = termsOf(problem);
  const { unknowns } = problem;
  const scalars = scalarForms(problem);
  const names = scalars.map(({ name }) => name);
  const parameters = net.parameters + scalars.length;
  return {
    parameters,
    terms,
    coordinates: problem.coordinates,
    scalars: scalars.map(({ name, value }, i) => ({ name, parameter: net.parameters + i, value })),
    initial(random) {
      const theta = new Float64Array(parameters);
      theta.set(initialParameters(net, random));
      return theta;
    },
    objective: (points, options) =>
      withPointSets(
        terms,
        leastSquares(
          {
            networks: [net],
            scalars: names.length,
            terms: terms.map((term, i) => ({
              name: term.name,
              points: pointSets(term, points[i] as Float64Array),
              ...(term.data === undefined ? {} : { data: term.data }),
              reads: readsOf(problem, term, names),
              residual: term.tape,
              weights: 1,
            })),
          },
          options,
        ),
      ),
    values(theta, points) {
      return evaluateNetwork(
        net,
        theta.subarray(0, net.parameters),
        points,
        unknowns.map((_, output) => ({ output, partial: "" })),
      );
    },
  };
}

/** An objective that is given one set of points for every term, and makes the others that a term compares it with. */
function withPointSets(terms: readonly Term[], objective: ResidualObjective): ResidualObjective {
  return {
    ...objective,
    setPoints(name, points, data) {
      const term = terms.find((one) => one.name === name);
      objective.setPoints(name, term === undefined ? points : pointSets(term, points[0] as Float64Array), data);
    },
  };
}

function networkOf(problem: PdeProblem, { harmonics, fourier, ...shape }: NetworkShape): Network {
  const { coordinates, domain, unknowns, conditions } = problem;
  const periodic = Object.values(conditions).flatMap((condition) =>
    condition.kind === "periodic" && isHard(condition) ? [[condition.coordinate, { harmonics }] as const] : [],
  );
  const forms = unknowns.map((unknown) => {
    const form = hardForm(problem, unknown);
    if (form !== undefined) requireCompatible(problem, unknown, form);
    return form;
  });
  const free: HardOutput = { offset: 0, factor: 1 };
  return network({
    ...shape,
    coordinates,
    domain,
    outputs: unknowns.length,
    ...(periodic.length === 0 ? {} : { periodic: Object.fromEntries(periodic) }),
    ...(fourier === undefined ? {} : { fourier }),
    ...(forms.every((form) => form === undefined)
      ? {}
      : {
          hard: (at) =>
            forms.map((form) => (form === undefined ? free : { offset: form.offset(at), factor: form.factor(at) })),
        }),
  });
}

function readsOf(
  { unknowns, coordinates }: PdeProblem,
  { reads, scalars, data = [] }: Term,
  names: readonly string[],
): readonly Read[] {
  return [
    ...reads.map(
      ({ unknown, partial, opposite = false }): Read => ({
        from: "network",
        network: 0,
        output: unknowns.indexOf(unknown),
        partial,
        at: opposite ? 1 : 0,
      }),
    ),
    ...coordinates.map((_, coordinate): Read => ({ from: "point", coordinate })),
    ...scalars.map((scalar): Read => ({ from: "scalar", index: names.indexOf(scalar) })),
    ...data.map((_, column): Read => ({ from: "data", column })),
  ];
}
