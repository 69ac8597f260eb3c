import { digits } from "../output.ts";
import type { PinnReport } from "./run.ts";

/** One line on what the trainer of Gaussians did, of its own numbers alone; none for other models. */
export function gaussianLine({
  trainer,
  stages,
  gaussians = {},
}: Pick<PinnReport, "trainer" | "stages" | "gaussians">): string[] {
  const last = stages.at(-1);
  if (trainer === undefined || last === undefined) return [];
  const { window, errorEstimate } = gaussians;
  const parts = [
    ...population(gaussians),
    ...movement(gaussians),
    `${last.steps} ${solvesOf[last.name] ?? `steps of ${last.name}`}`,
    ...(errorEstimate === undefined ? [] : [`own estimate of the relative error ${digits(errorEstimate)}`]),
    `ended by: ${last.stopReason}`,
  ];
  return [`${window === undefined ? "" : `window ${window}: `}${trainer}: ${parts.join(", ")}`];
}

/** What the steps of trainers are that solve for fixed Gaussians, by the name of their stage. */
const solvesOf: Readonly<Record<string, string>> = { auto: "linear solves", separable: "sweeps" };

type Measures = NonNullable<PinnReport["gaussians"]>;

/** How many there are, and in what they are arranged. */
function population({ count, slabs, rank, windows, widthMax }: Measures): string[] {
  if (count === undefined) return [];
  if (rank !== undefined) return [`${count} Gaussians of one coordinate in ${many(rank, "product")}`];
  if (windows !== undefined) return [`at most ${count} Gaussians in each of ${many(windows, "window")} of time`];
  // Without any finite width all are flat, and products of polynomials.
  const some = `${count} ${widthMax === undefined ? "flat Gaussians (polynomials)" : "Gaussians"}`;
  return [slabs === undefined ? some : `${some} in space in ${many(slabs, "slab")} of time`];
}

/** How far they moved: in windows of time in units of their widths, otherwise in those of the coordinates. */
function movement({ movedMedian, movedShare, lowered, inserted, removed, windows }: Measures): string[] {
  if (movedMedian === undefined) return [];
  if (inserted === undefined || removed === undefined || movedShare === 0) return ["placed and not moved"];
  const unit = windows === undefined ? "" : " widths";
  return [
    `${movedShare === undefined ? "" : `${digits(100 * movedShare)} % `}moved, the median by ${digits(movedMedian)}${unit}`,
    ...(lowered === undefined ? [] : [`which divided the residual by ${digits(lowered)}`]),
    ...(inserted + removed === 0 ? [] : [`${inserted} inserted and ${removed} removed`]),
  ];
}

function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
