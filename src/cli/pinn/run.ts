import { join } from "node:path";
import { writeFileAtomic, writeNetcdf } from "../../io/index.ts";
import {
  ensembleOf,
  requireEstimate,
  requireSequence,
  requireTrainable,
  type ScalarEstimate,
  solutionErrors,
  uncertainty,
} from "../../training/index.ts";
import { makeDirectory } from "../directory.ts";
import { version } from "../package.ts";
import type { TrainingRun } from "../training/supervise.ts";
import { fitDataset } from "./dataset.ts";
import { type Estimated, isEstimated } from "./estimated.ts";
import { gaussianPictures } from "./gaussian-pictures.ts";
import { pictures } from "./pictures.ts";
import type { PinnPlan } from "./plan.ts";
import { type ReferenceDistance, referenceDistance } from "./reference-distance.ts";
import { type PdeFit, type Trained, trainMember } from "./train-member.ts";

/** One training of an ensemble. */
interface Member {
  readonly seed: number;
  readonly relativeL2: number | null;
  readonly heldOut: number;
  readonly iterations: number;
  readonly stopReason: PdeFit["stopReason"];
}

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
  /** Against a computed solution, with the error that that has itself, where no exact one is known but the package has one. */
  readonly reference: ReferenceDistance | null;
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
  /** All members of an ensemble, of which the rest of the report is about the one with the least held-out residual. */
  readonly ensemble: readonly Member[] | null;
  /** Numbers found with the solution, with 95 % intervals where data determine them; null where there are none. */
  readonly scalars: Readonly<Record<string, number | ScalarEstimate>> | null;
  /** How scalars were estimated, where the model does not train them itself: on the data alone. */
  readonly estimate?: Omit<Estimated, "scalars">;
  /** Equal seeds and equal numbers of threads give equal numbers. */
  readonly threads: number;
  readonly warnings: readonly string[];
  /** Of Gaussians: which trainer ran, where `auto` chose another that one. */
  readonly trainer?: string;
  /**
   * Of a sum of Gaussians: how many, how far they moved from where they were put, and the range of their widths; after a
   * sequence those of the last window, whose number is then `window`.
   */
  readonly gaussians?: Readonly<Record<string, number>>;
  readonly files: readonly string[];
}

/** Trains a plan, keeping checkpoints, and leaves a netCDF file and pictures. */
export async function runPinn(plan: PinnPlan, run: TrainingRun): Promise<PinnReport> {
  const { name, problem, model, options, seeds } = plan;
  const { directory, picture } = run;
  if (plan.sequence !== null) requireSequence(problem, plan.sequence);
  if (isEstimated(problem, model, options.stages)) requireEstimate(problem, model, options);
  else requireTrainable(problem, model, options);
  await makeDirectory(directory);
  const members: Trained[] = [];
  for (const seed of seeds) {
    if (members.length > 0 && run.signal.aborted) break;
    const place = join(directory, seeds.length === 1 ? `${name}.checkpoint` : `${name}-${seed}.checkpoint`);
    members.push(await trainMember(plan, seed, place, run));
  }
  const ensemble = ensembleOf(members.map(({ fit }) => fit));
  const fit = ensemble.best;
  const estimated = members.find((member) => member.fit === fit)?.estimated;
  const file = join(directory, `${name}.nc`);
  const spread = seeds.length === 1 ? undefined : ensemble.spread;
  await writeNetcdf(file, fitDataset(fit, `sech ${version}`, spread));
  const files = [file, ...members.flatMap(({ checkpoint }) => checkpoint ?? [])];
  if (picture) {
    for (const [what, { png }] of Object.entries(await pictures(fit))) {
      files.push(join(directory, `${name}-${what}.png`));
      await writeFileAtomic(files.at(-1) as string, png);
    }
    for (const [end, bytes] of Object.entries(await gaussianPictures(fit))) {
      files.push(join(directory, `${name}-gaussians.${end}`));
      await writeFileAtomic(files.at(-1) as string, bytes);
    }
  }
  const errors = solutionErrors(problem, fit);
  return {
    problem: name,
    model: model.name,
    status: fit.status,
    stopReason: fit.stopReason,
    stages: fit.stages.map(({ name: stage, steps, stopReason }) => ({ name: stage, steps, stopReason })),
    relativeL2: errors?.l2 ?? null,
    maxError: errors?.max ?? null,
    reference: errors === null ? referenceDistance(problem, fit) : null,
    residual: { train: fit.trainResidual, heldOut: fit.heldOutResidual, terms: fit.residuals },
    parameters: fit.parameters.length,
    iterations: fit.iterations,
    wallSeconds: members.reduce((total, member) => total + member.fit.wallSeconds, 0),
    resumed: members.some(({ resumed }) => resumed),
    seed: fit.seed,
    ensemble: seeds.length === 1 ? null : ensemble.fits.map((one) => memberOf(one)),
    scalars: estimated?.status === "success" ? estimated.scalars : await scalarsOf(fit, estimated !== undefined),
    threads: options.threads ?? 1,
    ...(estimated === undefined ? {} : { estimate: reported(estimated) }),
    warnings: fit.warnings,
    ...trainerOf(fit),
    ...(fit.measures === undefined ? {} : { [model.name]: fit.measures }),
    files,
  };
}

function reported({ scalars: _, ...estimate }: Estimated): Omit<Estimated, "scalars"> {
  return estimate;
}

function trainerOf({ model, stages }: PdeFit): Pick<PinnReport, "trainer"> {
  const asked = model.settings["trainer"];
  if (typeof asked !== "string") return {};
  return { trainer: stages.at(-1)?.name === "separable" ? "separable" : asked };
}

function memberOf(fit: PdeFit): Member {
  return {
    seed: fit.seed,
    relativeL2: solutionErrors(fit.problem, fit)?.l2 ?? null,
    heldOut: fit.heldOutResidual,
    iterations: fit.iterations,
    stopReason: fit.stopReason,
  };
}

/** The scalars of a fit, with what its data say about them. */
async function scalarsOf(fit: PdeFit, estimated: boolean): Promise<PinnReport["scalars"]> {
  const { problem, scalars } = fit;
  if (Object.keys(scalars).length === 0) return null;
  const measured = Object.values(problem.conditions).some(({ kind }) => kind === "data");
  if (!measured || estimated) return scalars;
  const found = await uncertainty(problem, fit);
  return found.status === "success" ? found.scalars : scalars;
}
