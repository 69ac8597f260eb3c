import { tapeJets } from "../tape/jets.ts";
import { periodShifts } from "./gaussian-layer.ts";
import { coordinatePairs } from "./gaussian-records.ts";
import type { Network } from "./network.ts";
import type { TermPlan } from "./plan.ts";
import type { Arena } from "./primitives.ts";
import { coordinateCount, type ResidualProgram, type ResidualTerm } from "./program.ts";

/** The tables of the layouts, and those of Gaussians: which channels they fill, and their periods. */
export function writeTables({ numbers }: Arena, { evaluations }: TermPlan): void {
  const integers = (at: number, values: ArrayLike<number>) =>
    new Int32Array(numbers.buffer, numbers.byteOffset + 8 * at, values.length).set(values);
  for (const { shape, layers } of evaluations) {
    integers(shape.table, shape.layout.subsets);
    for (const plan of layers) {
      if (plan.kind !== "gaussians") continue;
      const { inputs } = plan.layer;
      const partials = [[], ...Array.from({ length: inputs }, (_, j) => [j]), ...coordinatePairs(inputs)];
      const channels = shape.layout.partials.map((partial) => partial.join());
      integers(
        plan.slots,
        partials.map((partial) => channels.indexOf(partial.join())),
      );
      numbers.set(periodShifts(plan.layer).flat(), plan.shifts);
    }
  }
}

/** What depends on the points alone: features, hard conditions, and what the tape reads of coordinates and data. */
export function writePoints(arena: Arena, program: ResidualProgram, term: TermPlan, source: ResidualTerm): void {
  const coordinates = coordinateCount(program, source);
  const { width, blocks } = term;
  const padded = source.points.map((set) => padPoints(set, coordinates, blocks * width));
  for (const evaluation of term.evaluations) {
    const points = padded[evaluation.at] as Float64Array;
    const { features, transform } = program.networks[evaluation.network] as Network;
    const { layout } = evaluation.shape;
    writeJets(arena.numbers, width, tapeJets(features, layout, points), blocks * width, evaluation.features);
    if (transform !== null) {
      writeJets(arena.numbers, width, tapeJets(transform, layout, points), blocks * width, evaluation.transform);
    }
  }
  const m = arena.numbers;
  const fixed = source.reads.filter(({ from }) => from === "point" || from === "data");
  fixed.forEach((read, row) => {
    for (let p = 0; p < blocks * width; p++) {
      const at = term.fixed + (Math.floor(p / width) * term.fixedRows + row) * width + (p % width);
      if (read.from === "point") m[at] = padded[read.at ?? 0]?.[p * coordinates + read.coordinate] as number;
      else if (read.from === "data") m[at] = source.data?.[read.column]?.[Math.min(p, term.count - 1)] as number;
    }
  });
}

/** Fills up with the last point. */
function padPoints(points: Float64Array, coordinates: number, count: number): Float64Array {
  const padded = new Float64Array(count * coordinates);
  padded.set(points);
  const last = points.subarray(points.length - coordinates);
  for (let at = points.length; at < padded.length; at += coordinates) padded.set(last, at);
  return padded;
}

/** From [points][rows][channels] to [blocks][rows][channels][width]. */
function writeJets(m: Float64Array, width: number, jets: Float64Array, points: number, to: number): void {
  const row = jets.length / points;
  for (let p = 0; p < points; p++) {
    const block = to + Math.floor(p / width) * row * width + (p % width);
    for (let at = 0; at < row; at++) m[block + at * width] = jets[p * row + at] as number;
  }
}

/** The square roots of the weights, 0 beyond the last point. */
export function writeWeights({ numbers: m }: Arena, term: TermPlan, weights: number | Float64Array): void {
  const { scales, components, width, blocks, count } = term;
  for (let p = 0; p < blocks * width; p++) {
    for (let k = 0; k < components; k++) {
      const weight = typeof weights === "number" ? weights : (weights[p * components + k] ?? 0);
      const at = scales + (Math.floor(p / width) * components + k) * width + (p % width);
      m[at] = p < count ? Math.sqrt(weight) : 0;
    }
  }
}
