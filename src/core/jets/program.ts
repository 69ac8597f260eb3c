import { invalid } from "../errors.ts";
import type { Tape } from "../tape/tape.ts";
import { jetLayout } from "./layout.ts";
import type { Network } from "./network.ts";

/** Where one input of a residual's tape comes from. */
export type Read =
  | {
      readonly from: "network";
      readonly network: number;
      readonly output: number;
      /** "" for the value, otherwise e.g. "x" or "xxt". */
      readonly partial: string;
      /** Which of the term's sets of points. @defaultValue 0 */
      readonly at?: number;
    }
  | { readonly from: "point"; readonly coordinate: number; readonly at?: number }
  | { readonly from: "data"; readonly column: number }
  | { readonly from: "scalar"; readonly index: number };

/** One term: residuals r = √weight · tape(reads) at every point. */
export interface ResidualTerm {
  readonly name: string;
  /**
   * Sets of points, each of shape [count][coordinates]. There are several where a residual compares places, as a periodic
   * condition does.
   */
  readonly points: readonly Float64Array[];
  /** Known numbers at each point, shape [columns][count]. @defaultValue none */
  readonly data?: readonly Float64Array[];
  /** One for each input of the tape. */
  readonly reads: readonly Read[];
  /** One output for each component. */
  readonly residual: Tape;
  /** Weights of the squares, ≥ 0: one number, or shape [count][components]. */
  readonly weights: number | Float64Array;
}

/**
 * Residuals of networks as plain data. Its parameters θ are those of the networks in order, then the trainable scalars; its
 * rows are the terms in order, in each the points, at each point the components.
 */
export interface ResidualProgram {
  readonly networks: readonly Network[];
  /** How many trainable scalars there are. @defaultValue 0 */
  readonly scalars?: number;
  readonly terms: readonly ResidualTerm[];
}

/** How many parameters a program has. */
export function parameterCount({ networks, scalars = 0 }: ResidualProgram): number {
  return networks.reduce((total, { parameters }) => total + parameters, scalars);
}

/** How many points a term has. */
export function pointCount(program: ResidualProgram, term: ResidualTerm): number {
  return (term.points[0]?.length ?? 0) / coordinateCount(program, term);
}

/** How many coordinates the points of a term have. */
export function coordinateCount({ networks }: ResidualProgram, term: ResidualTerm): number {
  const read = term.reads.find(({ from }) => from === "network");
  return networks[read?.from === "network" ? read.network : 0]?.coordinates.length ?? 1;
}

/** @throws SechError naming the term, where a program cannot be run. */
export function requireProgram(program: ResidualProgram): void {
  if (program.networks.length === 0 || program.terms.length === 0) {
    throw invalid({ what: "a residual program needs at least one network and one term" });
  }
  for (const term of program.terms) {
    if (term.reads.length !== term.residual.inputs.length) {
      throw invalid({
        what: `the term ${term.name} must read one quantity for each input of its residual`,
        got: term.reads.length,
        why: `the inputs are ${term.residual.inputs.join(", ")}`,
        path: term.name,
      });
    }
    requirePoints(program, term);
    for (const read of term.reads) requireRead(program, term, read);
    requireWeights(term, pointCount(program, term));
  }
}

/** @throws SechError naming the term, where its points or data cannot be used. */
export function requirePoints(program: ResidualProgram, term: ResidualTerm): void {
  const { name, points, data = [] } = term;
  const coordinates = coordinateCount(program, term);
  const count = pointCount(program, term);
  if (!(count >= 1)) throw invalid({ what: `the term ${name} has no points`, attempt: "at least one", path: name });
  for (const set of points) {
    if (set.length !== count * coordinates || !Number.isInteger(count)) {
      throw invalid({
        what: `the points of the term ${name} must have shape [count][${coordinates}], all sets the same count`,
        got: points.map(({ length }) => length),
        path: name,
      });
    }
  }
  for (const column of data) {
    if (column.length === count) continue;
    throw invalid({
      what: `the data of the term ${name} must have ${count} numbers a column`,
      got: column.length,
      path: name,
    });
  }
  const wrong = [...points, ...data].flatMap((set) => set.find((value) => !Number.isFinite(value)) ?? []);
  if (wrong.length > 0) {
    throw invalid({
      what: `the points and data of the term ${name} must be finite`,
      got: String(wrong[0]),
      path: name,
    });
  }
}

/** @throws SechError naming the term, where its weights cannot be used. */
export function requireWeights({ name, weights, residual }: ResidualTerm, count: number): void {
  const list = typeof weights === "number" ? [weights] : weights;
  const wanted = count * residual.outputs.length;
  if (typeof weights !== "number" && weights.length !== wanted) {
    throw invalid({ what: `the term ${name} must have ${wanted} weights`, got: weights.length, path: name });
  }
  const wrong = list.find((weight) => !(weight >= 0 && Number.isFinite(weight)));
  if (wrong !== undefined) {
    throw invalid({
      what: `the weights of the term ${name} must be finite and not negative`,
      got: String(wrong),
      path: name,
    });
  }
}

function requireRead(program: ResidualProgram, term: ResidualTerm, read: Read): void {
  const { name, points, data = [] } = term;
  const refuse = (what: string, got: unknown) => invalid({ what: `the term ${name} reads ${what}`, got, path: name });
  const below = (value: number, limit: number) => Number.isInteger(value) && value >= 0 && value < limit;
  if ("at" in read && read.at !== undefined && !below(read.at, points.length)) {
    throw refuse("a set of points that it does not have", read.at);
  }
  switch (read.from) {
    case "network": {
      const network = program.networks[read.network];
      if (network === undefined) throw refuse("a network that does not exist", read.network);
      if (!below(read.output, network.outputs)) throw refuse("an output that does not exist", read.output);
      if (network.coordinates.length !== coordinateCount(program, term)) {
        throw refuse("networks of different numbers of coordinates", network.coordinates);
      }
      jetLayout(network.coordinates, [read.partial]);
      return;
    }
    case "point":
      if (!below(read.coordinate, coordinateCount(program, term))) {
        throw refuse("a coordinate that does not exist", read.coordinate);
      }
      return;
    case "data":
      if (!below(read.column, data.length)) throw refuse("a column of data that does not exist", read.column);
      return;
    default:
      if (!below(read.index, program.scalars ?? 0)) throw refuse("a trainable scalar that does not exist", read.index);
  }
}
