import { join } from "node:path";
import { createNetcdf, writeFileAtomic } from "../../io/index.ts";
import {
  type Drift,
  driftFrom,
  emptyDataset,
  entropies,
  type FieldEntropies,
  fieldError,
  integrateAsync,
  invariants,
  runAttributes,
  type SolutionError,
  spectralTail,
  toRow,
  type WaveSolution,
} from "../../spectral/index.ts";
import { makeDirectory, requireSpace } from "../directory.ts";
import { version } from "../version.ts";
import { gather, gathered, pictures } from "./pictures.ts";
import type { Plan } from "./plan.ts";
import { openRestart, type RestartOptions, type SavedRow } from "./restart.ts";

/** What a run reports; the JSON document of the nlse command. */
export interface Report {
  readonly scenario: string;
  readonly status: WaveSolution["status"];
  readonly message: string;
  readonly method: string;
  readonly methodReason: string;
  /** Which kernels did the work. */
  readonly kernels: string;
  readonly conserve: WaveSolution["conserve"];
  readonly conservationBudget: number | null;
  readonly grid: { readonly points: number; readonly length: number };
  readonly time: { readonly start: number; readonly end: number };
  /** The time of the checkpoint that the run went on from, or null. */
  readonly resumedAt: number | null;
  readonly tolerance: number;
  readonly steps: number;
  readonly rejected: number;
  readonly ffts: number;
  readonly wallSeconds: number;
  readonly error: SolutionError | null;
  readonly drift: Drift;
  readonly spectralTail: number;
  readonly entropy: FieldEntropies;
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

/** Integrates a plan, streaming every snapshot to a netCDF file, and reports. */
export async function runNlse({ scenario, system, span, options, snapshots }: Plan, run: RunOptions): Promise<Report> {
  const { directory, picture = true, signal, onProgress } = run;
  if (directory !== undefined) {
    await requireSpace(directory, 16 * snapshots * system.grid.points);
    await makeDirectory(directory);
  }
  const restart =
    directory === undefined || run.restart === undefined
      ? undefined
      : openRestart(directory, scenario, system.grid.points, run.restart);
  const path = directory === undefined ? undefined : join(directory, `${scenario}.nc`);
  const file = path === undefined ? undefined : await createNetcdf(path, emptyDataset(system), { unlimited: "t" });
  const collected = gathered();
  let tail = 0;
  function keep({ t, psi, values }: SavedRow, index: number): void {
    tail = Math.max(tail, spectralTail(system, psi));
    gather(collected, t, psi, values, index, snapshots);
    file?.append(toRow(t, psi, values));
  }
  restart?.replay(keep);
  const resume = restart?.resume;
  const began = performance.now() - 1000 * (restart?.secondsBefore ?? 0);
  const seconds = () => (performance.now() - began) / 1000;
  const solution = await integrateAsync(system, span, {
    ...options,
    keep: false,
    ...(signal === undefined ? {} : { signal }),
    ...(resume === undefined ? {} : { resume }),
    onSave(t, psi, index) {
      const row = { t, psi, values: invariants(system, psi) };
      restart?.saved(row);
      keep(row, index);
    },
    onStep(step) {
      restart?.stepped(step, seconds());
      onProgress?.(span[1] === span[0] ? 1 : (step.t - span[0]) / (span[1] - span[0]));
    },
  }).catch((error: unknown) => {
    restart?.close();
    file?.close();
    throw error;
  });
  const wallSeconds = seconds();
  const unfinished = solution.status === "aborted" || solution.status === "max-steps";
  if (unfinished) restart?.end(solution.continuation, wallSeconds);
  file?.close({ ...runAttributes(solution), software: `sech ${version}` });

  const files = path === undefined ? [] : [path];
  if (directory !== undefined && picture && collected.times.length > 1) {
    const { density, drift } = await pictures(system, collected);
    for (const [name, png] of [
      ["density", density],
      ["drift", drift],
    ] as const) {
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
    kernels: system.kernels.name,
    conserve: solution.conserve,
    conservationBudget: solution.conservationBudget,
    grid: { points: system.grid.points, length: system.grid.length },
    time: { start: span[0], end: solution.continuation.t },
    resumedAt: resume?.t ?? null,
    tolerance: options.rtol ?? Number.NaN,
    steps,
    rejected,
    ffts,
    wallSeconds,
    error: fieldError(system, solution.end, solution.continuation.t),
    drift: driftFrom(system, collected.invariants.values),
    spectralTail: tail,
    entropy: entropies(system, solution.end),
    warnings: solution.warnings,
    files,
  };
}
