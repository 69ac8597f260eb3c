import { join } from "node:path";
import { createNetcdf, writeFileAtomic } from "../../io/index.ts";
import { runAttributes, type WaveSolution } from "../../spectral/index.ts";
import { makeDirectory, requireSpace } from "../directory.ts";
import { version } from "../package.ts";
import { openRestart, type RestartOptions, type SavedRow } from "./restart.ts";
import type { Measured, Simulation } from "./simulation.ts";

/** What a run reports; the JSON document of the nlse command. */
export interface Report
  extends Measured,
    Pick<Simulation, "scenario" | "kernels" | "grid" | "groundState" | "balance"> {
  readonly status: WaveSolution["status"];
  readonly message: string;
  readonly method: string;
  readonly methodReason: string;
  readonly conserve: readonly string[];
  readonly conservationBudget: number | null;
  readonly time: { readonly start: number; readonly end: number };
  /** The time of the checkpoint that the run went on from, or null. */
  readonly resumedAt: number | null;
  /** Null where fixed steps were asked for. */
  readonly tolerance: number | null;
  readonly steps: number;
  readonly rejected: number;
  readonly ffts: number;
  readonly wallSeconds: number;
  readonly spectralTail: number;
  readonly warnings: readonly string[];
  readonly files: readonly string[];
}

/** Where a run writes and who watches it. */
export interface RunOptions {
  /** Directory for the netCDF file and pictures; nothing is written without one. */
  readonly directory?: string;
  readonly picture?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
  /** How the run is kept safe against the death of the process; needs a directory. */
  readonly restart?: RestartOptions;
}

/** Integrates a simulation, streaming every snapshot to a netCDF file, and reports. */
export async function runNlse(simulation: Simulation, run: RunOptions): Promise<Report> {
  const { scenario, span, snapshots, size, header, kernels, grid, groundState, balance } = simulation;
  const { directory, picture = true, signal, onProgress } = run;
  if (directory !== undefined) {
    await requireSpace(directory, 16 * snapshots * size);
    await makeDirectory(directory);
  }
  const record = simulation.record();
  const restart =
    directory === undefined || run.restart === undefined
      ? undefined
      : openRestart(directory, scenario, size, run.restart);
  const path = directory === undefined ? undefined : join(directory, `${scenario}.nc`);
  const file = path === undefined ? undefined : await createNetcdf(path, header, { unlimited: "t" });
  let saved = 0;
  function keep({ t, psi }: SavedRow, index: number): void {
    const row = record.save(t, psi, index);
    saved += 1;
    file?.append(row);
  }
  restart?.replay(keep);
  const resume = restart?.resume;
  const began = performance.now() - 1000 * (restart?.secondsBefore ?? 0);
  const seconds = () => (performance.now() - began) / 1000;
  const solution = await simulation
    .integrate({
      ...(signal === undefined ? {} : { signal }),
      ...(resume === undefined ? {} : { resume }),
      onSave(t, psi, index) {
        restart?.saved({ t, psi });
        keep({ t, psi }, index);
      },
      onStep(step) {
        restart?.stepped(step, seconds());
        onProgress?.(span[1] === span[0] ? 1 : (step.t - span[0]) / (span[1] - span[0]));
      },
    })
    .catch((error: unknown) => {
      restart?.close();
      file?.close();
      throw error;
    });
  const wallSeconds = seconds();
  const unfinished = solution.status === "aborted" || solution.status === "max-steps";
  if (unfinished) restart?.end(solution.continuation, wallSeconds);
  file?.close({ ...runAttributes(solution), software: `sech ${version}` });

  const measured = record.finish(solution.end, solution.continuation.t);
  const files = path === undefined ? [] : [path];
  if (directory !== undefined && picture && saved > 1) {
    for (const [name, png] of Object.entries(await record.pictures())) {
      files.push(join(directory, `${scenario}-${name}.png`));
      await writeFileAtomic(files.at(-1) as string, png);
    }
  }
  if (!unfinished) restart?.end(null, wallSeconds);
  const { steps, rejected, ffts } = solution.stats;
  return {
    scenario,
    status: solution.status,
    message: solution.message,
    method: solution.method,
    methodReason: solution.reason,
    kernels,
    conserve: solution.conserve,
    conservationBudget: solution.conservationBudget,
    grid,
    time: { start: span[0], end: solution.continuation.t },
    resumedAt: resume?.t ?? null,
    tolerance: solution.rtol,
    steps,
    rejected,
    ffts,
    wallSeconds,
    groundState,
    error: measured.error,
    drift: measured.drift,
    balance,
    spectralTail: solution.continuation.tail,
    entropy: measured.entropy,
    diagnostics: measured.diagnostics,
    warnings: solution.warnings,
    files,
  };
}
