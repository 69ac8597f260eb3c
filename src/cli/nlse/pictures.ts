import { type Grid, tensor } from "../../core/index.ts";
import { heatmap, lines } from "../../plot/index.ts";
import type { Drift, Invariants } from "../../spectral/index.ts";

/** Most rows of a space-time map; more snapshots are thinned evenly. */
const mostRows = 1000;

/** Densities over time, thinned for a map. */
export interface SpaceTime {
  readonly times: number[];
  readonly densities: Float64Array[];
}

/** Adds one density, number `index` of `count`. */
export function gather(
  { times, densities }: SpaceTime,
  t: number,
  density: () => Float64Array,
  index: number,
  count: number,
): void {
  if (index % Math.ceil(count / mostRows) !== 0) return;
  times.push(t);
  densities.push(density());
}

/** |ψ|² of every point. */
export function densityOf({ re, im }: { readonly re: Float64Array; readonly im: Float64Array }): Float64Array {
  return re.map((a, j) => a * a + (im[j] as number) ** 2);
}

/** A map of densities over the ring, or a part of it, and time. */
export async function spaceTimeMap(
  title: string,
  zLabel: string,
  grid: Grid,
  { times, densities }: SpaceTime,
  view?: readonly [from: number, to: number],
): Promise<Uint8Array> {
  const shown = (_: number, j: number) =>
    view === undefined || ((grid.x[j] as number) >= view[0] && (grid.x[j] as number) <= view[1]);
  const x = grid.x.filter(shown);
  const z = tensor([densities.length, x.length]);
  densities.forEach((row, i) => z.data.set(row.filter(shown), i * x.length));
  const { png } = await heatmap({
    title,
    x: { values: x, label: "x" },
    y: { values: Float64Array.from(times), label: "t" },
    z,
    zLabel,
  });
  return png;
}

/** Lines of the relative changes of what is kept, NaN for what is not; the mass where nothing is. */
export async function driftPicture(
  name: string,
  t: readonly number[],
  values: readonly Pick<Invariants, "mass">[],
  changes: Readonly<Record<keyof Drift, Float64Array>>,
): Promise<Uint8Array> {
  const kept = (["mass", "momentum", "energy"] as const).filter((key) => !Number.isNaN(changes[key].at(-1)));
  const scales = { xLabel: "t", yScale: "log" } as const;
  const after = Float64Array.from(t.slice(1));
  const mass = Float64Array.from(values.slice(1), (value) => value.mass);
  const { png } = await lines(
    kept.length === 0
      ? { ...scales, title: `Mass, ${name}`, series: [{ label: "mass", x: after, y: mass }], yLabel: "mass" }
      : {
          ...scales,
          title: `Change of the invariants, ${name}`,
          series: kept.map((key) => ({ label: key, x: after, y: changes[key].subarray(1) })),
          yLabel: "relative change since the start",
        },
  );
  return png;
}
