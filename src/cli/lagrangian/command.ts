import type { Argv } from "yargs";
import { characteristicsModes } from "../../lagrangian/index.ts";
import { transportProblems } from "../../problems/index.ts";
import { exitCodes } from "../exit.ts";
import { type CommonArguments, digits, type Output, output, table } from "../output.ts";
import { supervise } from "../training/supervise.ts";
import { analyse } from "./analysis.ts";
import { analysisSummary } from "./analysis-report.ts";
import { lagrangianPlan } from "./plan.ts";
import { type LagrangianReport, runLagrangian } from "./run.ts";
import { type LagrangianFlags, lagrangianSettings } from "./settings.ts";

/** Adds the command `sech lagrangian`. */
export function addLagrangian(program: Argv<CommonArguments>): Argv<CommonArguments> {
  return program.command(
    "lagrangian [target]",
    "solve a transport equation by networks on its characteristics",
    (yargs) =>
      yargs
        .positional("target", {
          type: "string",
          describe: `${Object.keys(transportProblems).join(", ")}, or a configuration file`,
        })
        .option("config", { type: "string", describe: "configuration file: YAML, JSON or TOML" })
        .option("set", { type: "string", array: true, nargs: 1, describe: "key.path=value, over the configuration" })
        .option("mode", {
          type: "string",
          describe: `${characteristicsModes.join(", ")} (default: ale with viscosity, else lpinn)`,
        })
        .option("budget", { type: "number", describe: "seconds of training (default: 60, unless there are steps)" })
        .option("seed", { type: "number", describe: "seed of all random choices (default: 0)" })
        .option("threads", { type: "number", describe: "threads of the residuals (default: all cores, at most 8)" })
        .option("out", { type: "string", describe: "output directory (default: output)" })
        .option("resume", {
          type: "boolean",
          default: false,
          describe: "go on from the checkpoint in the output directory, if there is one",
        })
        .option("analysis", {
          type: "boolean",
          default: false,
          describe: "compare the loss of models at speeds up to that of convection, instead of training one",
        }),
    (args) => lagrangian(args),
  );
}

interface LagrangianArguments extends CommonArguments, LagrangianFlags {
  readonly resume: boolean;
  readonly analysis: boolean;
}

async function lagrangian(args: LagrangianArguments): Promise<void> {
  const out = output(args);
  const config = await lagrangianSettings(args);
  if (args.analysis) {
    const report = await analyse(config);
    for (const line of analysisSummary(report)) out.say(line);
    out.json(report);
    return;
  }
  const plan = await lagrangianPlan(config);
  const report = await supervise(config, args.resume, out, (run) => runLagrangian(plan, run));
  tellStatus(out, report);
  for (const line of summary(report)) out.say(line);
  out.json(report);
}

function tellStatus(out: Output, report: LagrangianReport): void {
  const { problem, status, warnings, crossingTime, breakingTime, shocks } = report;
  for (const warning of warnings) out.note(`warning: ${problem}: ${warning}`);
  if (status === "non-finite") {
    out.note(`${problem}: non-finite: the residual or its gradient stopped being a number`);
  }
  if (report.map === "broken") {
    out.note(
      `${problem}: paths cross at t = ${digits(crossingTime)}, where the solution breaks; ` +
        `from then on the path of least action gives its value, with ${shocks} shock${shocks === 1 ? "" : "s"}`,
    );
  }
  if (status === "crossed") {
    const exact = breakingTime === null ? "" : `, the exact ones at ${digits(breakingTime)}`;
    out.note(
      `${problem}: crossed: paths of the fit cross at t = ${digits(crossingTime)}${exact}; ` +
        "where several end there is no value; try an earlier end, or viscosity and mode ale",
    );
  }
  if (status === "unresolved") {
    out.note(
      `${problem}: unresolved: the solution breaks at t = ${digits(breakingTime)}, before the end, and mode ${report.mode} has no ` +
        "paths that cross there; try mode lpinn, an earlier end, or viscosity",
    );
  }
  if (status === "non-finite" || status === "crossed" || status === "unresolved") process.exitCode = exitCodes.failure;
}

function summary(report: LagrangianReport): string[] {
  const head = ["problem", "mode", "status", "stopped", "parameters", "steps", "s", "held out", "L2 error"];
  const row = [
    report.problem,
    report.mode,
    report.status,
    report.stopReason,
    String(report.parameters),
    String(report.iterations),
    report.wallSeconds.toFixed(1),
    digits(report.residual.heldOut),
    digits(report.relativeL2),
  ];
  return [
    ...table([
      [...head, "least J", "crossing"],
      [...row, digits(report.minJacobian), digits(report.crossingTime)],
    ]),
    ...report.files,
  ];
}
