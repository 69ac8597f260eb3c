import { join } from "node:path";
import { writeFileAtomic, writeNetcdf } from "../../io/index.ts";
import { type CharacteristicsMode, diagnose, type MapReport, shockPaths } from "../../lagrangian/index.ts";
import { type Fit, requireTrainable, solutionErrors } from "../../training/index.ts";
import { makeDirectory } from "../directory.ts";
import { version } from "../package.ts";
import { trainCheckpointed } from "../training/checkpointed.ts";
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
  /**
   * Where training ended well, `"crossed"` if paths of the fit cross and nothing chooses among them, and `"unresolved"` if the
   * solution breaks before the end and the model has no paths that could cross there.
   */
  readonly status: TransportFit["status"] | "crossed" | "unresolved";
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
  /** The most shocks at one time that were found among crossing paths. */
  readonly shocks: number;
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
  const { directory } = run;
  requireTrainable(problem, model, options);
  await makeDirectory(directory);
  const { fit, resumed, checkpoint } = await trainCheckpointed(plan, join(directory, `${name}.checkpoint`), run);
  const map = diagnose(fit);
  const file = join(directory, `${name}.nc`);
  const shocks = map.status === "broken" ? shockPaths(fit) : null;
  await writeNetcdf(file, transportDataset(fit, map, shocks, `sech ${version}`));
  const files = [file, ...(checkpoint === null ? [] : [checkpoint])];
  for (const [what, { png }] of run.picture ? Object.entries(await pictures(fit, shocks)) : []) {
    files.push(join(directory, `${name}-${what}.png`));
    await writeFileAtomic(files.at(-1) as string, png);
  }
  return { ...reportOf(plan, fit, map), shocks: shocks?.count ?? 0, resumed, files };
}

function reportOf({ name, problem, model, options }: LagrangianPlan, fit: TransportFit, map: MapReport) {
  const errors = solutionErrors(problem, fit);
  const { minJacobian, crossingTime, breakingTime } = map;
  return {
    problem: name,
    model: model.name,
    mode: model.mode,
    status: fit.status === "success" ? statusOf(problem, map) : fit.status,
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

function statusOf({ domain }: LagrangianPlan["problem"], { status, breakingTime }: MapReport) {
  if (status === "crossed") return "crossed" as const;
  const [, end] = domain.at(-1) as readonly [number, number];
  const breaks = breakingTime !== null && breakingTime < end;
  return breaks && status !== "broken" ? ("unresolved" as const) : ("success" as const);
}

/** An error, or null where none is known or values are missing. */
function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
