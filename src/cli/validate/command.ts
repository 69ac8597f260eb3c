import type { Argv } from "yargs";
import { requireNumber } from "../../core/index.ts";
import { scenarios } from "../../spectral/index.ts";
import { exitCodes } from "../exit.ts";
import { summary } from "../nlse/command.ts";
import { plan } from "../nlse/plan.ts";
import { type Report, runNlse } from "../nlse/run.ts";
import { nlseSettings } from "../nlse/settings.ts";
import { type CommonArguments, digits, output, table } from "../output.ts";
import { progress } from "../progress.ts";
import { type Case, furtherCases, scenarioCases } from "./cases.ts";
import { crashCases } from "./crash-cases.ts";
import { diagnosticCases } from "./diagnostic-cases.ts";
import { equationCases } from "./equation-cases.ts";
import { integratorCases } from "./integrator-cases.ts";
import { separableCases } from "./separable-cases.ts";
import { trainingCases } from "./training-cases.ts";
import { transportCases } from "./transport-cases.ts";
import { waveCases } from "./wave-cases.ts";

interface ValidateArguments extends CommonArguments {
  readonly out?: string | undefined;
  readonly kills?: number | undefined;
}

/** Adds the command `sech validate`. */
export function addValidate(program: Argv<CommonArguments>): Argv<CommonArguments> {
  return program.command(
    "validate",
    "run every scenario and check it against exact solutions and independent methods",
    (yargs) =>
      yargs
        .option("out", { type: "string", describe: "also write files and pictures there" })
        .option("kills", { type: "number", describe: "also kill a run so many times at random, and fill its disk" }),
    (args) => validateAll(args),
  );
}

async function validateAll(args: ValidateArguments): Promise<void> {
  const out = output(args);
  const reports: Report[] = [];
  for (const target of Object.keys(scenarios)) {
    const { config } = await nlseSettings({ target });
    const shown = await progress(target, args.quiet);
    const directory = args.out === undefined ? {} : { directory: args.out };
    reports.push(await runNlse((await plan(config)).simulation, { ...directory, onProgress: shown.update }));
    shown.stop();
  }
  for (const { scenario, warnings } of reports)
    for (const warning of warnings) out.note(`warning: ${scenario}: ${warning}`);
  if (!args.quiet) out.note("further cases …");
  const cases = [
    ...scenarioCases(reports),
    ...waveCases(),
    ...furtherCases(),
    ...integratorCases(),
    ...equationCases(),
    ...diagnosticCases(),
    ...(await crashes(args)),
    ...(await trainingCases()),
    ...(await transportCases()),
    ...(await separableCases()),
  ];
  for (const line of [...summary(reports), "", ...verdict(cases)]) out.say(line);
  out.json({ cases, files: reports.flatMap(({ files }) => files) });
  if (cases.some(({ ok }) => !ok)) process.exitCode = exitCodes.failure;
}

async function crashes({ kills, quiet }: ValidateArguments): Promise<Case[]> {
  if (kills === undefined) return [];
  requireNumber("--kills", kills, (n) => Number.isInteger(n) && n > 0, "a positive integer", "50");
  const shown = await progress("kills", quiet);
  const cases = await crashCases(kills, shown.update);
  shown.stop();
  return cases;
}

function verdict(cases: readonly Case[]): string[] {
  const rows = cases.map(({ name, error, limit, ok }) => [name, digits(error), digits(limit), ok ? "ok" : "FAILED"]);
  const failed = cases.filter(({ ok }) => !ok).length;
  return [
    ...table([["case", "measured", "limit", ""], ...rows]),
    `${cases.length - failed} of ${cases.length} cases within their limits`,
  ];
}
