import { tensor } from "../../core/index.ts";
import { type CharacteristicsModel, paths } from "../../lagrangian/index.ts";
import { heatmap, lines, type Picture } from "../../plot/index.ts";
import type { TransportProblem } from "../../problems/index.ts";
import type { Fit } from "../../training/index.ts";
import { pictures as fitPictures } from "../pinn/pictures.ts";

/** Paths that are drawn. */
const drawn = 24;

/** Pictures of a fit by name: those of its residuals, solution and error, its paths in the x–t plane and their Jacobian. */
export async function pictures(
  fit: Fit<TransportProblem, CharacteristicsModel>,
): Promise<Readonly<Record<string, Picture>>> {
  const common = await fitPictures(fit);
  const map = paths(fit);
  if (map === null) return common;
  const { labels, times, jacobian } = map;
  const [from, to] = fit.problem.domain[0] as readonly [number, number];
  const few = paths(fit, drawn, 401);
  const row = (i: number) => few?.places.subarray(i * 401, (i + 1) * 401) ?? new Float64Array(0);
  const title = `${fit.problem.name}, ${fit.model.mode}`;
  return {
    ...common,
    paths: await lines({
      title: `Paths of ${title}`,
      series: Array.from({ length: drawn }, (_, i) => ({
        label: "",
        x: few?.times ?? [],
        y: onRing(row(i), from, to),
      })),
      xLabel: "t",
      yLabel: "x",
    }),
    jacobian: await heatmap({
      title: `Jacobian of the paths of ${title}`,
      x: { values: times, label: "t" },
      y: { values: labels, label: "label" },
      z: tensor([labels.length, times.length], jacobian),
      zLabel: "∂x/∂label",
    }),
  };
}

/** Places moved into the ring; where a path closes it, its line has a gap. */
function onRing(places: Float64Array, from: number, to: number): Float64Array {
  const turn = (x: number) => Math.floor((x - from) / (to - from));
  return places.map((x, i) =>
    i > 0 && turn(x) !== turn(places[i - 1] as number) ? Number.NaN : x - (to - from) * turn(x),
  );
}
