import type { CentreAxis } from "./axes.ts";
import type { Cell } from "./cells.ts";
import { type GaussianLayout, geometryAt, park, widthParameter } from "./layout.ts";

/**
 * A site in every cell and at every centre in time; parks the sites that are left. Weights are 0.
 *
 * @param overlap Widths in units of the sides of cells.
 * @param space The two coordinates of the plane; the third is time.
 */
export function placeInCells(
  layout: GaussianLayout,
  cells: readonly Cell[],
  overlap: number,
  space: readonly [number, number],
  { centres, widths }: CentreAxis,
): Float64Array {
  const { layer } = layout;
  const theta = new Float64Array(layout.parameters);
  for (let site = 0; site < layer.count; site++) {
    const cell = cells[site % cells.length] as Cell;
    const step = Math.floor(site / cells.length);
    if (step >= centres.length) {
      park(layout, theta, site);
      continue;
    }
    for (let output = 0; output < layer.outputs; output++) {
      const at = geometryAt(layout, site, output);
      for (let c = 0; c < 3; c++) {
        const inPlane = space.indexOf(c) as 0 | 1 | -1;
        const [centre, width] =
          inPlane < 0
            ? [centres[step] as number, widths[step] as number]
            : [cell.centre[inPlane as 0 | 1], overlap * cell.sides[inPlane as 0 | 1]];
        theta[at + c] = centre;
        theta[at + layer.inputs + c] = widthParameter(layout, width);
      }
      if (layout.geometry === 2 * layer.inputs + 4) theta[at + 2 * layer.inputs] = 1;
    }
  }
  return theta;
}
