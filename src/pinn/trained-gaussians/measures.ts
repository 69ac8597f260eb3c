import { gaussianMeasures } from "../gaussian-measures.ts";
import { centresOf, type GaussianLayout, sitesInUse, widthAt } from "./layout.ts";

/** What is told of the Gaussians at the end. */
interface Counts {
  /** Where each centre was placed or inserted, shape [all][inputs]. */
  readonly born: Float64Array;
  readonly inserted: number;
  readonly removed: number;
}

/**
 * The number of Gaussians in use, the median distance of their centres from where they were placed or inserted, their least
 * and largest width, both in units of the coordinates, and how many sites were inserted and taken out while training.
 */
export function measuresOf(
  layout: GaussianLayout,
  theta: Float64Array,
  { born, inserted, removed }: Counts,
): Readonly<Record<string, number>> {
  const { layer, all, geometry } = layout;
  const d = layer.inputs;
  const count = sitesInUse(layout, theta) * layer.outputs;
  const centres = centresOf(layout, theta);
  const moved = Array.from({ length: count }, (_, q) =>
    Math.hypot(
      ...Array.from({ length: d }, (_unused, j) => (centres[q * d + j] as number) - (born[q * d + j] as number)),
    ),
  );
  const widths = Array.from({ length: count * d }, (_, i) =>
    widthAt(layout, theta, all + Math.floor(i / d) * geometry + d + (i % d)),
  );
  return { ...gaussianMeasures(count, moved, widths), inserted, removed };
}
