import type { ModeKernels } from "../mode-kernels.ts";

/** The rows are made from the roots of each polynomial; in float64 that is good enough for up to 11 nodes at the step ratios that a controller makes. */
export const multistepWeights: ModeKernels["multistepWeights"] = (nodes, order, h, corrects, weights, ends, endsAt) => {
  const row = order + 1;
  let at = 0;
  if (corrects) {
    const scale = h / product(nodes, order, -1, 1);
    fromRoots(nodes, order - 1, -1, scale, weights, 0);
    multiplyByRoot(weights, 0, order - 1, 1);
    fromRoots(nodes, order, -1, scale, weights, row);
    for (let m = 0; m <= order; m++) weights[row + m] = (weights[row + m] as number) - (weights[m] as number);
    at = 2 * row;
  }
  for (let j = 0; j < order; j++, at += row) {
    const size = product(nodes, order, j, nodes[j] as number);
    fromRoots(nodes, order, j, h / size, weights, at);
    weights[at + order] = 0;
    ends[endsAt + j] = product(nodes, order, j, 1) / size;
  }
};

/** Writes the coefficients of scale Π_{i<count, i≠skip} (s − nodes[i]) into out[at …]. */
function fromRoots(
  nodes: Float64Array,
  count: number,
  skip: number,
  scale: number,
  out: Float64Array,
  at: number,
): void {
  let degree = 0;
  out[at] = scale;
  for (let i = 0; i < count; i++) {
    if (i === skip) continue;
    multiplyByRoot(out, at, degree, nodes[i] as number);
    degree += 1;
  }
}

/** Multiplies the polynomial out[at … at + degree] by (s − root). */
function multiplyByRoot(out: Float64Array, at: number, degree: number, root: number): void {
  out[at + degree + 1] = out[at + degree] as number;
  for (let m = degree; m > 0; m--) out[at + m] = (out[at + m - 1] as number) - root * (out[at + m] as number);
  out[at] = -root * (out[at] as number);
}

/** Π_{i<count, i≠skip} (s − nodes[i]) */
function product(nodes: Float64Array, count: number, skip: number, s: number): number {
  let value = 1;
  for (let i = 0; i < count; i++) if (i !== skip) value *= s - (nodes[i] as number);
  return value;
}
