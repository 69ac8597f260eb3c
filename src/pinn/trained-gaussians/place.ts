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
  /** Centres along each coordinate, or null for equal numbers. */
  readonly along: readonly number[] | null;
}

/**
 * Puts the first `sites` sites onto a grid, the centres of its last rows outside of the
 * domain, and the rest of them, where the number is no such product, anywhere; parks the others. Weights are 0.
 */
export function placeOnGrid(
  layout: GaussianLayout,
  sites: number,
  { overlap, margin, jitter, along: given }: Placement,
  random: Rng,
): Float64Array {
  const { layer, domain } = layout;
  const d = layer.inputs;
  const theta = new Float64Array(layout.parameters);
  const equal = Math.max(2, Math.floor(sites ** (1 / d) + 1e-9));
  const grid = given ?? domain.map(() => equal);
  const together = grid.reduce((all, n) => all * n, 1);
  const axes = domain.map(([from, to], j) => {
    const along = grid[j] as number;
    const periodic = layer.periods[j] !== null;
    const spacing = (to - from) / (periodic ? along : along - 1 + (along > 2 * margin + 1 ? -2 * margin : 0));
    const first = periodic ? from : (from + to - spacing * (along - 1)) / 2;
    return { spacing, first, along, stride: grid.slice(0, j).reduce((all, n) => all * n, 1) };
  });
  for (let site = 0; site < layer.count; site++) {
    if (site >= sites) {
      park(layout, theta, site);
      continue;
    }
    const regular = site < together;
    const centre = axes.map(({ spacing, first, along, stride }, j) => {
      const step = Math.floor(site / stride) % along;
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
