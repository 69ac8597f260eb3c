import type { DenseKernels, Rng } from "../../core/index.ts";
import { equationSizes } from "./equation-size.ts";
import { heldOutResiduals, type ResidualTable } from "./held-out.ts";
import { alongAxes, fitting, type Line, uniformLine } from "./lines.ts";
import { gaussNewtonOn, type NewtonReport } from "./newton.ts";
import type { Settings } from "./options.ts";
import { type Space, spaceOf, valuesAt } from "./space.ts";
import { type PosedProblem, rowsOf } from "./terms.ts";

/** A solution on one box. */
export interface BoxSolution {
  readonly space: Space;
  readonly coefficients: Float64Array;
}

/** One solve of a problem without time. */
export interface SteadyLevel extends BoxSolution {
  readonly counts: readonly number[];
  readonly report: NewtonReport;
  /** Fresh residuals, equations in units of their own terms. */
  readonly heldOut: number;
  /** Factors of the equations with which it was solved. */
  readonly scales: readonly number[];
}

const boundaryWeight = 30;
const freshPoints = 300;

/** Solves a problem without time with so many Gaussians along every coordinate, from a coarser solution. */
export function solveSteady(
  posed: PosedProblem,
  counts: readonly number[],
  settings: Settings,
  before: SteadyLevel | null,
  random: Rng,
  kernels: DenseKernels,
): SteadyLevel {
  const { problem, interior, boundary } = posed;
  const lines = problem.domain.map(([from, to], coordinate) =>
    uniformLine(from, to, posed.periodic[coordinate] as boolean, counts[coordinate] as number, {
      ghosts: settings.ghosts,
      kappa: settings.kappa,
      density: 1.3,
      cut: settings.cut,
    }),
  );
  const space = spaceOf(
    problem,
    -1,
    lines.map(({ axis }) => axis),
  );
  const nodes = lines.map((line) => line.nodes);
  const start =
    before === null ? new Float64Array(space.functions * space.unknowns) : projected(before, space, lines, kernels);
  const scales = before === null ? null : equationSizes(posed, before, random.split(1));
  const used = scales ?? equationSizes(posed, { space, coefficients: start }, random.split(1));
  const weights = used.map((size) => 1 / size);
  const rows = [
    rowsOf(posed, space, interior, nodes, weights),
    ...boundary.map((term) =>
      rowsOf(
        posed,
        space,
        term,
        nodes,
        term.rows.map(() => boundaryWeight),
      ),
    ),
  ];
  const options = { solver: "dense", steps: settings.steps, tolerance: settings.tolerance, iterations: 0 } as const;
  const report = gaussNewtonOn(space, rows, start, options, kernels);
  const solution = { space, coefficients: report.coefficients };
  const draws = problem.domain.map(
    ([from, to]) =>
      (uniform: number) =>
        from + (to - from) * uniform,
  );
  const terms = [interior, ...boundary];
  const residuals = heldOutResiduals(posed, space, report.coefficients, terms, draws, freshPoints, random.split(2));
  const sizes = equationSizes(posed, solution, random.split(1));
  return { ...solution, counts, report, heldOut: selected(posed, residuals, sizes), scales: weights };
}

/** The residuals in one number: equations in units of their own terms, conditions in units of the solution. */
function selected({ interior, boundary }: PosedProblem, residuals: ResidualTable, sizes: readonly number[]): number {
  let total = 0;
  interior.rows.forEach((name, i) => {
    total += ((residuals.get(name) as number) / (sizes[i] as number)) ** 2;
  });
  for (const { rows } of boundary) for (const name of rows) total += (residuals.get(name) as number) ** 2;
  return Math.sqrt(total);
}

/** The coefficients of a coarser solution: sums of its values with the orthonormal functions. */
function projected(
  { space, coefficients }: BoxSolution,
  to: Space,
  lines: readonly Line[],
  kernels: DenseKernels,
): Float64Array {
  const places = lines.map(({ nodes }) => nodes.points);
  const width = places.length;
  const count = places.reduce((product, { length }) => product * length, 1);
  const points = new Float64Array(count * width);
  for (let i = 0; i < count; i++) {
    let rest = i;
    for (let a = width - 1; a >= 0; a--) {
      const place = places[a] as Float64Array;
      points[i * width + a] = place[rest % place.length] as number;
      rest = Math.floor(rest / place.length);
    }
  }
  const orders = space.axes.map(() => 0);
  const unknowns = Array.from({ length: space.unknowns }, (_, unknown) => ({ unknown, orders }));
  const out = new Float64Array(to.functions * to.unknowns);
  const matrices = lines.map((line) => fitting(line, kernels));
  valuesAt(space, coefficients, points, unknowns).forEach((values, u) => {
    out.set(
      alongAxes(
        values,
        places.map(({ length }) => length),
        matrices,
      ),
      u * to.functions,
    );
  });
  return out;
}
