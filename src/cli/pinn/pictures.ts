import { tensor } from "../../core/index.ts";
import { heatmap, lines, type Picture } from "../../plot/index.ts";
import type { PdeProblem, TransportProblem } from "../../problems/index.ts";
import { exactValues, type Fit, gridAxes, gridPoints, type Model } from "../../training/index.ts";

type Boxed = PdeProblem | TransportProblem;
type PdeFit = Fit<Boxed, Model<Boxed>>;

/**
 * Pictures of a fit by name: the residuals while it was trained, the solution, and its error where the exact one is known.
 *
 * @param model What the model is called in the titles.
 */
export async function pictures(
  fit: PdeFit,
  model: string = fit.model.name,
): Promise<Readonly<Record<string, Picture>>> {
  const named: [string, Picture][] = [["loss", await lossCurve(fit, model)]];
  if (fit.problem.coordinates.length !== 2) return Object.fromEntries(named);
  for (const [index, unknown] of fit.problem.unknowns.entries()) {
    const suffix = fit.problem.unknowns.length === 1 ? "" : `-${unknown}`;
    const { solution, error } = await maps(fit, model, index, unknown);
    named.push([`solution${suffix}`, solution]);
    if (error !== null) named.push([`error${suffix}`, error]);
  }
  return Object.fromEntries(named);
}

function lossCurve({ problem, history }: PdeFit, model: string): Promise<Picture> {
  const x = history.map(({ iteration }) => iteration);
  return lines({
    title: `Residual while training, ${problem.name}, ${model}`,
    series: [
      { label: "points trained on", x, y: history.map(({ train }) => train) },
      { label: "points never trained on", x, y: history.map(({ heldOut }) => heldOut) },
    ],
    xLabel: "step",
    yLabel: "root mean square residual",
    yScale: "log",
  });
}

/** Maps of one unknown; time runs to the right where there is one. */
async function maps(
  fit: PdeFit,
  model: string,
  index: number,
  unknown: string,
): Promise<{ readonly solution: Picture; readonly error: Picture | null }> {
  const { problem } = fit;
  const axes = gridAxes(problem.domain);
  const points = gridPoints(axes);
  const [first, second] = axes as [Float64Array, Float64Array];
  const [across, up] = problem.coordinates[1] === "t" ? ([1, 0] as const) : ([0, 1] as const);
  const width = problem.unknowns.length;
  const z = (at: (i: number) => number) => {
    const [columns, rows] = [(across === 1 ? second : first).length, (up === 0 ? first : second).length];
    const place = (row: number, column: number) =>
      across === 1 ? row * second.length + column : column * second.length + row;
    return tensor(
      [rows, columns],
      Float64Array.from({ length: rows * columns }, (_, i) => at(place(Math.floor(i / columns), i % columns))),
    );
  };
  const picture = (title: string, zLabel: string, at: (i: number) => number) =>
    heatmap({
      title,
      x: { values: across === 1 ? second : first, label: problem.coordinates[across] as string },
      y: { values: up === 0 ? first : second, label: problem.coordinates[up] as string },
      z: z(at),
      zLabel,
    });
  const values = fit.values(points);
  const exact = exactValues(problem, points);
  const value = (i: number) => values[i * width + index] as number;
  return {
    solution: await picture(`${problem.name}, ${model}`, unknown, value),
    error:
      exact === null
        ? null
        : await picture(`Error of ${problem.name}, ${model}`, `|${unknown} − exact|`, (i) =>
            Math.abs(value(i) - (exact[i * width + index] as number)),
          ),
  };
}
