import type { Field } from "../../core/index.ts";
import {
  driftFrom,
  emptyDataset,
  entropies,
  fieldError,
  type Invariants,
  integrateAsync,
  invariants,
  relativeChanges,
  toRow,
  type WaveIntegrateOptions,
  type WaveSystem,
} from "../../spectral/index.ts";
import { diagnosticPictures } from "./diagnostic-pictures.ts";
import { type DiagnosticSeries, diagnosticsCollector } from "./diagnostics.ts";
import { densityOf, driftPicture, gather, type SpaceTime, spaceTimeMap } from "./pictures.ts";
import type { NlseConfig } from "./schema.ts";
import type { RunRecord, Simulation } from "./simulation.ts";

/** What makes a simulation of a single wave. */
export interface WaveSettings extends Pick<Simulation, "scenario" | "span" | "snapshots" | "groundState"> {
  readonly system: WaveSystem;
  readonly options: WaveIntegrateOptions;
  readonly diagnostics: NlseConfig["diagnostics"];
  /** The part of the domain that pictures show. */
  readonly view?: readonly [from: number, to: number] | undefined;
}

/** A single wave as a run sees it. */
export function waveSimulation(settings: WaveSettings): Simulation {
  const { scenario, span, snapshots, groundState, system, options } = settings;
  const { mass, momentum, energy } = system.laws;
  return {
    scenario,
    span,
    snapshots,
    groundState,
    kernels: system.kernels.name,
    grid: { points: system.grid.points, length: system.grid.length },
    size: system.grid.points,
    header: emptyDataset(system),
    balance: { mass: mass.text, momentum: momentum.text, energy: energy.text },
    integrate: (watching) =>
      integrateAsync(system, span, { ...options, ...watching, saveAt: { count: snapshots }, keep: false }),
    record: () => record(settings),
  };
}

function record({ system, diagnostics, snapshots, view }: WaveSettings): RunRecord {
  const { name } = system.problem;
  const collector = diagnosticsCollector(system, diagnostics, snapshots);
  const density: SpaceTime = { times: [], densities: [] };
  const t: number[] = [];
  const kept: Invariants[] = [];
  let found: { readonly series: DiagnosticSeries; readonly end: Field<"x"> } | undefined;
  return {
    save(time, psi, index) {
      const values = invariants(system, psi, time);
      t.push(time);
      kept.push(values);
      gather(density, time, () => densityOf(psi), index, snapshots);
      return toRow(time, psi, values, collector.save(time, psi, index));
    },
    finish(end, time) {
      const { series, report } = collector.finish(end);
      found = { series, end };
      return {
        error: fieldError(system, end, time),
        drift: driftFrom(system, kept, t),
        entropy: entropies(system, end),
        diagnostics: report,
      };
    },
    async pictures() {
      return {
        density: await spaceTimeMap(`|ψ|², ${name}`, "|ψ|²", system.grid, density, view),
        drift: await driftPicture(name, t, kept, relativeChanges(system, kept, t)),
        ...(found === undefined ? {} : await diagnosticPictures(system, found.end, found.series)),
      };
    },
  };
}
