import { type DenseKernels, factorise, matrix, solveFactorised } from "../../core/index.ts";
import { type Axis, axisTable, orthonormalAxis } from "./axis.ts";
import { chebyshevNodes, gaussNodes, gradedNodes, type Nodes } from "./nodes.ts";
import { placesOf, type Sizes } from "./sizes.ts";

/** Gaussians along one coordinate with the points at which equations are asked for. */
export interface Line {
  readonly axis: Axis;
  readonly nodes: Nodes;
}

/** How Gaussians are placed along a coordinate. */
export interface Placement {
  /** Centres beyond each end. */
  readonly ghosts: number;
  /** Widths in units of the distance between neighbours. */
  readonly kappa: number;
  /** Points for each function. */
  readonly density: number;
  /** Directions with a smaller share are left out of the orthonormal basis; 0 for the Gaussians themselves. */
  readonly cut: number;
}

/** Equally spaced Gaussians of one width with an orthonormal basis on Chebyshev points, or on a ring on equal ones. */
export function uniformLine(
  from: number,
  to: number,
  periodic: boolean,
  count: number,
  { ghosts, kappa, density, cut }: Placement,
): Line {
  const beyond = periodic ? 0 : ghosts;
  const spacing = (to - from) / (periodic ? count : count - 1);
  const centres = Float64Array.from({ length: count + 2 * beyond }, (_, i) => from + (i - beyond) * spacing);
  const axis = rawAxis(
    from,
    to,
    periodic,
    centres,
    centres.map(() => kappa * spacing),
  );
  const nodes = periodic
    ? gradedNodes(centres, to, density, true)
    : chebyshevNodes(from, to, Math.ceil(density * centres.length) + 1);
  return { axis: orthonormalAxis(axis, nodes.points, nodes.weights, cut), nodes };
}

/** Gaussians whose distances follow sizes, as wide as `kappa` times the distance of their neighbours. */
export function gradedLine(sizes: Sizes, { ghosts, kappa, density, cut }: Placement): Line {
  const { from, to, periodic } = sizes;
  const inner = placesOf(sizes);
  const n = inner.length;
  const beyond = periodic ? 0 : ghosts;
  const firstGap = (inner[1] as number) - from;
  const lastGap = periodic ? to - (inner[n - 1] as number) : to - (inner[n - 2] as number);
  const centres = Float64Array.from({ length: n + 2 * beyond }, (_, i) => {
    if (i < beyond) return from - (beyond - i) * firstGap;
    return i < n + beyond ? (inner[i - beyond] as number) : to + (i - n - beyond + 1) * lastGap;
  });
  const widths = centres.map((_, i) => {
    const before = i > 0 ? (centres[i] as number) - (centres[i - 1] as number) : periodic ? lastGap : firstGap;
    const behind = i + 1 < centres.length ? (centres[i + 1] as number) - (centres[i] as number) : lastGap;
    return kappa * 0.5 * (before + behind);
  });
  const nodes = gradedNodes(inner, to, density, periodic);
  const axis = rawAxis(from, to, periodic, centres, widths);
  return { axis: cut > 0 ? orthonormalAxis(axis, nodes.points, withEnds(nodes.weights, periodic), cut) : axis, nodes };
}

/**
 * Weights in which the ends count as half of a usual point more. Functions that are orthonormal without are as large at the
 * ends as points are dense there, so that conditions on faces outweigh the equations: with it iterative solves took two
 * thirds of the products.
 */
export function withEnds(weights: Float64Array, periodic: boolean): Float64Array {
  if (periodic) return weights;
  const last = weights.length - 1;
  return weights.map((w, i) => (i === 0 || i === last ? w + 0.5 / weights.length : w));
}

/**
 * Flat Gaussians of time on a slab, in their limit, at Gauss points, of which there is one more than functions: with fewer, a
 * function that vanishes at all of them would be free.
 *
 * @param order That of the equations in time: the basis is orthonormal in ∂^order u/∂t^order and the data at the beginning.
 * @param start Weight of these data.
 */
export function timeLine(from: number, to: number, functions: number, order: number, start: number): Line {
  return flatLine(from, to, functions, gaussNodes(from, to, functions + 1), { order, start, length: to - from });
}

/**
 * Flat Gaussians in their limit: polynomials.
 *
 * @param scalar In which sum of products the basis is orthonormal, if not in that of values.
 */
export function flatLine(
  from: number,
  to: number,
  functions: number,
  nodes: Nodes,
  scalar: Parameters<typeof orthonormalAxis>[4] = {},
): Line {
  const spacing = (to - from) / (functions - 1);
  const centres = Float64Array.from({ length: functions }, (_, i) => from + i * spacing);
  const widths = centres.map(() => Number.POSITIVE_INFINITY);
  const flat: Axis = { ...rawAxis(from, to, false, centres, widths), kind: "flat" };
  return { axis: orthonormalAxis(flat, nodes.points, nodes.weights, 1e-13, scalar), nodes };
}

function rawAxis(from: number, to: number, periodic: boolean, centres: Float64Array, widths: Float64Array): Axis {
  return { kind: "gaussians", from, to, periodic, centres, widths, transform: null, functions: centres.length };
}

/**
 * The matrix that turns values at a line's points into the coefficients nearest to them.
 *
 * @returns Shape [functions][points].
 */
export function fitting({ axis, nodes }: Line, kernels: DenseKernels): Float64Array {
  const { points, weights } = nodes;
  const table = axisTable(axis, points, 0);
  const n = axis.functions;
  const m = points.length;
  const weighted = table.map((value, at) => value * (weights[Math.floor(at / n)] as number));
  const gram = matrix(kernels.allocate(n * n), n, n);
  const side = matrix(kernels.allocate(n * m), n, m);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      const value = weighted[i * n + j] as number;
      side.data[j * m + i] = value;
      if (value === 0) continue;
      for (let k = 0; k <= j; k++) {
        gram.data[j * n + k] = (gram.data[j * n + k] as number) + value * (table[i * n + k] as number);
      }
    }
  }
  for (let j = 0; j < n; j++) gram.data[j * (n + 1)] = (gram.data[j * (n + 1)] as number) * (1 + 1e-12);
  factorise(gram, kernels);
  solveFactorised(gram, side, kernels);
  const out = side.data.slice();
  kernels.free(gram.data);
  kernels.free(side.data);
  return out;
}

/**
 * Applies a matrix along each axis of an array.
 *
 * @param matrices One for every axis, shape [to][from]; null leaves the axis as it is.
 * @param sizes The sizes of the axes before.
 */
export function alongAxes(
  values: Float64Array,
  sizes: readonly number[],
  matrices: readonly (Float64Array | null)[],
): Float64Array {
  let current = values;
  const now = [...sizes];
  matrices.forEach((factor, a) => {
    if (factor === null) return;
    const m = now[a] as number;
    const k = factor.length / m;
    const before = now.slice(0, a).reduce((product, size) => product * size, 1);
    const behind = now.slice(a + 1).reduce((product, size) => product * size, 1);
    const next = new Float64Array(before * k * behind);
    for (let b = 0; b < before; b++) {
      for (let i = 0; i < k; i++) {
        for (let p = 0; p < m; p++) {
          const f = factor[i * m + p] as number;
          const from = (b * m + p) * behind;
          const to = (b * k + i) * behind;
          for (let j = 0; j < behind; j++) next[to + j] = (next[to + j] as number) + f * (current[from + j] as number);
        }
      }
    }
    current = next;
    now[a] = k;
  });
  return current;
}
