import { field } from "../../core/index.ts";
import type { FieldPair } from "../../problems/index.ts";
import {
  type CoupledInvariants,
  type CoupledSystem,
  coupledEntropies,
  coupledErrors,
  coupledInvariants,
  coupledRow,
  type EvolveOptions,
  emptyCoupled,
  integrateCoupledAsync,
} from "../../spectral/index.ts";
import { changesOf, largest } from "./changes.ts";
import { densityOf, driftPicture, gather, type SpaceTime, spaceTimeMap } from "./pictures.ts";
import type { AllPoints, RunRecord, Simulation } from "./simulation.ts";

/** What makes a simulation of a coupled pair. */
export interface CoupledSettings extends Pick<Simulation, "scenario" | "span" | "snapshots"> {
  readonly system: CoupledSystem;
  readonly options: Pick<EvolveOptions<FieldPair>, "method" | "rtol" | "step">;
}

/** A coupled pair as a run sees it. */
export function coupledSimulation(settings: CoupledSettings): Simulation {
  const { scenario, span, snapshots, system, options } = settings;
  const { points, length } = system.grid;
  return {
    scenario,
    span,
    snapshots,
    groundState: null,
    kernels: system.kernels.name,
    grid: { points, length },
    size: 2 * points,
    header: emptyCoupled(system),
    balance: { mass: "conserved", momentum: "conserved", energy: "conserved" },
    async integrate({ onSave, ...watching }) {
      const { end, ...solution } = await integrateCoupledAsync(system, span, {
        ...options,
        ...watching,
        saveAt: { count: snapshots },
        keep: false,
        ...(onSave && { onSave: (t, pair, index) => onSave(t, joined(pair), index) }),
      });
      return { ...solution, end: joined(end) };
    },
    record: () => record(settings),
  };
}

function record({ scenario, system, snapshots }: CoupledSettings): RunRecord {
  const densities: readonly SpaceTime[] = [0, 1].map(() => ({ times: [], densities: [] }));
  const t: number[] = [];
  const kept: CoupledInvariants[] = [];
  const changes = () => ({
    mass: changesOf(kept.map(({ mass }) => mass)),
    // A pair may stand still: then its momentum changes relative to 2π/L times its mass.
    momentum: changesOf(
      kept.map(({ momentum }) => momentum),
      (2 * Math.PI * (kept[0]?.mass ?? 0)) / system.grid.length,
    ),
    energy: changesOf(kept.map(({ energy }) => energy)),
  });
  return {
    save(time, psi, index) {
      const pair = parted(psi);
      const values = coupledInvariants(system, pair);
      t.push(time);
      kept.push(values);
      densities.forEach((density, i) => {
        gather(density, time, () => densityOf(pair[i as 0 | 1]), index, snapshots);
      });
      return coupledRow(system, time, pair, values);
    },
    finish(end, time) {
      const pair = parted(end);
      const { mass, momentum, energy } = changes();
      const each = [0, 1].map((i) => largest(changesOf(kept.map(({ masses }) => masses[i as 0 | 1]))));
      return {
        error: coupledErrors(system, pair, time),
        drift: { mass: largest(mass), momentum: largest(momentum), energy: largest(energy) },
        entropy: coupledEntropies(system, pair),
        diagnostics: { masses: coupledInvariants(system, pair).masses, massDrift: Math.max(...each) },
      };
    },
    async pictures() {
      const [first, second] = densities as [SpaceTime, SpaceTime];
      return {
        "density-1": await spaceTimeMap(`|ψ₁|², ${scenario}`, "|ψ₁|²", system.grid, first),
        "density-2": await spaceTimeMap(`|ψ₂|², ${scenario}`, "|ψ₂|²", system.grid, second),
        drift: await driftPicture(scenario, t, kept, changes()),
      };
    },
  };
}

/** Both components one behind the other. */
function joined([first, second]: FieldPair): AllPoints {
  return field("x", [Float64Array.of(...first.re, ...second.re), Float64Array.of(...first.im, ...second.im)]);
}

function parted({ re, im }: AllPoints): FieldPair {
  const n = re.length / 2;
  return [field("x", [re.subarray(0, n), im.subarray(0, n)]), field("x", [re.subarray(n), im.subarray(n)])];
}
