import { existsSync } from "node:fs";
import type { z } from "zod";
import { SechError } from "../../core/index.ts";
import { scenarios } from "../../spectral/index.ts";
import { isOriginal, translateOriginal } from "./original.ts";
import { readConfig, scalar, setPath } from "./parse.ts";
import { type NlseConfig, nlseSchema } from "./schema.ts";

/** What the command line says about a configuration. */
export interface ConfigSources {
  /** A scenario's name, the original's name for it, or a file. */
  readonly target?: string | undefined;
  readonly config?: string | undefined;
  /** `key.path=value`, applied last. */
  readonly set?: readonly string[] | undefined;
  readonly seed?: number | undefined;
  readonly out?: string | undefined;
}

/** A configuration and the notes that its reading gave. */
export interface Loaded {
  readonly config: NlseConfig;
  readonly notes: string[];
}

/** The configuration from a scenario or file, `--config`, `--set`, `--seed` and `--out`, in this order, validated. */
export async function loadConfig({ target, config: file, set = [], seed, out }: ConfigSources): Promise<Loaded> {
  const name = scenarioName(target);
  const path = file ?? (name === undefined ? target : undefined);
  if (file !== undefined && target !== undefined && name === undefined) throw unknownScenario(target);
  if (path !== undefined && file === undefined && !looksLikeFile(path)) throw unknownScenario(path);
  const read = path === undefined ? {} : await readConfig(path);
  const original = isOriginal(read);
  const { config: raw, notes } = original ? translateOriginal(read) : { config: withoutEmpty(read), notes: [] };
  if (name !== undefined) raw["scenario"] = name;
  else if (typeof raw["scenario"] === "string") raw["scenario"] = scenarioName(raw["scenario"]) ?? raw["scenario"];
  for (const assignment of set) {
    const split = assignment.indexOf("=");
    if (split < 1) {
      throw new SechError("invalid-config", {
        what: "--set needs key.path=value",
        got: assignment,
        attempt: "--set grid.points=1024",
      });
    }
    setPath(raw, assignment.slice(0, split), scalar(assignment.slice(split + 1)));
  }
  if (seed !== undefined) setPath(raw, "initial.seed", seed);
  if (out !== undefined) setPath(raw, "output.directory", out);
  return { config: validate(nlseSchema, original ? relativeOnly(raw, notes) : raw), notes };
}

/** Checks a value against a schema; throws one line that names every fault. */
export function validate<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message, ...issue }) => {
    const where = path.length === 0 ? "configuration" : path.join(".");
    const got = issue.code === "custom" || issue.code === "unrecognized_keys" ? "" : `, got ${show(at(value, path))}`;
    return `${where}: ${message.charAt(0).toLowerCase()}${message.slice(1)}${got}`;
  });
  throw new SechError("invalid-config", { what: faults.join("; ") });
}

/** Empty sections of YAML, which mean their defaults, left out. */
function withoutEmpty(raw: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== null));
}

/** The original's absolute tolerance is for its own error norm, and left out with a note without that. */
function relativeOnly(raw: Record<string, unknown>, notes: string[]): Record<string, unknown> {
  const { absolute, ...tolerance } = (raw["tolerance"] ?? {}) as Record<string, unknown>;
  if (raw["compatibility"] !== undefined || absolute === undefined) return raw;
  notes.push("ignored atol: tolerances are relative to the solution; used with compatibility: original");
  return { ...raw, tolerance };
}

function scenarioName(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  if (Object.hasOwn(scenarios, name)) return name;
  return Object.entries(scenarios).find(([, scenario]) => scenario.originalName === name)?.[0];
}

function looksLikeFile(path: string): boolean {
  return /[./\\]/.test(path) || existsSync(path);
}

function unknownScenario(name: string): SechError {
  return new SechError("invalid-config", {
    what: "unknown scenario",
    got: name,
    attempt: `one of ${Object.keys(scenarios).join(", ")}, or a configuration file`,
  });
}

function show(value: unknown): string {
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value);
}
