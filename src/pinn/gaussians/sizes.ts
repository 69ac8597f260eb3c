/** Distances wanted between neighbouring Gaussians along a coordinate, on equally spaced points. */
export interface Sizes {
  readonly from: number;
  readonly to: number;
  readonly periodic: boolean;
  /** One at each of the points, both ends included. */
  readonly values: Float64Array;
}

/** A place where sizes start small and grow with the distance from it. */
export interface Seed {
  readonly place: number;
  readonly size: number;
}

/** Bounds of sizes, and how fast they may change. */
export interface SizeRule {
  /** Part of a length scale of the solution: 1/(√(|u″|/U) + |u′|/2U). */
  readonly gamma: number;
  readonly least: number;
  readonly most: number;
  /** Change per distance. */
  readonly growth: number;
}

const samples = 3001;

/** The points at which sizes are kept. */
export function samplePlaces(from: number, to: number): Float64Array {
  return Float64Array.from({ length: samples }, (_, i) => from + ((to - from) * i) / (samples - 1));
}

/** The same size everywhere, but for seeds. */
export function uniformSizes(from: number, to: number, periodic: boolean, size: number): Sizes {
  return { from, to, periodic, values: new Float64Array(samples).fill(size) };
}

/**
 * Sizes from slopes and curvatures at `samplePlaces`: the smaller, the steeper or more bent the solution is.
 *
 * @param largest U, the largest size of the solution.
 */
export function curvatureSizes(
  from: number,
  to: number,
  periodic: boolean,
  slopes: Float64Array,
  curvatures: Float64Array,
  largest: number,
  { gamma, least, most }: SizeRule,
): Sizes {
  const values = slopes.map((slope, i) => {
    const bent = Math.sqrt(Math.abs(curvatures[i] as number) / largest);
    const wanted = gamma / (bent + (0.5 * Math.abs(slope)) / largest);
    return Math.min(most, Math.max(least, wanted));
  });
  return { from, to, periodic, values };
}

/** The smaller of two sizes everywhere. */
export function smaller(a: Sizes, b: Sizes): Sizes {
  return { ...a, values: a.values.map((value, i) => Math.min(value, b.values[i] as number)) };
}

/** How much coarser one is than another at most. */
export function coarseness(used: Sizes, needed: Sizes): number {
  return used.values.reduce((most, value, i) => Math.max(most, value / (needed.values[i] as number)), 0);
}

/** Sizes that seeds are in, and that change no faster than `growth`. */
export function graded(sizes: Sizes, seeds: readonly Seed[], growth: number): Sizes {
  const { from, to, periodic } = sizes;
  const values = sizes.values.slice();
  const step = (to - from) / (samples - 1);
  for (const { place, size } of seeds) {
    const i = Math.min(samples - 1, Math.max(0, Math.round((place - from) / step)));
    values[i] = Math.min(values[i] as number, size);
  }
  const rounds = periodic ? 2 : 1;
  for (let round = 0; round < rounds; round++) {
    if (periodic) values.fill(Math.min(values[0] as number, values[samples - 1] as number), 0, 1);
    if (periodic) values[samples - 1] = values[0] as number;
    for (let i = 1; i < samples; i++) {
      values[i] = Math.min(values[i] as number, (values[i - 1] as number) + growth * step);
    }
    for (let i = samples - 2; i >= 0; i--) {
      values[i] = Math.min(values[i] as number, (values[i + 1] as number) + growth * step);
    }
  }
  return { from, to, periodic, values };
}

/** Places from one end to the other (on a ring without the last) whose distances follow the sizes. */
export function placesOf({ from, to, periodic, values }: Sizes): Float64Array {
  const step = (to - from) / (samples - 1);
  const passed = new Float64Array(samples);
  for (let i = 1; i < samples; i++) {
    const density = 0.5 * (1 / (values[i - 1] as number) + 1 / (values[i] as number));
    passed[i] = (passed[i - 1] as number) + density * step;
  }
  const total = passed[samples - 1] as number;
  const gaps = Math.max(3, Math.ceil(total - 1e-9));
  let i = 1;
  return Float64Array.from({ length: periodic ? gaps : gaps + 1 }, (_, j) => {
    if (j === gaps) return to;
    const wanted = (total * j) / gaps;
    while ((passed[i] as number) < wanted) i += 1;
    const before = passed[i - 1] as number;
    return from + step * (i - 1 + (wanted - before) / ((passed[i] as number) - before));
  });
}
