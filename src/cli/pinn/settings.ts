import { SechError } from "../../core/index.ts";
import { pdeProblems } from "../../problems/index.ts";
import { setPath } from "../config/parse.ts";
import { applySets, type ConfigSources, readSources } from "../config/sources.ts";
import { validate } from "../config/validate.ts";
import { type PinnConfig, pinnSchema } from "./schema.ts";

/** What the command line says; the target is a problem's name, or a file. */
export interface PinnFlags extends ConfigSources {
  readonly model?: string | undefined;
  readonly budget?: number | undefined;
  readonly seed?: number | undefined;
  readonly threads?: number | undefined;
  readonly out?: string | undefined;
}

/** The configuration from a problem or file, `--config`, `--set` and the other flags, in this order, validated. */
export async function pinnSettings(flags: PinnFlags): Promise<PinnConfig> {
  const names = Object.keys(pdeProblems);
  const { raw, name } = await readSources(flags, { what: "problem", names });
  if (name !== undefined) raw["problem"] = name;
  applySets(raw, flags.set, "model.width=30");
  const { model, budget, seed, threads, out } = flags;
  if (model !== undefined) setPath(raw, "model.kind", model);
  if (budget !== undefined) setPath(raw, "budget.seconds", budget);
  if (seed !== undefined) raw["seed"] = seed;
  if (threads !== undefined) raw["threads"] = threads;
  if (out !== undefined) setPath(raw, "output.directory", out);
  if (raw["problem"] === undefined) {
    throw new SechError("invalid-config", {
      what: "sech pinn needs a problem",
      attempt: `one of ${names.join(", ")}`,
    });
  }
  return validate(pinnSchema, raw);
}
