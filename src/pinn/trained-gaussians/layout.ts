import { type GaussianLayer, geometryLength, type Network } from "../../core/index.ts";
import type { PdeProblem } from "../../problems/index.ts";

/**
 * Where the Gaussians of a network are among its parameters. A site is a Gaussian of every output: they begin at one place
 * and are inserted and taken out together. Sites that are not in use are parked far outside the domain, where all they give
 * is 0.
 */
export interface GaussianLayout {
  readonly layer: GaussianLayer;
  readonly domain: PdeProblem["domain"];
  /** Gaussians, as many as there are weights. */
  readonly all: number;
  /** Numbers of the geometry of one. */
  readonly geometry: number;
  /** Parameters of the network, those of a head included. */
  readonly parameters: number;
}

/** The Gaussian layer of a network over a box. */
export function layoutOf(network: Network, domain: PdeProblem["domain"]): GaussianLayout {
  const layer = network.layers[0] as GaussianLayer;
  const all = layer.count * layer.outputs;
  return { layer, domain, all, geometry: geometryLength(layer), parameters: network.parameters };
}

/** Where the geometry of a Gaussian of a site begins. */
export function geometryAt({ all, geometry, layer }: GaussianLayout, site: number, output = 0): number {
  return all + (site * layer.outputs + output) * geometry;
}

/** A width, of either form of its parameter. */
export function widthAt({ layer }: GaussianLayout, theta: Float64Array, at: number): number {
  const value = theta[at] as number;
  return layer.widths === "logarithm" ? Math.exp(value) : Math.abs(value);
}

/** The parameter of a width. */
export function widthParameter({ layer }: GaussianLayout, width: number): number {
  return layer.widths === "logarithm" ? Math.log(width) : width;
}

/** How many lengths of the domain beyond its end the parked ones are. */
const away = 1000;

/** Parks a site. */
export function park(layout: GaussianLayout, theta: Float64Array, site: number): void {
  const { layer, domain } = layout;
  for (let output = 0; output < layer.outputs; output++) {
    theta[site * layer.outputs + output] = 0;
    const at = geometryAt(layout, site, output);
    theta.fill(0, at, at + layout.geometry);
    domain.forEach(([from, to], j) => {
      theta[at + j] = to + away * (to - from);
      theta[at + layer.inputs + j] = widthParameter(layout, (to - from) / 10);
    });
    if (layout.geometry === 2 * layer.inputs + 4) theta[at + 2 * layer.inputs] = 1;
  }
}

/** Whether a site is in use. */
function inUse(layout: GaussianLayout, theta: Float64Array, site: number): boolean {
  const [from, to] = layout.domain[0] as readonly [number, number];
  return (theta[geometryAt(layout, site)] as number) < to + (away / 2) * (to - from);
}

/** How many sites are in use; they come first. */
export function sitesInUse(layout: GaussianLayout, theta: Float64Array): number {
  let count = 0;
  while (count < layout.layer.count && inUse(layout, theta, count)) count += 1;
  return count;
}

/** Centres of all Gaussians, shape [all][inputs]. */
export function centresOf(layout: GaussianLayout, theta: Float64Array): Float64Array {
  const d = layout.layer.inputs;
  const out = new Float64Array(layout.all * d);
  for (let q = 0; q < layout.all; q++) {
    const at = geometryAt(layout, 0) + q * layout.geometry;
    out.set(theta.subarray(at, at + d), q * d);
  }
  return out;
}
