import type { Argv } from "yargs";
import { exitCodes } from "../exit.ts";
import { type CommonArguments, digits, output, table } from "../output.ts";
import { supervise } from "../training/supervise.ts";
import { gaussianLine } from "./gaussian-line.ts";
import { pinnPlan } from "./plan.ts";
import { namedProblems } from "./problems.ts";
import { type PinnReport, runPinn } from "./run.ts";
import { type PinnFlags, pinnSettings } from "./settings.ts";

/** Adds the command `sech pinn`. */
export function addPinn(program: Argv<CommonArguments>): Argv<CommonArguments> {
  return program.command(
    "pinn [target]",
    "solve a partial differential equation by a network or Gaussians fitted to its residual",
    (yargs) =>
      yargs
        .positional("target", {
          type: "string",
          describe: `${Object.keys(namedProblems).join(", ")}, or a configuration file`,
        })
        .option("config", { type: "string", describe: "configuration file: YAML, JSON or TOML" })
        .option("set", { type: "string", array: true, nargs: 1, describe: "key.path=value, over the configuration" })
        .option("model", { type: "string", describe: "mlp, fourier or gaussians (default: mlp)" })
        .option("budget", { type: "number", describe: "seconds of training (default: 60, unless there are steps)" })
        .option("seed", { type: "number", describe: "seed of all random choices (default: 0)" })
        .option("threads", { type: "number", describe: "threads of the residuals (default: all cores, at most 8)" })
        .option("out", { type: "string", describe: "output directory (default: output)" })
        .option("resume", {
          type: "boolean",
          default: false,
          describe: "go on from the checkpoint in the output directory, if there is one",
        }),
    (args) => pinn(args),
  );
}

interface PinnArguments extends CommonArguments, PinnFlags {
  readonly resume: boolean;
}

async function pinn(args: PinnArguments): Promise<void> {
  const out = output(args);
  const config = await pinnSettings(args);
  const plan = await pinnPlan(config);
  const report = await supervise({ ...config, problem: plan.name }, args.resume, out, (run) => runPinn(plan, run));
  for (const warning of report.warnings) out.note(`warning: ${report.problem}: ${warning}`);
  if (report.status === "incomplete") process.exitCode = exitCodes.failure; // a warning says how far it came
  if (report.status === "non-finite") {
    out.note(`${report.problem}: non-finite: the residual or its gradient stopped being a number`);
    process.exitCode = exitCodes.failure;
  }
  for (const line of summary(report)) out.say(line);
  out.json(report);
}

function summary(report: PinnReport): string[] {
  const head = ["problem", "model", "status", "stopped", "parameters", "steps", "s", "train", "held out", "L2 error"];
  const row = [
    report.problem,
    report.model,
    report.status,
    report.stopReason,
    String(report.parameters),
    String(report.iterations),
    report.wallSeconds.toFixed(1),
    digits(report.residual.train),
    digits(report.residual.heldOut),
    digits(report.relativeL2),
  ];
  const scalars = Object.entries(report.scalars ?? {}).map(([name, found]) => {
    if (typeof found === "number") return `${name} = ${digits(found)}`;
    const [low, high] = found.interval;
    return `${name} = ${digits(found.value)}, 95 % within ${digits(low)} … ${digits(high)}`;
  });
  return [...table([head, row]), ...gaussianLine(report), ...againstReference(report), ...scalars, ...report.files];
}

function againstReference({ reference }: PinnReport): string[] {
  if (reference === null) return [];
  const { relativeL2, method, ownError } = reference;
  return [
    `L2 difference ${digits(relativeL2)} from ${method}, whose own error is at most ${digits(ownError)}, their difference from half as many`,
  ];
}
