import type { Argv } from "yargs";
import { invalid, requireNumber } from "../../core/index.ts";
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
  readonly groups?: readonly string[] | undefined;
  readonly out?: string | undefined;
  readonly kills?: number | undefined;
}

/** Cases by group; those of the scenarios are about the runs that come first. */
const groups: Readonly<Record<string, (reports: readonly Report[]) => readonly Case[] | Promise<readonly Case[]>>> = {
  scenarios: scenarioCases,
  waves: waveCases,
  methods: furtherCases,
  integrators: integratorCases,
  equations: equationCases,
  diagnostics: diagnosticCases,
  training: trainingCases,
  transport: transportCases,
  separable: separableCases,
};

/** Adds the command `sech validate`. */
export function addValidate(program: Argv<CommonArguments>): Argv<CommonArguments> {
  return program.command(
    "validate [groups..]",
    "run every scenario and check it against exact solutions and independent methods",
    (yargs) =>
      yargs
        .positional("groups", {
          type: "string",
          array: true,
          describe: `some of ${Object.keys(groups).join(", ")} (default: all)`,
        })
        .option("out", { type: "string", describe: "also write files and pictures there" })
        .option("kills", { type: "number", describe: "also kill a run so many times at random, and fill its disk" }),
    (args) => validateAll(args),
  );
}

async function validateAll(args: ValidateArguments): Promise<void> {
  const out = output(args);
  const chosen = chosenGroups(args.groups ?? []);
  const reports = chosen.includes("scenarios") ? await runScenarios(args) : [];
  for (const { scenario, warnings } of reports)
    for (const warning of warnings) out.note(`warning: ${scenario}: ${warning}`);
  if (!args.quiet && reports.length > 0) out.note("further cases …");
  const cases = await crashes(args);
  for (const name of chosen) cases.push(...(await (groups[name] as (typeof groups)[string])(reports)));
  const runs = reports.length > 0 ? [...summary(reports), ""] : [];
  for (const line of [...runs, ...verdict(cases)]) out.say(line);
  out.json({ cases, files: reports.flatMap(({ files }) => files) });
  if (cases.some(({ ok }) => !ok)) process.exitCode = exitCodes.failure;
}

function chosenGroups(asked: readonly string[]): readonly string[] {
  const unknown = asked.find((name) => !Object.hasOwn(groups, name));
  if (unknown !== undefined) {
    throw invalid({
      what: "unknown group of cases",
      got: unknown,
      attempt: `one of ${Object.keys(groups).join(", ")}`,
    });
  }
  return asked.length === 0 ? Object.keys(groups) : Object.keys(groups).filter((name) => asked.includes(name));
}

async function runScenarios({ out, quiet }: ValidateArguments): Promise<Report[]> {
  const reports: Report[] = [];
  for (const target of Object.keys(scenarios)) {
    const { config } = await nlseSettings({ target });
    const shown = await progress(target, quiet);
    const directory = out === undefined ? {} : { directory: out };
    reports.push(await runNlse((await plan(config)).simulation, { ...directory, onProgress: shown.update }));
    shown.stop();
  }
  return reports;
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
