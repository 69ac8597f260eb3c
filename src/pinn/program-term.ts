import {
  type Expression,
  inlineTape,
  partialTape,
  type Read,
  type ResidualTerm,
  type Tape,
  trace,
} from "../core/index.ts";
import type { PdeProblem } from "../problems/index.ts";
import { type Connection, formulaAt, pointSets, type ReadUnknown, type Term } from "../training/index.ts";

/** A term of the loss as the networks read it. */
export type ProgramTerm = Pick<ResidualTerm, "reads" | "residual"> & {
  /** All sets of points that it reads at, from its own of shape [count][coordinates]. */
  sets(points: Float64Array): readonly Float64Array[];
};

/** A term whose unknowns are the outputs of one network, as they are. */
export function directTerm(problem: PdeProblem, term: Term, scalars: readonly string[]): ProgramTerm {
  const { unknowns } = problem;
  const reads = term.reads.map(({ unknown, partial, opposite = false }): Read => {
    return { from: "network", network: 0, output: unknowns.indexOf(unknown), partial, at: opposite ? 1 : 0 };
  });
  return {
    reads: [...reads, ...fixedReads(problem, term, scalars)],
    residual: term.tape,
    sets: (points) => pointSets(term, points),
  };
}

function fixedReads(
  { coordinates }: PdeProblem,
  { scalars, data = [] }: Term,
  names: readonly string[],
): readonly Read[] {
  return [
    ...coordinates.map((_, coordinate): Read => ({ from: "point", coordinate })),
    ...scalars.map((scalar): Read => ({ from: "scalar", index: names.indexOf(scalar) })),
    ...data.map((_, column): Read => ({ from: "data", column })),
  ];
}

/** A set of points: a term's own or the opposite ones, there or moved to an end of the connected coordinate. */
interface Where {
  readonly opposite: boolean;
  readonly axis: number;
  readonly end: 0 | 1 | null;
}

/**
 * A term whose unknowns are connected: u = v − Σ φ_j(x) (L_j v − g_j), where v are the outputs of the network. Every partial
 * of u is the same of v, less derivatives of φ_j times those of L_j v − g_j at the ends.
 */
