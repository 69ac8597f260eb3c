import type { Argv } from "yargs";
import { invalid, SechError } from "../../core/index.ts";
import { scenarios } from "../../spectral/index.ts";
import { requireOnce } from "../config/sources.ts";
import { exitCodes } from "../exit.ts";
import { interruptible } from "../interrupt.ts";
import { type CommonArguments, digits, type Output, output, table } from "../output.ts";
import { version } from "../package.ts";
import { progress } from "../progress.ts";
import { type Plan, plan, type WavePlan } from "./plan.ts";
import { type Report, type RunOptions, runNlse } from "./run.ts";
import type { NlseConfig } from "./schema.ts";
import { type Loaded, type NlseFlags, nlseSettings } from "./settings.ts";
import { type WorkPrecision, workPrecision, workTable } from "./work-precision.ts";

/** Adds the command `sech nlse`. */
export function addNlse(program: Argv<CommonArguments>): Argv<CommonArguments> {
  return program.command(
    "nlse [target]",
    "integrate the nonlinear Schrödinger equation",
    (yargs) =>
      yargs
        .positional("target", { type: "string", describe: "a scenario (see `sech list`) or a configuration file" })
        .option("config", {
          type: "string",
          describe: "configuration file: YAML, JSON, TOML, or the original's TXT",
        })
        .option("set", { type: "string", array: true, nargs: 1, describe: "key.path=value, over the configuration" })
        .option("seed", { type: "number", describe: "seed of the initial noise" })
        .option("out", { type: "string", describe: "output directory (default: output)" })
        .option("resume", {
          type: "boolean",
          default: false,
          describe: "go on from the checkpoint in the output directory, if there is one",
        })
        .option("work-precision", {
          type: "boolean",
          default: false,
          describe:
            "instead of one run: every integrator at every tolerance, errors over FFTs, and other packages' methods",
        })
        .option("all", { type: "boolean", default: false, describe: "run the original's four scenarios" }),
    (args) => nlse(args),
  );
}

interface NlseArguments extends CommonArguments, NlseFlags {
  readonly all: boolean;
  readonly resume: boolean;
  readonly workPrecision: boolean;
}

async function nlse(args: NlseArguments): Promise<void> {
  const out = output(args);
  requireOnce({ config: args.config, out: args.out, seed: args.seed });
  if (args.all && args.target !== undefined) {
    throw invalid({ what: "--all runs the original's four scenarios and takes no other", got: args.target });
  }
  const targets = args.all ? Object.keys(scenarios).filter((name) => scenarios[name]?.originalName) : [args.target];
  const jobs: { loaded: Loaded; plan: Plan }[] = [];
  for (const target of targets) {
    const loaded = await nlseSettings({ ...args, target });
    jobs.push({ loaded, plan: await plan(loaded.config) });
  }
  if (args.workPrecision) return diagram(jobs, out);
  const reports: Report[] = [];
  for (const { loaded, plan: job } of jobs) {
    for (const note of loaded.notes) out.note(note);
    const report = await run(job, loaded, args.resume, out);
    reports.push(report);
    if (args.resume && report.resumedAt === null) {
      out.note(`${report.scenario}: there was no checkpoint in ${loaded.config.output.directory}; the run began anew`);
    }
    for (const warning of report.warnings) out.note(`warning: ${report.scenario}: ${warning}`);
    if (report.status !== "success") out.note(`${report.scenario}: ${report.status}: ${report.message}`);
    if (report.status === "aborted") break;
    if (report.status !== "success") process.exitCode = exitCodes.failure;
  }
  for (const line of summary(reports)) out.say(line);
  out.json(args.all ? { runs: reports } : reports[0]);
}

async function diagram(jobs: readonly { loaded: Loaded; plan: Plan }[], out: Output): Promise<void> {
  const results: WorkPrecision[] = [];
  for (const { loaded, plan: job } of jobs) {
    const shown = await progress(job.scenario, out.quiet);
    const result = await workPrecision(requireWave(job), loaded.config.output.directory, shown.update);
    shown.stop();
    results.push(result);
    for (const line of [`${result.scenario}, against ${result.reference}`, ...workTable(result), ...result.files]) {
      out.say(line);
    }
  }
  out.json(jobs.length > 1 ? { diagrams: results } : results[0]);
}

/** The system of a plan of which a work–precision diagram can be drawn. */
function requireWave({ scenario, wave }: Plan): WavePlan & { readonly scenario: string } {
  if (wave !== null) return { scenario, ...wave };
  throw invalid({ what: "a work–precision diagram is of a single wave", got: scenario, attempt: "soliton" });
}

/** Runs a plan until its end or the first Ctrl-C, after which the file is complete up to there. */
async function run(job: Plan, { config }: Loaded, resume: boolean, out: Output): Promise<Report> {
  const shown = await progress(job.scenario, out.quiet);
  try {
    return await interruptible((signal) =>
      runNlse(job.simulation, {
        directory: config.output.directory,
        picture: config.output.picture,
        signal,
        onProgress: shown.update,
        ...restart(config, resume),
      }),
    );
  } finally {
    shown.stop();
  }
}

/** How a configuration wants its run kept safe; everything but `output` identifies a run. */
function restart({ output, ...identity }: NlseConfig, resume: boolean): Pick<RunOptions, "restart"> {
  const { checkpointEvery: every } = output;
  if (every === false) {
    if (!resume) return {};
    throw new SechError("invalid-config", {
      what: "--resume needs checkpoints",
      got: "output.checkpointEvery: false",
      attempt: "output.checkpointEvery: { seconds: 30 }",
    });
  }
  return {
    restart: {
      identity: JSON.stringify({ ...identity, version }),
      every: typeof every === "number" ? { steps: every } : every,
      resume,
    },
  };
}

/** A table of reports, and the files they left. */
export function summary(reports: readonly Report[]): string[] {
  const rows = reports.map((report) => [
    report.scenario,
    report.status,
    report.method,
    String(report.steps),
    String(report.ffts),
    report.wallSeconds.toFixed(2),
    digits(report.error?.l2 ?? null),
    digits(report.drift.mass),
    digits(report.drift.momentum),
    digits(report.drift.energy),
    digits(report.entropy.shannon),
  ]);
  const head = [
    "scenario",
    "status",
    "method",
    "steps",
    "FFTs",
    "s",
    "L2 error",
    "Δmass",
    "Δmomentum",
    "Δenergy",
    "Shannon",
  ];
  return [...table([head, ...rows]), ...reports.flatMap(balances), ...reports.flatMap(({ files }) => files)];
}

/** How the initial state was relaxed and what the equation does not conserve, a line each. */
function balances({ scenario, balance, groundState }: Report): string[] {
  const relaxed =
    groundState === null
      ? []
      : [`${scenario}: ground state: mu ${groundState.chemicalPotential}, residual ${digits(groundState.residual)}`];
  const unkept = Object.entries(balance)
    .filter(([, text]) => text !== "conserved")
    .map(([key, text]) => `${scenario}: ${key} ${text}`);
  return [...relaxed, ...unkept];
}
