import type { LeastSquares, ResidualObjective } from "../../core/index.ts";
import { type GaussianLayout, geometryAt, park, sitesInUse, widthAt, widthParameter } from "./layout.ts";

/** An objective that tells where its points are. */
export function withPoints(objective: LeastSquares): ResidualObjective | null {
  return "points" in objective ? (objective as ResidualObjective) : null;
}

/** How much narrower an inserted Gaussian is than the one nearest to it. */
const narrower = 0.6;
/** Widths of the new ones between two that are inserted together. */
const apart = 2;

/**
 * Inserts up to `count` sites with weight 0 where the residuals of the interior are largest, each with the axes of the
 * nearest site and narrower. Gives their number.
 */
export function insertSites(
  layout: GaussianLayout,
  objective: ResidualObjective,
  theta: Float64Array,
  count: number,
): number {
  const { layer } = layout;
  const used = sitesInUse(layout, theta);
  const interior = objective.terms[0];
  const points = interior === undefined ? undefined : objective.points(interior.name)[0];
  if (interior === undefined || points === undefined || used === 0) return 0;
  const residuals = new Float64Array(objective.rows);
  objective.residuals(theta, residuals);
  const { start, count: rows, components } = interior;
  const sizes = Float64Array.from({ length: rows }, (_, p) =>
    Math.hypot(...residuals.subarray(start + p * components, start + (p + 1) * components)),
  );
  const order = Array.from(sizes.keys()).sort((a, b) => (sizes[b] as number) - (sizes[a] as number));
  const free = Math.min(count, layer.count - used);
  let inserted = 0;
  for (const p of order) {
    if (inserted === free) break;
    const point = points.subarray(p * layer.inputs, (p + 1) * layer.inputs);
    const close = Array.from({ length: inserted }, (_, i) => used + i).some(
      (site) => distance(layout, theta, site, point) < apart,
    );
    if (close) continue;
    copySite(layout, theta, nearest(layout, theta, used, point), used + inserted, point);
    inserted += 1;
  }
  return inserted;
}

/** Takes sites out of use; those that remain move up. Gives where each place's site came from. */
export function removeSites(
  layout: GaussianLayout,
  theta: Float64Array,
  sites: ReadonlySet<number>,
): readonly number[] {
  const { count } = layout.layer;
  const kept = Array.from({ length: count }, (_, site) => site).filter((site) => !sites.has(site));
  const from = [...kept, ...sites];
  orderSites(layout, theta, from);
  for (let site = kept.length; site < count; site++) park(layout, theta, site);
  return from;
}

/** Puts sites into another order, which changes no sum of them; `from` tells where the site of each place was. */
export function orderSites(
  { layer, all, geometry }: GaussianLayout,
  theta: Float64Array,
  from: readonly number[],
): void {
  const end = all * (1 + geometry);
  theta.set(orderBlocks(theta.subarray(0, all), from, layer.outputs));
  theta.set(orderBlocks(theta.subarray(all, end), from, layer.outputs * geometry), all);
}

/** Blocks of equal width in another order. */
export function orderBlocks(values: Float64Array, from: readonly number[], width: number): Float64Array {
  const out = new Float64Array(values.length);
  from.forEach((source, to) => {
    out.set(values.subarray(source * width, (source + 1) * width), to * width);
  });
  return out;
}

/** |diag(1/σ) (x − μ)|, axes as if they were not turned. */
function distance(layout: GaussianLayout, theta: Float64Array, site: number, point: Float64Array): number {
  const at = geometryAt(layout, site);
  let sum = 0;
  point.forEach((x, j) => {
    const width = widthAt(layout, theta, at + layout.layer.inputs + j);
    sum += ((x - (theta[at + j] as number)) / width) ** 2;
  });
  return Math.sqrt(sum);
}

function nearest(layout: GaussianLayout, theta: Float64Array, used: number, point: Float64Array): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (let site = 0; site < used; site++) {
    const far = distance(layout, theta, site, point);
    if (far < least) [best, least] = [site, far];
  }
  return best;
}

function copySite(layout: GaussianLayout, theta: Float64Array, from: number, to: number, point: Float64Array): void {
  const { layer, geometry } = layout;
  const d = layer.inputs;
  for (let output = 0; output < layer.outputs; output++) {
    const [source, place] = [geometryAt(layout, from, output), geometryAt(layout, to, output)];
    theta[to * layer.outputs + output] = 0;
    theta.copyWithin(place, source, source + geometry);
    theta.set(point, place);
    for (let j = 0; j < d; j++) {
      theta[place + d + j] = widthParameter(layout, narrower * widthAt(layout, theta, source + d + j));
    }
  }
}
