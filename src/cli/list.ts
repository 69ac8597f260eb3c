import type { Argv } from "yargs";
import { z } from "zod";
import { expressionFunctions } from "../core/index.ts";
import { transportProblems } from "../problems/index.ts";
import { scenarios } from "../spectral/index.ts";
import { generatorNames } from "./entropy/generated.ts";
import { entropySchema } from "./entropy/settings.ts";
import { lagrangianSchema } from "./lagrangian/schema.ts";
import { nlseSchema } from "./nlse/schema.ts";
import { type CommonArguments, output } from "./output.ts";
import { namedProblems } from "./pinn/problems.ts";
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
  const problems = Object.entries(namedProblems).map(([name, entry]) => described(name, entry));
  const transport = Object.entries(transportProblems).map(([name, entry]) => described(name, entry));
  const waves = entries.map(({ name, description, originalName, initial }) => ({
    name,
    description: `${description}${originalName === null ? "" : ` (the original's ${originalName})`}`,
    parameters: initial,
  }));
  const sections = { nlse: waves, pinn: problems, lagrangian: transport };
  const width = Math.max(...Object.values(sections).flatMap((listed) => listed.map(({ name }) => name.length)));
  for (const [command, listed] of Object.entries(sections)) {
    out.say(`sech ${command}`);
    for (const { name, description, parameters } of listed) {
      const keys = Object.entries(parameters).map(([key, value]) => `${key}=${shown(value)}`);
      out.say(`  ${name.padEnd(width)}  ${description}`);
      if (keys.length > 0) out.say(`  ${" ".repeat(width)}  ${keys.join(" ")}`);
    }
  }
  out.say("sech entropy");
  for (const name of generatorNames) out.say(`  ${name}`);
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

function shown(value: unknown): string {
  if (typeof value === "string") return value;
  return JSON.stringify(typeof value === "number" ? Number(value.toPrecision(6)) : value);
}
