import { type DenseKernels, type Rng, trace } from "../../core/index.ts";
import { type Draw, heldOutResiduals } from "./held-out.ts";
import { influential, type Layer } from "./layers.ts";
import type { SolverName } from "./linear-solvers.ts";
import { linearise } from "./linearise.ts";
import { type Line, timeLine } from "./lines.ts";
import { gaussNewtonOn, type NewtonReport } from "./newton.ts";
import { single } from "./nodes.ts";
import type { Settings } from "./options.ts";
import { gridOf, type Rows } from "./rows.ts";
import { type Partial, type Space, spaceOf, valuesAt } from "./space.ts";
import { startOf } from "./start.ts";
import type { State } from "./state.ts";
import { type Tails, tailsOf } from "./tails.ts";
import { type PosedProblem, partialsOf, rowsOf } from "./terms.ts";

/** A solution on a slab of time. */
export interface Slab {
  readonly from: number;
  readonly to: number;
  readonly space: Space;
  readonly coefficients: Float64Array;
}

/** How a slab is discretised and solved. */
export interface SlabPlan {
  readonly from: number;
  readonly to: number;
  /** By coordinate; that of time is not used. */
  readonly lines: readonly (Line | null)[];
  readonly timeFunctions: number;
  /** Walls beside which equations count less. */
  readonly layers: readonly Layer[];
  readonly solver: SolverName;
  /** Where iterative solves stop. */
  readonly tolerance: number;
  /** Slabs of an earlier solution to start from, or none. */
  readonly before: readonly Slab[];
  /** Whether there is no time for more; the slab is then of no use. */
  interrupted(): boolean;
}

/** A slab with what it cost, and how far it is from what was asked, on fresh points. */
export interface SolvedSlab extends Slab {
  readonly report: NewtonReport;
  /** Where the points in time are those that it was solved on, relative to the solution. */
  readonly errorInSpace: number;
  /** Where the points in space are. */
  readonly errorInTime: number;
  readonly tails: Tails;
}

/**
 * Of values on faces and at the beginning. For iterative solves those on faces are smaller: orthonormal functions are large at
 * the ends, and with 10 instead of 1 the same errors took 2.6 times as many products.
 */
const weights = { boundary: 10, iterative: 1, first: 10, second: [300, 100] } as const;
/** Most products of an iterative solve with A and Aᵀ each. */
const iterations = 400;

/** Solves a slab of time from the state where it begins. */
export function solveSlab(
  posed: PosedProblem,
  plan: SlabPlan,
  state: State,
  settings: Settings,
  random: Rng,
  kernels: DenseKernels,
): SolvedSlab {
  const { problem, time, order, interior, boundary } = posed;
  const { from, to } = plan;
  const length = to - from;
  const clock = timeLine(from, to, plan.timeFunctions, order, order === 1 ? weights.first : weights.second[0]);
  const lines = plan.lines.map((line) => line ?? clock);
  const space = spaceOf(
    problem,
    time,
    lines.map(({ axis }) => axis),
  );
  const nodes = lines.map((line) => line.nodes);
  const grid = gridOf(space.coordinates.map((c) => (c === time ? single(from) : (lines[c] as Line).nodes)));
  const places = interleaved(
    problem.coordinates.map((_, c) => grid.columns[space.coordinates.indexOf(c)] as Float64Array),
  );
  const targets = state.values(places);
  const scales = clockSizes(posed, space, places).map((size) => length ** order / size);
  const beginning: Rows = {
    name: "beginning",
    ...matching(posed, space, state),
    nodes: space.coordinates.map((c) => (c === time ? single(from) : (lines[c] as Line).nodes)),
    given: targets,
    weights: state.given.map((given) =>
      order === 1 ? weights.first : (weights.second[given.order] as number) * length ** given.order,
    ),
  };
  const onFaces = order === 2 ? weights.second[1] : plan.solver === "iterative" ? weights.iterative : weights.boundary;
  const inside = nodes.map((one, c) => (c === time ? one : influential(plan.layers, c, one)));
  const rows = [
    rowsOf(posed, space, interior, inside, scales),
    ...boundary.map((term) =>
      rowsOf(
        posed,
        space,
        term,
        nodes,
        term.rows.map(() => onFaces),
      ),
    ),
    beginning,
  ];
  const start = startOf(space, lines, state, targets, plan.before, kernels);
  const options = {
    solver: plan.solver,
    steps: settings.steps,
    tolerance: plan.tolerance,
    iterations,
    interrupted: plan.interrupted,
  };
  const report = gaussNewtonOn(space, rows, start, options, kernels);
  const slab = { from, to, space, coefficients: report.coefficients };
  const tails = tailsOf(space, report.coefficients, lines);
  return { ...slab, report, tails, ...freshErrors(posed, slab, lines, state, scales, random) };
}

