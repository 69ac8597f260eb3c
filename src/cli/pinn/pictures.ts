import { tensor } from "../../core/index.ts";
import { heatmap, lines, type Picture } from "../../plot/index.ts";
import type { PdeProblem, TransportProblem } from "../../problems/index.ts";
import { exactValues, type Fit, gridAxes, type Model } from "../../training/index.ts";

type Boxed = PdeProblem | TransportProblem;
type PdeFit = Fit<Boxed, Model<Boxed>>;
type Ends = Boxed["domain"][number];

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
  if (fit.problem.coordinates.length < 2) return Object.fromEntries(named);
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

/** Maps of one unknown on a plane of the box. */
async function maps(
  fit: PdeFit,
  model: string,
  index: number,
  unknown: string,
): Promise<{ readonly solution: Picture; readonly error: Picture | null }> {
  const { problem } = fit;
  const { across, up, held, place } = section(problem);
  const [x, y] = [across, up].map((c) => gridAxes([problem.domain[c] as Ends], 201)[0]) as [Float64Array, Float64Array];
  const points = Float64Array.from(
    Array.from(y, (b) => Array.from(x, (a) => held.map((at, c) => (c === across ? a : c === up ? b : at)))).flat(2),
  );
  const width = problem.unknowns.length;
  const picture = (title: string, zLabel: string, at: (i: number) => number) =>
    heatmap({
      title: title + place,
      x: { values: x, label: problem.coordinates[across] as string },
      y: { values: y, label: problem.coordinates[up] as string },
      z: tensor(
        [y.length, x.length],
        Float64Array.from({ length: y.length * x.length }, (_, i) => at(i)),
      ),
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

/** The plane of a box that is drawn. */
interface Section {
  /** The coordinates that run to the right and up. */
  readonly across: number;
  readonly up: number;
  /** Where the others are held. */
  readonly held: readonly number[];
  /** The same in words for a title. */
  readonly place: string;
}

/** Where coordinates are held, as a part of their length: the golden section, on which no symmetric nodes lie. */
const heldAt = (Math.sqrt(5) - 1) / 2;

/** Time and the other coordinate of two; of more the first two in space at the end of time, all others at `heldAt`. */
function section({ coordinates, domain }: Boxed): Section {
  const time = coordinates.indexOf("t");
  const inSpace = coordinates.map((_, c) => c).filter((c) => c !== time);
  const [across, up] =
    time >= 0 && coordinates.length === 2 ? [time, inSpace[0] as number] : (inSpace as [number, number]);
  const held = domain.map(([from, to], c) => (c === time ? to : Number((from + heldAt * (to - from)).toPrecision(3))));
  const others = coordinates.map((_, c) => c).filter((c) => c !== across && c !== up);
  const told = [...new Set(others.map((c) => held[c]))].map((at) => {
    const names = others.flatMap((c) => (held[c] === at ? (coordinates[c] as string) : []));
    return `${(names.length > 3 ? [names[0], "…", names.at(-1)] : names).join(" = ")} = ${at}`;
  });
  return { across, up, held, place: others.length === 0 ? "" : ` at ${told.join(", ")}` };
}
