import { setPath } from "../config/parse.ts";
import { requireOnce } from "../config/sources.ts";
import { validate } from "../config/validate.ts";
import { readTraining, type TrainingFlags } from "../training/settings.ts";
import { namedProblems } from "./problems.ts";
import { ownProblem, type PinnConfig, pinnSchema } from "./schema.ts";

/** What the command line says. */
export interface PinnFlags extends TrainingFlags {
  readonly model?: string | undefined;
}

/** The checked configuration; `--model` comes last. */
export async function pinnSettings(flags: PinnFlags): Promise<PinnConfig> {
  const { model } = flags;
  requireOnce({ model });
  const command = {
    name: "pinn",
    problems: Object.keys(namedProblems),
    own: { key: "equation", problem: ownProblem },
    example: "model.width=30",
  };
  const raw = await readTraining(flags, command);
  if (model !== undefined) setPath(raw, "model.kind", model);
  return validate(pinnSchema, raw);
}
