import { invalid, type Rng } from "../core/index.ts";
import type { BoundModel, ModelTerm } from "./bound-model.ts";
import type { TrainingPlan } from "./model.ts";
import type { TrainOptions } from "./options.ts";
import { gridPoints, latinHypercubePoints, sobolPoints, uniformPoints } from "./sampling/index.ts";
import type { Sampling } from "./sampling-rule.ts";
import type { Box } from "./term.ts";

/** How many points every term is given. */
export function pointCounts(
  { terms }: BoundModel,
  plan: TrainingPlan,
  points: TrainOptions["points"] = {},
): readonly number[] {
  return terms.map(({ group, box, points: given }) =>
    given === undefined
      ? (points[group] ?? (group === "interior" ? plan.interior : plan.boundary))
      : given.length / box.length,
  );
}

/** Points of every term, shape [count][coordinates]; `random` decides all that are not given. */
export function drawPoints(
  terms: readonly ModelTerm[],
  counts: readonly number[],
  sampling: Sampling,
  random: Rng,
): readonly Float64Array[] {
  return terms.map(({ box, points }, i) => points ?? drawInBox(box, counts[i] as number, sampling, random.split(i)));
}

/** Points in a box, shape [count][coordinates]; a coordinate whose ends agree is not drawn. */
function drawInBox(box: Box, count: number, { points = "sobol" }: Sampling, random: Rng): Float64Array {
  const free = box.flatMap(([from, to], axis) => (from < to ? [axis] : []));
  const inner = free.map((axis) => box[axis] as Box[number]);
  const drawn = free.length === 0 ? new Float64Array(0) : samplers[points](inner, count, random);
  const out = new Float64Array(count * box.length);
  for (let i = 0; i < count; i++) {
    box.forEach(([from], axis) => {
      out[i * box.length + axis] = from;
    });
    free.forEach((axis, j) => {
      out[i * box.length + axis] = drawn[i * free.length + j] as number;
    });
  }
  return out;
}

const samplers = {
  sobol: sobolPoints,
  uniform: uniformPoints,
  "latin-hypercube": latinHypercubePoints,
  grid: (box: Box, count: number): Float64Array => gridPoints(box, gridCounts(box, count)),
} as const;

/** Points along every axis of a regular grid of so many points. @throws SechError where the number is no such product. */
function gridCounts(box: Box, count: number): readonly number[] {
  const along = Math.round(count ** (1 / box.length));
  if (along ** box.length === count) return box.map(() => along);
  throw invalid({
    what: `points on a grid of ${box.length} coordinates must be a whole number to the power ${box.length}`,
    got: count,
    path: "points",
    attempt: String(along ** box.length),
  });
}

/** The terms with the boxes of a window of time, which ends at a part of the whole span. */
export function withinWindow({ terms, coordinates }: BoundModel, end: number): readonly ModelTerm[] {
  if (end === 1) return terms;
  const axis = coordinates.indexOf("t");
  return terms.map((term) => {
    const [from, to] = term.box[axis] as readonly [number, number];
    return { ...term, box: term.box.with(axis, [from, from + end * (to - from)]) };
  });
}
