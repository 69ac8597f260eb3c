import { join } from "node:path";
import { readCheckpointFile, writeCheckpointFile, writeFileAtomic, writeNetcdf } from "../../io/index.ts";
import { type Fit, type HistoryEntry, requireTrainable, solutionErrors, train } from "../../training/index.ts";
import { makeDirectory } from "../directory.ts";
import { version } from "../version.ts";
import { fitDataset } from "./dataset.ts";
import { pictures } from "./pictures.ts";
import type { PinnPlan } from "./plan.ts";

type PdeFit = Fit<PinnPlan["problem"], PinnPlan["model"]>;

/** What a run reports; the JSON document of the pinn command. */
export interface PinnReport {
  readonly problem: string;
  readonly model: string;
  readonly status: PdeFit["status"];
  readonly stopReason: PdeFit["stopReason"];
  readonly stages: PdeFit["stages"];
  /** Against the exact solution, or null without one. */
  readonly relativeL2: number | null;
  readonly maxError: number | null;
  readonly residual: {
    readonly train: number;
    readonly heldOut: number;
    readonly terms: Readonly<Record<string, number>>;
  };
  readonly parameters: number;
  readonly iterations: number;
  readonly wallSeconds: number;
  /** Whether the run went on from a checkpoint. */
  readonly resumed: boolean;
  readonly seed: number;
  /** Equal seeds and equal numbers of threads give equal numbers. */
  readonly threads: number;
  readonly warnings: readonly string[];
  readonly files: readonly string[];
}

/** Where a run writes and who watches it. */
export interface PinnRunOptions {
  readonly directory: string;
  readonly picture: boolean;
  /** Whether it goes on from the checkpoint in the directory, if there is one. */
  readonly resume: boolean;
  /** Seconds between checkpoints. */
  readonly checkpointSeconds: number;
  readonly signal: AbortSignal;
  readonly onProgress: (entry: HistoryEntry & { readonly fraction: number }) => void;
}

/** Trains a plan, keeping checkpoints, and leaves a netCDF file and pictures. */
export async function runPinn({ name, problem, model, options }: PinnPlan, run: PinnRunOptions): Promise<PinnReport> {
  const { directory, picture, signal, onProgress } = run;
  const checkpoint = join(directory, `${name}.checkpoint`);
  requireTrainable(problem, model, options);
  const resume = run.resume ? readCheckpointFile(checkpoint) : undefined;
  await makeDirectory(directory);
  let written = performance.now();
  const fit = await train(problem, model, {
    ...options,
    ...(resume === undefined ? {} : { resume }),
    signal,
    onProgress,
    onCheckpoint(bytes, ended) {
      if (!ended && performance.now() - written < 1e3 * run.checkpointSeconds) return;
      writeCheckpointFile(checkpoint, bytes());
      written = performance.now();
    },
  });
  const file = join(directory, `${name}.nc`);
  await writeNetcdf(file, fitDataset(fit, `sech ${version}`));
  const files = [file, checkpoint];
  if (picture) {
    for (const [what, { png }] of Object.entries(await pictures(fit))) {
      files.push(join(directory, `${name}-${what}.png`));
      await writeFileAtomic(files.at(-1) as string, png);
    }
  }
  const errors = solutionErrors(problem, fit);
  return {
    problem: name,
    model: model.name,
    status: fit.status,
    stopReason: fit.stopReason,
    stages: fit.stages,
    relativeL2: errors?.l2 ?? null,
    maxError: errors?.max ?? null,
    residual: { train: fit.trainResidual, heldOut: fit.heldOutResidual, terms: fit.residuals },
    parameters: fit.parameters.length,
    iterations: fit.iterations,
    wallSeconds: fit.wallSeconds,
    resumed: resume !== undefined,
    seed: fit.seed,
    threads: options.threads ?? 1,
    warnings: fit.warnings,
    files,
  };
}
