import type { Argv } from "yargs";
import { z } from "zod";
import { expressionFunctions } from "../core/index.ts";
import { pdeProblems, transportProblems } from "../problems/index.ts";
import { scenarios } from "../spectral/index.ts";
import { generatorNames } from "./entropy/generated.ts";
import { entropySchema } from "./entropy/settings.ts";
import { lagrangianSchema } from "./lagrangian/schema.ts";
import { nlseSchema } from "./nlse/schema.ts";
import { type CommonArguments, output } from "./output.ts";
import { pinnSchema } from "./pinn/schema.ts";

/** Adds the command `sech list`. */
export function addList(program: Argv<CommonArguments>): Argv<CommonArguments> {
  return program.command(
    "list",
    "list the scenarios, problems and generators; with --json also the JSON Schema of their configurations",
    (yargs) => yargs,
    (args) => list(args),
  );
}

function list(args: CommonArguments): void {
  const out = output(args);
  const entries = Object.entries(scenarios).map(
    ([name, { kind = "wave", description, originalName, initial, points, start, end }]) => ({
      name,
      kind,
      description,
      originalName: originalName ?? null,
      initial,
      points: points(initial),
      time: { start: start(initial), end: end(initial) },
    }),
  );
  const width = Math.max(...entries.map(({ name }) => name.length));
  for (const { name, description, originalName, initial } of entries) {
    const keys = Object.entries(initial).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
    out.say(`${name.padEnd(width)}  ${description}${originalName === null ? "" : ` (the original's ${originalName})`}`);
    out.say(`${" ".repeat(width)}  ${keys.join(" ")}`);
  }
  const problems = Object.entries(pdeProblems).map(([name, entry]) => described(name, entry));
  const transport = Object.entries(transportProblems).map(([name, entry]) => described(name, entry));
  for (const [command, listed] of Object.entries({ pinn: problems, lagrangian: transport })) {
    for (const { name, description, parameters } of listed) {
      const keys = Object.entries(parameters).map(([key, value]) => `${key}=${shortened(value)}`);
      out.say(`${name.padEnd(width)}  ${description} (sech ${command})`);
      if (keys.length > 0) out.say(`${" ".repeat(width)}  ${keys.join(" ")}`);
    }
  }
  out.say(`${"entropy".padEnd(width)}  generators: ${generatorNames.join(" ")}`);
  const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: "input" });
  out.json({
    scenarios: entries,
    expressions: { functions: expressionFunctions },
    schema: schemaOf(nlseSchema),
    entropy: { generators: generatorNames, schema: schemaOf(entropySchema) },
    pinn: { problems, schema: schemaOf(pinnSchema) },
    lagrangian: { problems: transport, schema: schemaOf(lagrangianSchema) },
  });
}

type Parameters = Readonly<Record<string, number | string>>;

function described(name: string, { description, parameters }: { description: string; parameters: Parameters }) {
  return { name, description, parameters };
}

function shortened(value: number | string): number | string {
  return typeof value === "number" ? Number(value.toPrecision(6)) : value;
}
