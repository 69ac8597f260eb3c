import { SechError } from "../../core/index.ts";
import { transportProblems } from "../../problems/index.ts";
import { setPath } from "../config/parse.ts";
import { applySets, type ConfigSources, readSources } from "../config/sources.ts";
import { validate } from "../config/validate.ts";
import { type LagrangianConfig, lagrangianSchema } from "./schema.ts";

/** What the command line says; the target is a problem's name, or a file. */
export interface LagrangianFlags extends ConfigSources {
  readonly mode?: string | undefined;
  readonly budget?: number | undefined;
  readonly seed?: number | undefined;
  readonly threads?: number | undefined;
  readonly out?: string | undefined;
}

/** The configuration from a problem or file, `--config`, `--set` and the other flags, in this order, validated. */
export async function lagrangianSettings(flags: LagrangianFlags): Promise<LagrangianConfig> {
  const names = Object.keys(transportProblems);
  const { raw, name } = await readSources(flags, { what: "problem", names });
  if (name !== undefined) raw["problem"] = name;
  applySets(raw, flags.set, "speed=30");
  const { mode, budget, seed, threads, out } = flags;
  if (mode !== undefined) raw["mode"] = mode;
  if (budget !== undefined) setPath(raw, "budget.seconds", budget);
  if (seed !== undefined) raw["seed"] = seed;
  if (threads !== undefined) raw["threads"] = threads;
  if (out !== undefined) setPath(raw, "output.directory", out);
  if (raw["problem"] === undefined) {
    throw new SechError("invalid-config", {
      what: "sech lagrangian needs a problem",
      attempt: `one of ${names.join(", ")}`,
    });
  }
  return validate(lagrangianSchema, raw);
}
