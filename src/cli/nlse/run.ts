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
import { diagnosticPictures } from "./diagnostic-pictures.ts";
import { type Diagnostics, diagnosticsCollector } from "./diagnostics.ts";
import { gather, gathered, pictures } from "./pictures.ts";
import type { Plan } from "./plan.ts";

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
  readonly tolerance: number;
  readonly steps: number;
  readonly rejected: number;
  readonly ffts: number;
  readonly wallSeconds: number;
  readonly error: SolutionError | null;
  readonly drift: Drift;
  readonly spectralTail: number;
  readonly entropy: FieldEntropies;
  readonly diagnostics: Diagnostics;
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
}

/** Integrates a plan, streaming every snapshot to a netCDF file, and reports. */
export async function runNlse(
  { scenario, system, span, options, snapshots, view, diagnostics }: Plan,
  run: RunOptions,
): Promise<Report> {
  const { directory, picture = true, signal, onProgress } = run;
  if (directory !== undefined) {
    await requireSpace(directory, 16 * snapshots * system.grid.points);
    await makeDirectory(directory);
  }
  const path = directory === undefined ? undefined : join(directory, `${scenario}.nc`);
  const file = path === undefined ? undefined : await createNetcdf(path, emptyDataset(system), { unlimited: "t" });
  const collected = gathered();
  const collector = diagnosticsCollector(system, diagnostics, snapshots);
  let tail = 0;
  const began = performance.now();
  const solution = await integrateAsync(system, span, {
    ...options,
    keep: false,
    ...(signal === undefined ? {} : { signal }),
    onSave(t, psi, index) {
      const values = invariants(system, psi);
      tail = Math.max(tail, spectralTail(system, psi));
      gather(collected, t, psi, values, index, snapshots);
      file?.append(toRow(t, psi, values, collector.save(t, psi, index)));
    },
    onStep: ({ t }) => onProgress?.(span[1] === span[0] ? 1 : (t - span[0]) / (span[1] - span[0])),
  }).catch((error: unknown) => {
    file?.close();
    throw error;
  });
  const wallSeconds = (performance.now() - began) / 1000;
  file?.close({ ...runAttributes(solution), software: `sech ${version}` });

  const { report, series } = collector.finish(solution.end);
  const files = path === undefined ? [] : [path];
  if (directory !== undefined && picture && collected.times.length > 1) {
    const drawn = { ...(await pictures(system, collected, view)), ...(await diagnosticPictures(system, series)) };
    for (const [name, png] of Object.entries(drawn)) {
      files.push(join(directory, `${scenario}-${name}.png`));
      await writeFileAtomic(files.at(-1) as string, png);
    }
  }
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
    tolerance: options.rtol ?? Number.NaN,
    steps,
    rejected,
    ffts,
    wallSeconds,
    error: fieldError(system, solution.end, solution.continuation.t),
    drift: driftFrom(system, collected.invariants.values),
    spectralTail: tail,
    entropy: entropies(system, solution.end),
    diagnostics: report,
    warnings: solution.warnings,
    files,
  };
}
