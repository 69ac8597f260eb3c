import { invalid, type Rng } from "../core/index.ts";
import type { BoundModel, ModelTerm, TrainingPlan } from "./model.ts";
import type { Sampling, TrainOptions } from "./options.ts";
import { unitPoints } from "./sampling/index.ts";
import type { Box } from "./terms.ts";

/** How many points every term is given. */
export function pointCounts(
  { terms }: BoundModel,
  plan: TrainingPlan,
  points: TrainOptions["points"] = {},
): readonly number[] {
  return terms.map(({ group }) => points[group] ?? (group === "interior" ? plan.interior : plan.boundary));
}

/** Points of every term, shape [count][coordinates]; `random` decides them all. */
export function drawPoints(
  terms: readonly ModelTerm[],
  counts: readonly number[],
  sampling: Sampling,
  random: Rng,
): readonly Float64Array[] {
  return terms.map(({ box }, i) => drawInBox(box, counts[i] as number, sampling, random.split(i)));
}

/** Points in a box, shape [count][coordinates]; a coordinate whose ends agree is not drawn. */
function drawInBox(box: Box, count: number, { points = "sobol" }: Sampling, random: Rng): Float64Array {
  const free = box.flatMap(([from, to], axis) => (from < to ? [axis] : []));
  const unit = free.length === 0 ? new Float64Array(0) : unitPoints(points, count, free.length, random);
  const out = new Float64Array(count * box.length);
  for (let i = 0; i < count; i++) {
    box.forEach(([from], axis) => {
      out[i * box.length + axis] = from;
    });
    free.forEach((axis, j) => {
      const [from, to] = box[axis] as readonly [number, number];
      out[i * box.length + axis] = from + (to - from) * (unit[i * free.length + j] as number);
    });
  }
  return out;
}

/** The terms with the boxes of a window of time, which ends at a part of the whole span. */
export function withinWindow({ terms, coordinates }: BoundModel, end: number): readonly ModelTerm[] {
  if (end === 1) return terms;
  const axis = coordinates.indexOf("t");
  if (axis < 0) throw invalid({ what: "windows need a coordinate t", got: coordinates, path: "windows" });
  return terms.map((term) => {
    const [from, to] = term.box[axis] as readonly [number, number];
    return { ...term, box: term.box.with(axis, [from, from + end * (to - from)]) };
  });
}