export function connectedTerm(
  problem: PdeProblem,
  term: Term,
  scalars: readonly string[],
  connections: readonly (Connection | undefined)[],
): ProgramTerm {
  const { coordinates, domain, unknowns } = problem;
  const places: Where[] = [{ opposite: false, axis: 0, end: null }];
  const reads: Read[] = [];
  const fixed = fixedReads(problem, term, scalars);
  const fixedNames = term.tape.inputs.slice(term.reads.length);

  const placeOf = (where: Where): number => {
    const same = ({ opposite, axis, end }: Where) =>
      opposite === where.opposite && end === where.end && (end === null || axis === where.axis);
    const found = places.findIndex(same);
    return found >= 0 ? found : places.push(where) - 1;
  };
  /** The number of the network that is read, as an input of the new tape. */
  const readOf = (output: number, partial: string, where: Where): number => {
    const at = placeOf(where);
    const same = (read: Read) =>
      read.from === "network" && read.output === output && read.partial === partial && read.at === at;
    const found = reads.findIndex(same);
    return found >= 0 ? found : reads.push({ from: "network", network: 0, output, partial, at }) - 1;
  };
  const recipes = term.reads.map((read) =>
    recipeOf(problem, read, connections[unknowns.indexOf(read.unknown)], readOf),
  );
  const names = [...reads.map((_, i) => `network ${i}`), ...fixedNames];
  const residual = trace(names, (at) => {
    const input = (i: number) => at[`network ${i}`] as Expression;
    const given = recipes.map(({ own, ends, opposite }) => {
      const here = coordinates.map((name, i) => {
        const moved = opposite && term.opposite?.axis === i;
        return moved ? constant(at[name] as Expression, term.opposite?.place as number) : (at[name] as Expression);
      });
      return ends.reduce((sum, end) => sum.sub(missing(end, here, input).mul(shapeAt(end, here))), input(own));
    });
    return inlineTape(term.tape, [...given, ...fixedNames.map((name) => at[name] as Expression)]);
  });
  return {
    reads: [...reads, ...fixed],
    residual,
    sets(points) {
      const [own, opposite] = pointSets(term, points) as [Float64Array, Float64Array?];
      return places.map((where) => {
        const from = where.opposite ? (opposite as Float64Array) : own;
        if (where.end === null) return from;
        const place = domain[where.axis]?.[where.end] as number;
        return from.map((value, i) => (i % coordinates.length === where.axis ? place : value));
      });
    },
  };

  /** L_j v − g_j and what else it was differentiated by. */
  function missing(
    { value, slope, alpha, beta, given, axis, place }: EndRecipe,
    here: readonly Expression[],
    input: (i: number) => Expression,
  ): Expression {
    const there = here.map((x, i) => (i === axis ? constant(x, place) : x));
    const wanted = inlineTape(given, there)[0] as Expression;
    const parts = [
      ...(value === null ? [] : [input(value).mul(alpha)]),
      ...(slope === null ? [] : [input(slope).mul(beta)]),
    ];
    return parts.reduce((sum, part) => sum.add(part)).sub(wanted);
  }

  /** A derivative of φ_j. */
  function shapeAt({ shape, order, axis }: EndRecipe, here: readonly Expression[]): Expression {
    const [from, to] = domain[axis] as readonly [number, number];
    const along = (here[axis] as Expression).sub(from).div(to - from);
    let coefficients = shape;
    for (let k = 0; k < order; k++) coefficients = coefficients.slice(1).map((c, m) => (c * (m + 1)) / (to - from));
    return coefficients.reduceRight((sum: Expression, c) => sum.mul(along).add(c), constant(along, 0));
  }
}

/** One rule of a connection in one partial of an unknown. */
interface EndRecipe {
  readonly axis: number;
  readonly place: number;
  readonly alpha: number;
  readonly beta: number;
  /** Inputs of the tape: ∂_q v and ∂_q ∂_x v at the end. */
  readonly value: number | null;
  readonly slope: number | null;
  /** ∂_q g. */
  readonly given: Tape;
  readonly shape: readonly number[];
  /** How often φ is differentiated. */
  readonly order: number;
}

interface Recipe {
  readonly own: number;
  readonly opposite: boolean;
  readonly ends: readonly EndRecipe[];
}

function recipeOf(
  problem: PdeProblem,
  { unknown, partial, opposite = false }: ReadUnknown,
  connection: Connection | undefined,
  readOf: (output: number, partial: string, where: Where) => number,
): Recipe {
  const { coordinates, domain, unknowns } = problem;
  const output = unknowns.indexOf(unknown);
  const own = readOf(output, partial, { opposite, axis: 0, end: null });
  if (connection === undefined) return { own, opposite, ends: [] };
  const { axis, rules, shapes } = connection;
  const along = coordinates[axis] as string;
  const across = [...partial].filter((letter) => letter !== along);
  const ends = rules.map(({ end, alpha, beta, value, name }, j): EndRecipe => {
    const where = { opposite, axis, end };
    const q = across.join("");
    const formula = trace(coordinates, (at) => formulaAt(problem, value, at), `conditions.${name}`);
    return {
      axis,
      place: domain[axis]?.[end] as number,
      alpha,
      beta,
      value: alpha === 0 ? null : readOf(output, q, where),
      slope: beta === 0 ? null : readOf(output, q + along, where),
      given: across.reduce((tape, letter) => partialTape(tape, letter), formula),
      shape: shapes[j] as readonly number[],
      order: partial.length - across.length,
    };
  });
  return { own, opposite, ends };
}

function constant(like: Expression, value: number): Expression {
  return like.pow(0).mul(value);
}