/** Rows that ask for the values at the beginning. */
function matching(posed: PosedProblem, space: Space, { given }: State) {
  const names = given.map((_, i) => `u${i}`);
  const wanted = given.map((_, i) => `g${i}`);
  const tape = trace([...names, ...wanted], (at) => names.map((name, i) => at[name]!.sub(at[wanted[i] as string]!)));
  const partials: Partial[] = given.map(({ unknown, order }) => ({
    unknown,
    orders: space.coordinates.map((coordinate) => (coordinate === posed.time ? order : 0)),
  }));
  return { tape, partials };
}

/** Root mean squares of the coefficients of the highest derivatives by time, equation by equation. */
function clockSizes({ problem, interior, time, order }: PosedProblem, space: Space, places: Float64Array): number[] {
  const width = problem.coordinates.length;
  const count = places.length / width;
  const given = problem.coordinates.map((_, c) =>
    Float64Array.from({ length: count }, (_, i) => places[i * width + c] as number),
  );
  const partials = partialsOf(problem, space, interior);
  const zeros = partials.map(() => new Float64Array(count));
  const at = space.coordinates.indexOf(time);
  return linearise(interior.tape, [...zeros, ...given], partials.length, count).slopes.map((row) => {
    const highest = row.filter((slope, p) => slope !== null && partials[p]?.orders[at] === order);
    const square = highest.reduce((sum, slope) => sum + (slope as Float64Array).reduce((s, v) => s + v * v, 0), 0);
    return square > 0 && Number.isFinite(square) ? Math.sqrt(square / count) : 1;
  });
}

const freshPoints = 100;

function freshErrors(
  posed: PosedProblem,
  slab: Slab,
  lines: readonly Line[],
  state: State,
  scales: readonly number[],
  random: Rng,
) {
  const { time, interior, boundary } = posed;
  const { space, coefficients, from } = slab;
  const anywhere: Draw[] = lines.map(({ axis }) => drawByIndex(axis.centres, axis.from, axis.to));
  anywhere[time] = (uniform) => from + (slab.to - from) * uniform;
  const atNodes: Draw[] = lines.map(
    ({ nodes }) =>
      (uniform) =>
        nodes.points[Math.floor(uniform * nodes.points.length)] as number,
  );
  const measure = (draws: readonly Draw[], stream: Rng): number => {
    const table = heldOutResiduals(posed, space, coefficients, [interior, ...boundary], draws, freshPoints, stream);
    let total = 0;
    interior.rows.forEach((name, o) => {
      total += ((table.get(name) as number) * (scales[o] as number)) ** 2;
    });
    for (const { rows } of boundary) for (const name of rows) total += (table.get(name) as number) ** 2;
    return total;
  };
  const stream = random.split(0);
  const points = Float64Array.from({ length: freshPoints * lines.length }, (_, i) => {
    const c = i % lines.length;
    return c === time ? from : (anywhere[c] as Draw)(stream.uniform());
  });
  const wanted = state.values(points);
  const got = valuesAt(space, coefficients, points, matching(posed, space, state).partials);
  let [missed, size] = [0, 0];
  wanted.forEach((values, i) => {
    if (state.given[i]?.order !== 0) return;
    values.forEach((value, j) => {
      missed += (value - (got[i]?.[j] as number)) ** 2 / freshPoints;
      size += value ** 2 / freshPoints;
    });
  });
  const scale = Math.max(Math.sqrt(size), 1e-300);
  const inSpace = measure(anywhere.with(time, atNodes[time] as Draw), random.split(1)) + missed;
  const inTime = measure(atNodes.with(time, anywhere[time] as Draw), random.split(2));
  return { errorInSpace: Math.sqrt(inSpace) / scale, errorInTime: Math.sqrt(inTime) / scale };
}

/** Draws points as dense as centres are. */
function drawByIndex(centres: Float64Array, from: number, to: number): Draw {
  const inner = [from, ...centres.filter((x) => x > from && x < to), to];
  return (uniform) => {
    const s = uniform * (inner.length - 1);
    const i = Math.min(Math.floor(s), inner.length - 2);
    return (inner[i] as number) + (s - i) * ((inner[i + 1] as number) - (inner[i] as number));
  };
}

/** Columns of coordinates as points, shape [count][coordinates]. */
function interleaved(columns: readonly Float64Array[]): Float64Array {
  const width = columns.length;
  const count = columns[0]?.length ?? 0;
  return Float64Array.from({ length: count * width }, (_, i) => columns[i % width]?.[Math.floor(i / width)] as number);
}
