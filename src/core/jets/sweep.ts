import type { BlockShape } from "./block-shape.ts";
import { periodShifts } from "./gaussian-layer.ts";
import type { GaussianBlock } from "./gaussian-primitives.ts";
import { writeRecords } from "./gaussian-records.ts";
import type { DensePlan, EvaluationPlan, GaussianPlan, LayerPlan, Plan } from "./plan.ts";
import type { Arena, JetPrimitives } from "./primitives.ts";

/** What a reverse sweep does at a layer: `g` are the adjoints of its pre-activations, `x` is what it was given. */
export interface VisitLayer {
  dense(shape: BlockShape, layer: DensePlan, g: number, x: number): void;
  gaussians(block: GaussianBlock, parameter: number, g: number): void;
}

/** Forward and reverse sweeps of a network over one block, on the scratch that begins at `scratch`. */
export interface Sweeps {
  forward(evaluation: EvaluationPlan, block: number, scratch: number): void;
  /** From the adjoints of the outputs, which it may change. */
  reverse(
    evaluation: EvaluationPlan,
    block: number,
    scratch: number,
    turn: readonly [number, number],
    visit: VisitLayer,
  ): void;
}

/** The forward and the reverse sweep of a plan on the places of an arena. */
export function sweeps(plan: Plan, arena: Arena, primitives: JetPrimitives): Sweeps {
  const featuresOf = ({ features, featureCount, shape }: EvaluationPlan, block: number) =>
    features + block * featureCount * shape.channels * shape.width;

  return {
    forward(evaluation, block, scratch) {
      const { shape, layers, out, outputs, transform } = evaluation;
      const columns = shape.channels * shape.width;
      let x = featuresOf(evaluation, block);
      for (const one of layers) {
        if (one.kind === "gaussians") {
          const alone = layers.length === 1;
          primitives.gaussianValues(gaussianBlock(one, shape, x, scratch), scratch + (alone ? out : one.y));
          x = scratch + one.y;
          continue;
        }
        const { layer, parameter, packed, z, y, aux } = one;
        const bias = plan.theta + parameter + layer.inputs * layer.outputs;
        const last = layer.activation === "identity";
        const to = scratch + (last ? out : z);
        primitives.dense(packed, bias, x, to, layer.outputs, layer.inputs, columns, shape.width);
        if (!last) {
          primitives.activate(layer.activation, shape, layer.outputs, to, scratch + y, scratch + aux);
          x = scratch + y;
        }
      }
      if (transform >= 0)
        applyHard(arena.numbers, evaluation, transform + block * 2 * outputs * columns, scratch + out);
    },
    reverse(evaluation, block, scratch, turn, visit) {
      const { shape, layers, adjoint, outputs, transform } = evaluation;
      const columns = shape.channels * shape.width;
      let g = scratch + adjoint;
      if (transform >= 0) reverseHard(arena.numbers, evaluation, transform + block * 2 * outputs * columns, g);
      for (let l = layers.length - 1; l > 0; l--) {
        const one = layers[l] as DensePlan;
        const { layer, transposed } = one;
        const before = layers[l - 1] as LayerPlan;
        visit.dense(shape, one, g, scratch + before.y);
        const next = scratch + turn[l % 2 === 0 ? 0 : 1];
        primitives.dense(transposed, 0, g, next, layer.inputs, layer.outputs, columns, 0);
        if (before.kind === "dense") {
          const [z, y, aux] = [scratch + before.z, scratch + before.y, scratch + before.aux];
          primitives.activateReverse(before.layer.activation, shape, layer.inputs, z, y, aux, next);
        }
        g = next;
      }
      const first = layers[0] as LayerPlan;
      const x = featuresOf(evaluation, block);
      if (first.kind === "dense") visit.dense(shape, first, g, x);
      else visit.gaussians(gaussianBlock(first, shape, x, scratch), first.parameter, g);
    },
  };
}

function gaussianBlock(
  { layer, records, shifts, slots, rows }: GaussianPlan,
  shape: BlockShape,
  x: number,
  scratch: number,
): GaussianBlock {
  return { layer, shape, records, shifts, shiftCount: periodShifts(layer).length, slots, rows: scratch + rows, x };
}

/** u ← A + B u, output by output, as jets; A and B begin at `conditions`. */
function applyHard(m: Float64Array, { shape, outputs }: EvaluationPlan, conditions: number, u: number): void {
  const { channels, width, layout } = shape;
  const row = channels * width;
  const plain = new Float64Array(row);
  for (let k = 0; k < outputs; k++) {
    const [to, offset, factor] = [u + k * row, conditions + k * row, conditions + (outputs + k) * row];
    plain.set(m.subarray(to, to + row));
    m.copyWithin(to, offset, offset + row);
    const { products } = layout;
    for (let t = 0; t < products.length; t += 4) {
      const [out, a, b, c] = [products[t], products[t + 1], products[t + 2], products[t + 3]] as Term;
      for (let p = 0; p < width; p++) {
        const product = (m[factor + a * width + p] as number) * (plain[b * width + p] as number);
        m[to + out * width + p] = (m[to + out * width + p] as number) + c * product;
      }
    }
  }
}

type Term = [out: number, a: number, b: number, coefficient: number];

/** g ← Bᵀ g, the reverse of `applyHard`. */
function reverseHard(m: Float64Array, { shape, outputs }: EvaluationPlan, conditions: number, g: number): void {
  const { channels, width, layout } = shape;
  const row = channels * width;
  const before = new Float64Array(row);
  for (let k = 0; k < outputs; k++) {
    const [to, factor] = [g + k * row, conditions + (outputs + k) * row];
    before.set(m.subarray(to, to + row));
    m.fill(0, to, to + row);
    const { products } = layout;
    for (let t = 0; t < products.length; t += 4) {
      const [out, a, b, c] = [products[t], products[t + 1], products[t + 2], products[t + 3]] as Term;
      for (let p = 0; p < width; p++) {
        const product = (m[factor + a * width + p] as number) * (before[out * width + p] as number);
        m[to + b * width + p] = (m[to + b * width + p] as number) + c * product;
      }
    }
  }
}

/** Packs the weights of all networks, which every command wants. */
export function packWeights(plan: Plan, { numbers }: Arena, primitives: JetPrimitives): void {
  const done = new Set<number>();
  for (const one of plan.terms.flatMap(({ evaluations }) => evaluations).flatMap(({ layers }) => layers)) {
    if (done.has(one.parameter)) continue;
    done.add(one.parameter);
    const theta = plan.theta + one.parameter;
    if (one.kind === "gaussians") writeRecords(numbers, one.layer, theta, one.records);
    else primitives.pack(theta, one.packed, one.transposed, one.layer.outputs, one.layer.inputs);
  }
}
