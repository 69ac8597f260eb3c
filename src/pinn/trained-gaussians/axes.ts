import type { Sizes } from "../gaussians/sizes.ts";
import { placesOf } from "../gaussians/sizes.ts";
import { type GaussianLayout, geometryAt, park, widthParameter } from "./layout.ts";

/** Centres along one coordinate, and the widths of the Gaussians there. */
export interface CentreAxis {
  readonly centres: Float64Array;
  readonly widths: Float64Array;
}

/** Centres beyond each end of a coordinate that has ends. */
const ghosts = 2;
/** Part of a spacing by which the outer centres of a regular axis lie outside. */
const margin = 0.5;

/** Equal distances, the last centres half a spacing outside; on a ring all of them within. */
export function regularAxis(
  [from, to]: readonly [number, number],
  periodic: boolean,
  count: number,
  overlap: number,
): CentreAxis {
  const spacing = (to - from) / (periodic ? count : Math.max(1, count - 1 - (count > 2 * margin + 1 ? 2 * margin : 0)));
  const first = periodic ? from : (from + to - spacing * (count - 1)) / 2;
  return {
    centres: Float64Array.from({ length: count }, (_, i) => first + i * spacing),
    widths: new Float64Array(count).fill(overlap * spacing),
  };
}

/** As many centres as wanted at distances that are proportional to the sizes, those beyond the ends included. */
export function sizedAxis(sizes: Sizes, count: number, overlap: number): CentreAxis {
  const { from, to, periodic } = sizes;
  const gaps = Math.max(3, periodic ? count : count - 1 - 2 * ghosts);
  const inside = placesOf(inGaps(sizes, gaps));
  const last = inside.length - 1;
  const at = (i: number): number => {
    if (periodic)
      return (inside[(i + inside.length) % inside.length] as number) + (to - from) * Math.floor(i / inside.length);
    if (i < 0) return from + i * ((inside[1] as number) - from);
    if (i > last) return to + (i - last) * (to - (inside[last - 1] as number));
    return inside[i] as number;
  };
  const begin = periodic ? 0 : -ghosts;
  const length = periodic ? inside.length : inside.length + 2 * ghosts;
  return {
    centres: Float64Array.from({ length }, (_, i) => at(begin + i)),
    widths: Float64Array.from({ length }, (_, i) => (overlap * (at(begin + i + 1) - at(begin + i - 1))) / 2),
  };
}

/** The sizes times the number that makes them fill their span in so many gaps. */
export function inGaps(sizes: Sizes, gaps: number): Sizes {
  const { from, to, values } = sizes;
  const step = (to - from) / (values.length - 1);
  const total = values.reduce((sum, h, i) => sum + (i === 0 || i === values.length - 1 ? 0.5 : 1) * (step / h), 0);
  return { ...sizes, values: values.map((h) => (h * total) / gaps) };
}

/** A site at every combination of centres, the first coordinate fastest; parks the sites that are left. Weights are 0. */
export function placeOnAxes(layout: GaussianLayout, axes: readonly CentreAxis[]): Float64Array {
  const { layer } = layout;
  const d = layer.inputs;
  const theta = new Float64Array(layout.parameters);
  const sites = axes.reduce((product, { centres }) => product * centres.length, 1);
  for (let site = 0; site < layer.count; site++) {
    if (site >= sites) {
      park(layout, theta, site);
      continue;
    }
    for (let output = 0; output < layer.outputs; output++) {
      const at = geometryAt(layout, site, output);
      let rest = site;
      axes.forEach(({ centres, widths }, j) => {
        const i = rest % centres.length;
        rest = Math.floor(rest / centres.length);
        theta[at + j] = centres[i] as number;
        theta[at + d + j] = widthParameter(layout, widths[i] as number);
      });
      if (layout.geometry === 2 * d + 4) theta[at + 2 * d] = 1;
    }
  }
  return theta;
}
