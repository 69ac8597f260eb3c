import { scenarios } from "../../spectral/index.ts";

/** A configuration of the original translated to ours, and what was left out of it. */
export interface Translated {
  readonly config: Record<string, unknown>;
  readonly notes: string[];
}

type Path = readonly string[];

/** Where each key of a simple_idealized_1d_nlse configuration goes. */
const paths: Readonly<Record<string, Path>> = {
  domain_length: ["grid", "length"],
  num_points: ["grid", "points"],
  t_final: ["time", "end"],
  n_snapshots: ["time", "snapshots"],
  rtol: ["tolerance", "relative"],
  atol: ["tolerance", "absolute"],
  amplitude: ["initial", "amplitude"],
  position: ["initial", "position"],
  velocity: ["initial", "velocity"],
  frequency: ["initial", "frequency"],
  modulation: ["initial", "modulation"],
  width: ["initial", "width"],
  center: ["initial", "center"],
  noise_level: ["initial", "noise"],
  seed: ["initial", "seed"],
};

/** Keys of one of two solitons: the array they go to and their place in it. */
const pairs: Readonly<Record<string, readonly [key: string, index: 0 | 1]>> = {
  A1: ["amplitudes", 0],
  A2: ["amplitudes", 1],
  x1: ["positions", 0],
  x2: ["positions", 1],
  v1: ["velocities", 0],
  v2: ["velocities", 1],
};

/** Where the original's defaults are not ours. */
const originalDefaults: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  soliton: { position: 0 },
  "two-soliton": { amplitudes: [2, 1.5], positions: [-10, 10], velocities: [2, -2] },
};

/** Keys that have no counterpart here, and why. */
const reasons: Readonly<Record<string, string>> = {
  scenario_name: "files are named after the scenario",
  max_step: "the original ignores it too: its steps are at most 0.1, as with compatibility: original",
  use_numba: "there is nothing to switch",
  use_adaptive: "dop853 is always adaptive; choose another method for fixed steps",
  use_filtering: "see dealias; used with compatibility: original",
  monitor_conservation: "invariants are always reported",
  save_netcdf: "a netCDF file is always written",
  save_animation: "animations are not available yet",
  fps: "animations are not available yet",
  dpi: "animations are not available yet",
  output_dir: "use --out",
  log_dir: "there is no log file",
};

/** Whether a configuration is one of the original's. */
export function isOriginal(config: Readonly<Record<string, unknown>>): boolean {
  return ["initial_condition", "domain_length", "num_points", "t_final"].some((key) => key in config);
}

/** Translates a configuration of the original, with one note for every key that is ignored. */
export function translateOriginal(original: Readonly<Record<string, unknown>>): Translated {
  const name = ourName(original["initial_condition"] ?? "single_soliton");
  const config: Record<string, Record<string, unknown>> = { initial: { ...originalDefaults[String(name)] } };
  const top: Record<string, unknown> = { scenario: name };
  const notes: string[] = [];
  for (const [key, value] of Object.entries(original)) {
    const path = paths[key];
    const pair = pairs[key];
    if (key === "initial_condition") continue;
    if (key === "method") top["method"] = methodOf(value, notes);
    else if (path !== undefined) {
      const [section, name] = path as readonly [string, string];
      config[section] = { ...config[section], [name]: value };
    } else if (pair !== undefined) {
      const [name, index] = pair;
      const values = [...((config["initial"]?.[name] as unknown[]) ?? [])];
      values[index] = value;
      config["initial"] = { ...config["initial"], [name]: values };
    } else notes.push(`ignored ${key}: ${reasons[key] ?? "not a key of the original's solver"}`);
  }
  return { config: { ...config, ...top }, notes };
}

function ourName(name: unknown): unknown {
  const found = Object.entries(scenarios).find(([, scenario]) => scenario.originalName === name);
  return found?.[0] ?? name;
}

function methodOf(name: unknown, notes: string[]): string {
  if (name === "DOP853") return "dop853";
  notes.push(`method ${String(name)} replaced by dop853`);
  return "dop853";
}
