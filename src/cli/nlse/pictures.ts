import { type Field, tensor } from "../../core/index.ts";
import { heatmap, lines } from "../../plot/index.ts";
import { type Invariants, relativeChanges, type WaveSystem } from "../../spectral/index.ts";

/** Most rows of a space-time map; more snapshots are thinned evenly. */
const mostRows = 1000;

/** What the pictures of a run need, gathered while it goes. */
export interface Gathered {
  readonly times: number[];
  readonly densities: Float64Array[];
  readonly invariants: { readonly t: number[]; readonly values: Invariants[] };
}

/** An empty collection. */
export function gathered(): Gathered {
  return { times: [], densities: [], invariants: { t: [], values: [] } };
}

/** Adds one saved field, number `index` of `count`. */
export function gather(
  into: Gathered,
  t: number,
  psi: Field<"x">,
  values: Invariants,
  index: number,
  count: number,
): void {
  into.invariants.t.push(t);
  into.invariants.values.push(values);
  if (index % Math.ceil(count / mostRows) !== 0) return;
  into.times.push(t);
  into.densities.push(psi.re.map((re, j) => re * re + (psi.im[j] as number) ** 2));
}

/** PNG pictures of a run: the density |ψ|² in space and time, and the relative changes of the invariants. */
export async function pictures(
  system: WaveSystem,
  { times, densities, invariants }: Gathered,
  view?: readonly [from: number, to: number],
): Promise<{ density: Uint8Array; drift: Uint8Array }> {
  const { grid, problem } = system;
  const shown = (_: number, j: number) =>
    view === undefined || ((grid.x[j] as number) >= view[0] && (grid.x[j] as number) <= view[1]);
  const x = grid.x.filter(shown);
  const z = tensor([densities.length, x.length]);
  densities.forEach((row, i) => z.data.set(row.filter(shown), i * x.length));
  const density = await heatmap({
    title: `|ψ|², ${problem.name}`,
    x: { values: x, label: "x" },
    y: { values: Float64Array.from(times), label: "t" },
    z,
    zLabel: "|ψ|²",
  });
  const changes = relativeChanges(system, invariants.values, invariants.t);
  const kept = (["mass", "momentum", "energy"] as const).filter((key) => system.laws[key].rate !== null);
  const scales = { xLabel: "t", yScale: "log" } as const;
  const after = Float64Array.from(invariants.t.slice(1));
  const mass = Float64Array.from(invariants.values.slice(1), (values) => values.mass);
  const drift = await lines(
    kept.length === 0
      ? { ...scales, title: `Mass, ${problem.name}`, series: [{ label: "mass", x: after, y: mass }], yLabel: "mass" }
      : {
          ...scales,
          title: `Change of the invariants, ${problem.name}`,
          series: kept.map((key) => ({ label: key, x: after, y: changes[key].subarray(1) })),
          yLabel: "relative change since the start",
        },
  );
  return { density: density.png, drift: drift.png };
}
