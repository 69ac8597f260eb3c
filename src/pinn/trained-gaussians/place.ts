import type { Rng } from "../../core/index.ts";
import { type GaussianLayout, geometryAt, park, widthParameter } from "./layout.ts";

/** How Gaussians are placed before they move. */
export interface Placement {
  /** Widths in units of the spacing. */
  readonly overlap: number;
  /** Spacings by which centres lie outside of the domain. */
  readonly margin: number;
  /** How far centres are off the regular grid, in spacings. */
  readonly jitter: number;
}

/**
 * Puts the first `sites` sites onto a grid of equal numbers along all axes, the centres of its last rows outside of the
 * domain, and the rest of them, where the number is no such product, anywhere; parks the others. Weights are 0.
 */
export function placeOnGrid(
  layout: GaussianLayout,
  sites: number,
  { overlap, margin, jitter }: Placement,
  random: Rng,
): Float64Array {
  const { layer, domain } = layout;
  const d = layer.inputs;
  const theta = new Float64Array(layout.parameters);
  const along = Math.max(2, Math.floor(sites ** (1 / d) + 1e-9));
  const axes = domain.map(([from, to], j) => {
    const periodic = layer.periods[j] !== null;
    const spacing = (to - from) / (periodic ? along : along - 1 + (along > 2 * margin + 1 ? -2 * margin : 0));
    const first = periodic ? from : (from + to - spacing * (along - 1)) / 2;
    return { spacing, first };
  });
  for (let site = 0; site < layer.count; site++) {
    if (site >= sites) {
      park(layout, theta, site);
      continue;
    }
    const regular = site < along ** d;
    const centre = axes.map(({ spacing, first }, j) => {
      const step = Math.floor(site / along ** j) % along;
      const off = jitter * (random.uniform() - 0.5);
      const [from, to] = domain[j] as readonly [number, number];
      return regular ? first + (step + off) * spacing : from + (to - from) * random.uniform();
    });
    for (let output = 0; output < layer.outputs; output++) {
      const at = geometryAt(layout, site, output);
      centre.forEach((value, j) => {
        theta[at + j] = value;
        theta[at + d + j] = widthParameter(layout, overlap * (axes[j]?.spacing as number));
      });
      if (layout.geometry === 2 * d + 4) theta[at + 2 * d] = 1;
    }
  }
  return theta;
}
