import { existsSync } from "node:fs";
import { SechError } from "../../core/index.ts";
import { pdeProblems } from "../../problems/index.ts";
import { validate } from "../config/load.ts";
import { readConfig, scalar, setPath } from "../config/parse.ts";
import { type PinnConfig, pinnSchema } from "./schema.ts";

/** What the command line says about a configuration. */
export interface PinnFlags {
  /** A problem's name, or a file. */
  readonly target?: string | undefined;
  readonly config?: string | undefined;
  /** `key.path=value`, over the configuration. */
  readonly set?: readonly string[] | undefined;
  readonly model?: string | undefined;
  readonly budget?: number | undefined;
  readonly seed?: number | undefined;
  readonly threads?: number | undefined;
  readonly out?: string | undefined;
}

/** The configuration from a problem or file, `--config`, `--set` and the other flags, in this order, validated. */
export async function pinnSettings(flags: PinnFlags): Promise<PinnConfig> {
  const { target, config, set = [] } = flags;
  const named = target !== undefined && Object.hasOwn(pdeProblems, target);
  if (target !== undefined && !named && (config !== undefined || !looksLikeFile(target))) throw unknownProblem(target);
  const path = config ?? (named ? undefined : target);
  const raw = path === undefined ? {} : await readConfig(path);
  if (named) raw["problem"] = target;
  for (const assignment of set) {
    const split = assignment.indexOf("=");
    if (split < 1) {
      throw new SechError("invalid-config", {
        what: "--set needs key.path=value",
        got: assignment,
        attempt: "--set model.width=30",
      });
    }
    setPath(raw, assignment.slice(0, split), scalar(assignment.slice(split + 1)));
  }
  const { model, budget, seed, threads, out } = flags;
  if (model !== undefined) setPath(raw, "model.kind", model);
  if (budget !== undefined) setPath(raw, "budget.seconds", budget);
  if (seed !== undefined) raw["seed"] = seed;
  if (threads !== undefined) raw["threads"] = threads;
  if (out !== undefined) setPath(raw, "output.directory", out);
  if (raw["problem"] === undefined) {
    throw new SechError("invalid-config", {
      what: "sech pinn needs a problem",
      attempt: `one of ${Object.keys(pdeProblems).join(", ")}`,
    });
  }
  return validate(pinnSchema, raw);
}

function looksLikeFile(path: string): boolean {
  return /[./\\]/.test(path) || existsSync(path);
}

function unknownProblem(name: string): SechError {
  return new SechError("invalid-config", {
    what: "unknown problem",
    got: name,
    attempt: `one of ${Object.keys(pdeProblems).join(", ")}, or a configuration file`,
  });
}
