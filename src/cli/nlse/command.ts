import type { Argv } from "yargs";
import { invalid, SechError } from "../../core/index.ts";
import { scenarios } from "../../spectral/index.ts";
import { type Loaded, loadConfig } from "../config/load.ts";
import type { NlseConfig } from "../config/schema.ts";
import { exitCodes } from "../exit.ts";
import { type CommonArguments, digits, type Output, output, table } from "../output.ts";
import { progress } from "../progress.ts";
import { version } from "../version.ts";
import { type Plan, plan } from "./plan.ts";
import { type Report, type RunOptions, runNlse } from "./run.ts";

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
        .option("all", { type: "boolean", default: false, describe: "run the original's four scenarios" }),
    (args) => nlse(args),
  );
}

interface NlseArguments extends CommonArguments {
  readonly target?: string | undefined;
  readonly config?: string | undefined;
  readonly set?: string[] | undefined;
  readonly seed?: number | undefined;
  readonly out?: string | undefined;
  readonly all: boolean;
  readonly resume: boolean;
}

async function nlse(args: NlseArguments): Promise<void> {
  const out = output(args);
  for (const [name, value] of Object.entries({ config: args.config, out: args.out, seed: args.seed })) {
    if (Array.isArray(value)) throw invalid({ what: `--${name} can be given once`, got: value });
  }
  if (args.all && args.target !== undefined) {
    throw invalid({ what: "--all runs the original's four scenarios and takes no other", got: args.target });
  }
  const targets = args.all ? Object.keys(scenarios).filter((name) => scenarios[name]?.originalName) : [args.target];
  const jobs: { loaded: Loaded; plan: Plan }[] = [];
  for (const target of targets) {
    const loaded = await loadConfig({ ...args, target });
    jobs.push({ loaded, plan: plan(loaded.config) });
  }
  const reports: Report[] = [];
  for (const { loaded, plan: job } of jobs) {
    for (const note of loaded.notes) out.note(note);
    const report = await interruptible(job, loaded, args.resume, out);
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

/** Runs a plan until its end or the first Ctrl-C, after which the file is complete up to there. */
async function interruptible(job: Plan, { config }: Loaded, resume: boolean, out: Output): Promise<Report> {
  const abort = new AbortController();
  const stop = (signal: NodeJS.Signals) => {
    abort.abort();
    process.exitCode = signal === "SIGINT" ? exitCodes.interrupted : exitCodes.terminated;
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  const shown = await progress(job.scenario, out.quiet);
  try {
    return await runNlse(job, {
      directory: config.output.directory,
      picture: config.output.picture,
      signal: abort.signal,
      onProgress: shown.update,
      ...restart(config, resume),
    });
  } finally {
    shown.stop();
    process.removeListener("SIGINT", stop);
    process.removeListener("SIGTERM", stop);
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
  return [...table([head, ...rows]), ...reports.flatMap(({ files }) => files)];
}
