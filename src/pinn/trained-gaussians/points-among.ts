import { frameOf, type Rng } from "../../core/index.ts";
import { type GaussianLayout, geometryAt, sitesInUse } from "./layout.ts";

/** Widths from a centre within which points of a Gaussian lie. */
const reach = 1.5;
/** One of so many points is anywhere in the domain. */
const anywhere = 5;

/**
 * Points of the domain that follow the Gaussians, shape [count][coordinates]: most lie within 1.5 widths of one of them, of
 * each as many, so that none of them, however narrow, is without points; every fifth is anywhere.
 */
export function pointsAmong(layout: GaussianLayout, theta: Float64Array, count: number, random: Rng): Float64Array {
  const { layer, domain } = layout;
  const d = layer.inputs;
  const all = sitesInUse(layout, theta) * layer.outputs;
  const out = new Float64Array(count * d);
  for (let p = 0; p < count; p++) {
    const q = Math.floor((p * (anywhere - 1)) / anywhere) % all;
    const frame = p % anywhere === 0 ? null : frameOf(layer, theta, geometryAt(layout, 0) + q * layout.geometry);
    domain.forEach(([from, to], x) => {
      const centre = frame?.centre[x] ?? 0;
      const far =
        frame === null ? 0 : reach * Math.hypot(...frame.widths.map((w, j) => w * (frame.axes[x]?.[j] as number)));
      const ring = layer.periods[x] !== null;
      const [low, high] = ring
        ? [centre - far, centre + far]
        : [Math.max(from, centre - far), Math.min(to, centre + far)];
      const inside = frame !== null && low < high && (!ring || 2 * far < to - from);
      const place = inside ? low + (high - low) * random.uniform() : from + (to - from) * random.uniform();
      out[p * d + x] = ring ? from + ((((place - from) % (to - from)) + (to - from)) % (to - from)) : place;
    });
  }
  return out;
}
