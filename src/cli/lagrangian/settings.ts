import { transportProblems } from "../../problems/index.ts";
import { requireOnce } from "../config/sources.ts";
import { validate } from "../config/validate.ts";
import { readTraining, type TrainingFlags } from "../training/settings.ts";
import { type LagrangianConfig, lagrangianSchema } from "./schema.ts";

/** What the command line says. */
export interface LagrangianFlags extends TrainingFlags {
  readonly mode?: string | undefined;
}

/** The checked configuration; `--mode` comes last. */
export async function lagrangianSettings(flags: LagrangianFlags): Promise<LagrangianConfig> {
  const { mode } = flags;
  requireOnce({ mode });
  const command = { name: "lagrangian", problems: Object.keys(transportProblems), example: "speed=30" };
  const raw = await readTraining(flags, command);
  if (mode !== undefined) raw["mode"] = mode;
  return validate(lagrangianSchema, raw);
}
