import { join } from "node:path";
import { readCheckpointFile, writeCheckpointFile, writeFileAtomic, writeNetcdf } from "../../io/index.ts";
import { type CharacteristicsMode, diagnose, type MapReport } from "../../lagrangian/index.ts";
import { type Fit, requireTrainable, solutionErrors, train } from "../../training/index.ts";
import { makeDirectory } from "../directory.ts";
import { version } from "../package.ts";
import type { TrainingRun } from "../training/supervise.ts";
import { transportDataset } from "./dataset.ts";
import { pictures } from "./pictures.ts";
import type { LagrangianPlan } from "./plan.ts";

type TransportFit = Fit<LagrangianPlan["problem"], LagrangianPlan["model"]>;

/** What a run reports; the JSON document of the lagrangian command. */
export interface LagrangianReport {
  readonly problem: string;
  readonly model: string;
  readonly mode: CharacteristicsMode;
  /** `"crossed"` where training ended well, but paths of the fit cross and nothing chooses among them. */
  readonly status: TransportFit["status"] | "crossed";
  readonly stopReason: TransportFit["stopReason"];
  readonly stages: TransportFit["stages"];
  /** Against the exact solution, or null without one. */
  readonly relativeL2: number | null;
  readonly maxError: number | null;
  readonly residual: {
    readonly train: number;
    readonly heldOut: number;
    readonly terms: Readonly<Record<string, number>>;
  };
  /** Whether one path ends at every place; `"broken"` where paths cross at shocks. */
  readonly map: MapReport["status"];
  /** The least derivative of place by label, or null without paths. */
  readonly minJacobian: number | null;
  /** When paths of the fit first cross, or null. */
  readonly crossingTime: number | null;
  /** When the exact paths cross, where they are straight, or null. */
  readonly breakingTime: number | null;
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

/** Trains a plan, keeping checkpoints, and leaves a netCDF file and pictures. */
export async function runLagrangian(plan: LagrangianPlan, run: TrainingRun): Promise<LagrangianReport> {
  const { name, problem, model, options } = plan;
  const { directory, signal, onProgress } = run;
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
  const map = diagnose(fit);
  const file = join(directory, `${name}.nc`);
  await writeNetcdf(file, transportDataset(fit, map, `sech ${version}`));
  const files = [file, checkpoint];
  for (const [what, { png }] of run.picture ? Object.entries(await pictures(fit)) : []) {
    files.push(join(directory, `${name}-${what}.png`));
    await writeFileAtomic(files.at(-1) as string, png);
  }
  return { ...reportOf(plan, fit, map), resumed: resume !== undefined, files };
}

function reportOf({ name, problem, model, options }: LagrangianPlan, fit: TransportFit, map: MapReport) {
  const errors = solutionErrors(problem, fit);
  const { minJacobian, crossingTime, breakingTime } = map;
  return {
    problem: name,
    model: model.name,
    mode: model.mode,
    status: fit.status === "success" && map.status === "crossed" ? ("crossed" as const) : fit.status,
    stopReason: fit.stopReason,
    stages: fit.stages,
    relativeL2: finite(errors?.l2),
    maxError: finite(errors?.max),
    residual: { train: fit.trainResidual, heldOut: fit.heldOutResidual, terms: fit.residuals },
    map: map.status,
    minJacobian,
    crossingTime,
    breakingTime,
    parameters: fit.parameters.length,
    iterations: fit.iterations,
    wallSeconds: fit.wallSeconds,
    seed: fit.seed,
    threads: options.threads ?? 1,
    warnings: fit.warnings,
  };
}

/** An error, or null where none is known or values are missing. */
function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
