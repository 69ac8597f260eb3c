import { scenarios } from "../../spectral/index.ts";
import { type Raw, setPath } from "../config/parse.ts";
import { applySets, type ConfigSources, type KnownNames, knownName, readSources } from "../config/sources.ts";
import { validate } from "../config/validate.ts";
import { isOriginal, translateOriginal } from "./original.ts";
import { type NlseConfig, nlseSchema } from "./schema.ts";

/** What the command line says; the target is a scenario's name, the original's name for it, or a file. */
export interface NlseFlags extends ConfigSources {
  readonly seed?: number | undefined;
  readonly out?: string | undefined;
}

/** A configuration and the notes that its reading gave. */
export interface Loaded {
  readonly config: NlseConfig;
  readonly notes: string[];
}

const known: KnownNames = {
  what: "scenario",
  names: Object.keys(scenarios),
  alias: (name) => Object.entries(scenarios).find(([, scenario]) => scenario.originalName === name)?.[0],
};

/** The configuration from a scenario or file, `--config`, `--set`, `--seed` and `--out`, in this order, validated. */
export async function nlseSettings(flags: NlseFlags): Promise<Loaded> {
  const { raw: read, name } = await readSources(flags, known);
  const original = isOriginal(read);
  const { config: raw, notes } = original ? translateOriginal(read) : { config: withoutEmpty(read), notes: [] };
  const scenario = name ?? raw["scenario"];
  if (typeof scenario === "string") raw["scenario"] = knownName(scenario, known) ?? scenario;
  applySets(raw, flags.set, "grid.points=1024");
  const { seed, out } = flags;
  if (seed !== undefined) setPath(raw, "initial.seed", seed);
  if (out !== undefined) setPath(raw, "output.directory", out);
  return { config: validate(nlseSchema, original ? relativeOnly(raw, notes) : raw), notes };
}

/** Empty sections of YAML, which mean their defaults, left out. */
function withoutEmpty(raw: Raw): Raw {
  return Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== null));
}

/** The original's absolute tolerance is for its own error norm, and left out with a note without that. */
function relativeOnly(raw: Raw, notes: string[]): Raw {
  const { absolute, ...tolerance } = (raw["tolerance"] ?? {}) as Raw;
  if (raw["compatibility"] !== undefined || absolute === undefined) return raw;
  notes.push("ignored atol: tolerances are relative to the solution; used with compatibility: original");
  return { ...raw, tolerance };
}
