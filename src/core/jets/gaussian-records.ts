import { frameOf, type GaussianFrame, type GaussianLayer, geometryLength } from "./gaussian-layer.ts";

/**
 * Where a Gaussian's numbers are in its record, counted from the record's start: the centre μ [d], L = diag(1/σ) Rᵀ [d][d],
 * the precision P = LᵀL [pairs], the weight, and the combinations C [parameters][basics].
 *
 * The basics of a Gaussian G under a differential operator A with constant coefficients are A G, A ∂_j G and A ∂_j ∂_k G for
 * the pairs j ≤ k: the derivatives of A (w G) by the parameters are C times these.
 */
export interface RecordShape {
  readonly inputs: number;
  readonly pairs: number;
  readonly parameters: number;
  readonly basics: number;
  readonly axes: number;
  readonly precision: number;
  readonly weight: number;
  readonly combinations: number;
  /** The length of a record. */
  readonly stride: number;
}

/** The shape of the records of a layer. */
export function recordShape(layer: GaussianLayer): RecordShape {
  const d = layer.inputs;
  const pairs = (d * (d + 1)) / 2;
  const parameters = 1 + geometryLength(layer);
  const basics = 1 + d + pairs;
  const precision = d + d * d;
  const weight = precision + pairs;
  const combinations = weight + 1;
  const stride = Math.ceil((combinations + parameters * basics) / 2) * 2;
  return { inputs: d, pairs, parameters, basics, axes: d, precision, weight, combinations, stride };
}

/** The pairs j ≤ k of coordinates in the order of all records: xx, xy, …, yy, … */
export function coordinatePairs(d: number): readonly (readonly [number, number])[] {
  return Array.from({ length: d }, (_, j) => Array.from({ length: d - j }, (_unused, k) => [j, j + k] as const)).flat();
}

/** Writes the records of all Gaussians of a layer, whose parameters begin at `theta`. */
export function writeRecords(m: Float64Array, layer: GaussianLayer, theta: number, records: number): void {
  const shape = recordShape(layer);
  const all = layer.count * layer.outputs;
  const geometry = geometryLength(layer);
  for (let q = 0; q < all; q++) {
    const frame = frameOf(layer, m, theta + all + q * geometry);
    const weight = m[theta + q] as number;
    const to = records + q * shape.stride;
    m.fill(0, to, to + shape.stride);
    m.set(frame.centre, to);
    writePrecision(m, shape, frame, to);
    m[to + shape.weight] = weight;
    writeCombinations(m, layer, shape, frame, weight, theta + all + q * geometry, to + shape.combinations);
  }
}

function writePrecision(
  m: Float64Array,
  { inputs: d, axes, precision }: RecordShape,
  frame: GaussianFrame,
  to: number,
) {
  const row = (j: number, x: number) => (frame.axes[x]?.[j] as number) / (frame.widths[j] as number);
  for (let j = 0; j < d; j++) for (let x = 0; x < d; x++) m[to + axes + j * d + x] = row(j, x);
  coordinatePairs(d).forEach(([x, y], pair) => {
    let sum = 0;
    for (let j = 0; j < d; j++) sum += row(j, x) * row(j, y);
    m[to + precision + pair] = sum;
  });
}

/**
 * With D_j the derivative along axis j times σ_j: ∂G/∂log σ_j = (D_j² + 1) G, and turning axis i towards axis j gives
 * (σ_i/σ_j − σ_j/σ_i) D_i D_j G.
 */
function writeCombinations(
  m: Float64Array,
  layer: GaussianLayer,
  { inputs: d, basics }: RecordShape,
  { widths, axes, turn }: GaussianFrame,
  weight: number,
  geometry: number,
  to: number,
): void {
  const pairs = coordinatePairs(d);
  const component = (x: number, j: number) => axes[x]?.[j] as number;
  /** Adds factor ∂_i ∂_j along two axes to a row. */
  const addSecond = (row: number, i: number, j: number, factor: number) => {
    pairs.forEach(([x, y], pair) => {
      const both = component(x, i) * component(y, j) + (x === y ? 0 : component(y, i) * component(x, j));
      const at = to + row * basics + 1 + d + pair;
      m[at] = (m[at] as number) + factor * both;
    });
  };
  m[to] = 1;
  for (let j = 0; j < d; j++) {
    m[to + (1 + j) * basics + 1 + j] = -weight;
    const width = widths[j] as number;
    const slope = layer.widths === "logarithm" ? 1 : 1 / (m[geometry + d + j] as number);
    const row = 1 + d + j;
    m[to + row * basics] = weight * slope;
    addSecond(row, j, j, weight * slope * width * width);
  }
  const turned = (row: number, i: number, j: number, factor: number) =>
    addSecond(row, i, j, factor * weight * ((widths[i] as number) ** 2 - (widths[j] as number) ** 2));
  if (turn.length === 1) turned(1 + 2 * d, 0, 1, 1);
  if (turn.length !== 4) return;
  turnSlopes(turn as [number, number, number, number]).forEach((slopes, k) => {
    slopes.forEach((slope, axis) => {
      turned(1 + 2 * d + k, (axis + 1) % 3, (axis + 2) % 3, slope);
    });
  });
}

/** The turns about the body's axes by each component of a quaternion q = (a, v): ω = 2 (a dv − v da − v × dv) / |q|². */
function turnSlopes([a, x, y, z]: readonly [number, number, number, number]): readonly (readonly number[])[] {
  const s = 2 / (a * a + x * x + y * y + z * z);
  return [
    [-s * x, -s * y, -s * z],
    [s * a, -s * z, s * y],
    [s * z, s * a, -s * x],
    [-s * y, s * x, s * a],
  ];
}
