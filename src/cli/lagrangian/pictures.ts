import { tapeAt, tensor } from "../../core/index.ts";
import { entropyOf, type Paths, paths, type ShockPaths, type TransportModel } from "../../lagrangian/index.ts";
import { heatmap, lines, type Picture } from "../../plot/index.ts";
import type { TransportProblem } from "../../problems/index.ts";
import type { Fit } from "../../training/index.ts";
import { pictures as fitPictures } from "../pinn/pictures.ts";

/** Paths that are drawn. */
const drawn = 24;
/** Times at which each is. */
const samples = 201;

/**
 * Pictures of a fit by name: those of its residuals, solution and error, its paths in the x–t plane with the shocks they end in,
 * and their Jacobian.
 */
export async function pictures(
  fit: Fit<TransportProblem, TransportModel>,
  shocks: ShockPaths | null,
): Promise<Readonly<Record<string, Picture>>> {
  const model = fit.model.name === "characteristics" ? fit.model.mode : fit.model.name;
  const common = await fitPictures(fit, model);
  const map = paths(fit);
  if (map === null) return common;
  const { labels, times, jacobian } = map;
  const [from, to] = fit.problem.domain[0] as readonly [number, number];
  const few = paths(fit, drawn, samples) ?? map;
  const title = `${fit.problem.name}, ${model}`;
  return {
    ...common,
    paths: await lines({
      title: `Paths of ${title}`,
      // One line with gaps, so that all paths look alike.
      series: [
        {
          label: shocks === null ? "" : "paths",
          x: Array.from(few.labels, () => [...few.times]).flat(),
          y: onRing(shocks === null ? few.places : untilShock(fit, few, shocks), from, to),
        },
        ...(shocks === null ? [] : [shockLine(shocks, to - from)]),
      ],
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

/** Part of the range of the initial state by which the solution where a path is may differ from what the path carries. */
const sameState = 0.02;

/** The places of paths up to where another one holds, not-a-number from there on. */
function untilShock(
  fit: Fit<TransportProblem, TransportModel>,
  { labels, times, places }: Paths,
  { times: broken }: ShockPaths,
): Float64Array {
  const carried = tapeAt(fit.problem.initial.tape, labels);
  const range = Math.max(...carried) - Math.min(...carried);
  const entropy = entropyOf(fit);
  const out = places.slice();
  const ended = new Set<number>();
  times.forEach((t, k) => {
    if (t < (broken[0] as number)) return;
    const there = Float64Array.from(labels, (_, i) => places[i * times.length + k] as number);
    entropy.values(there, t).forEach((value, i) => {
      if (Math.abs(value - (carried[i] as number)) > sameState * range) ended.add(i);
    });
    for (const i of ended) out[i * times.length + k] = Number.NaN;
  });
  return out;
}

/** All shocks as one line, with gaps between them and where one passes the end of the ring. */
function shockLine({ count, times, places }: ShockPaths, length: number) {
  const rows = Array.from({ length: count }, (_, k) => [...places.subarray(k * times.length, (k + 1) * times.length)]);
  const jumps = (row: readonly number[], i: number) =>
    i > 0 && Math.abs((row[i] as number) - (row[i - 1] as number)) > length / 2;
  return {
    label: count === 1 ? "shock" : "shocks",
    x: rows.flatMap(() => [times[0] as number, ...times]),
    y: rows.flatMap((row) => [Number.NaN, ...row.map((x, i) => (jumps(row, i) ? Number.NaN : x))]),
  };
}

/** Paths moved into the ring; where a path closes it or begins, the line has a gap. */
function onRing(places: Float64Array, from: number, to: number): Float64Array {
  const turn = (x: number) => Math.floor((x - from) / (to - from));
  return places.map((x, i) => {
    const gap = i % samples === 0 || turn(x) !== turn(places[i - 1] as number);
    return gap ? Number.NaN : x - (to - from) * turn(x);
  });
}
