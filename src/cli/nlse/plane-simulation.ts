import { type Field, tensor } from "../../core/index.ts";
import { heatmap, lines } from "../../plot/index.ts";
import {
  type EvolveOptions,
  emptyPlane,
  integratePlaneAsync,
  type PlaneIntegrals,
  type PlaneSystem,
  planeEntropies,
  planeError,
  planeIntegrals,
  planeRow,
} from "../../spectral/index.ts";
import { changesOf, largest } from "./changes.ts";
import { densityOf, driftPicture } from "./pictures.ts";
import type { RunRecord, Simulation } from "./simulation.ts";

/** What makes a simulation of a plane. */
export interface PlaneSettings extends Pick<Simulation, "scenario" | "span" | "snapshots" | "groundState"> {
  readonly system: PlaneSystem;
  readonly options: Pick<EvolveOptions<Field<"x">>, "method" | "rtol" | "step">;
}

/** A field on a plane as a run sees it. */
export function planeSimulation(settings: PlaneSettings): Simulation {
  const { scenario, span, snapshots, groundState, system, options } = settings;
  const { x, y, potential } = system;
  const trapped = potential.some((value) => value !== potential[0]);
  return {
    scenario,
    span,
    snapshots,
    groundState,
    kernels: system.kernels.name,
    grid: { points: [x.points, y.points], length: [x.length, y.length] },
    size: x.points * y.points,
    header: emptyPlane(system),
    balance: {
      mass: "conserved",
      momentum: trapped ? "not conserved: changed by the potential" : "conserved",
      energy: "conserved",
    },
    integrate: async (watching) =>
      integratePlaneAsync(system, span, { ...options, ...watching, saveAt: { count: snapshots }, keep: false }),
    record: () => record(settings, trapped),
  };
}

function record({ scenario, system }: PlaneSettings, trapped: boolean): RunRecord {
  const t: number[] = [];
  const kept: PlaneIntegrals[] = [];
  let first: Float64Array | undefined;
  let last: { readonly t: number; readonly density: Float64Array } | undefined;
  // A field may stand still: then its momentum changes relative to 2π/L times its mass.
  const slow = () => (2 * Math.PI * (kept[0]?.mass ?? 0)) / Math.max(system.x.length, system.y.length);
  const changes = () => {
    const [along, across] = [0, 1].map((i) =>
      changesOf(
        kept.map(({ momentum }) => momentum[i as 0 | 1]),
        slow(),
      ),
    ) as [Float64Array, Float64Array];
    return {
      mass: changesOf(kept.map(({ mass }) => mass)),
      momentum: along.map((change, i) => (trapped ? Number.NaN : Math.max(change, across[i] as number))),
      energy: changesOf(kept.map(({ energy }) => energy)),
    };
  };
  return {
    save(time, psi) {
      const values = planeIntegrals(system, psi);
      t.push(time);
      kept.push(values);
      first ??= densityOf(psi);
      return planeRow(system, time, psi, values);
    },
    finish(end, time) {
      const { centre, meanSquareRadius } = planeIntegrals(system, end);
      last = { t: time, density: densityOf(end) };
      const { mass, momentum, energy } = changes();
      return {
        error: planeError(system, end, time),
        drift: { mass: largest(mass), momentum: largest(momentum), energy: largest(energy) },
        entropy: planeEntropies(system, end),
        diagnostics: { centre, meanSquareRadius },
      };
    },
    async pictures() {
      const maps: Record<string, Uint8Array> = {};
      const top = [first, last?.density].reduce((most, density) => Math.max(most, ...(density ?? [])), 0);
      if (first !== undefined) maps["density-start"] = await densityMap(scenario, system, first, t[0] ?? 0, top);
      if (last !== undefined) maps["density-end"] = await densityMap(scenario, system, last.density, last.t, top);
      return {
        ...maps,
        motion: await motion(scenario, t, kept),
        drift: await driftPicture(scenario, t, kept, changes()),
      };
    },
  };
}

/** A map of one density, with the colours of all. */
async function densityMap(
  scenario: string,
  { x, y }: PlaneSystem,
  density: Float64Array,
  t: number,
  top: number,
): Promise<Uint8Array> {
  const { png } = await heatmap({
    title: `|ψ|² at t = ${Number(t.toPrecision(4))}, ${scenario}`,
    x: { values: x.x, label: "x" },
    y: { values: y.x, label: "y" },
    z: tensor([y.points, x.points], density),
    zLabel: "|ψ|²",
    zDomain: [0, top > 0 ? top : 1],
    width: 616,
    height: 560,
  });
  return png;
}

/** Centre and root mean square radius over time. */
async function motion(scenario: string, t: readonly number[], kept: readonly PlaneIntegrals[]): Promise<Uint8Array> {
  const series = (label: string, value: (values: PlaneIntegrals) => number) => ({ label, x: t, y: kept.map(value) });
  const { png } = await lines({
    title: `Centre and radius, ${scenario}`,
    xLabel: "t",
    panels: [
      { yLabel: "centre", series: [series("x", ({ centre }) => centre[0]), series("y", ({ centre }) => centre[1])] },
      { yLabel: "√⟨x² + y²⟩", series: [series("", ({ meanSquareRadius }) => Math.sqrt(meanSquareRadius))] },
    ],
  });
  return png;
}
