import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { SechError } from "../../core/index.ts";

/** Keys and values as they are read, not yet checked. */
export type Raw = Record<string, unknown>;

/** Reads a configuration file: YAML, JSON, TOML, or the `key = value` text of the original. */
export async function readConfig(path: string): Promise<Raw> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    const why = { ENOENT: "it does not exist", EISDIR: "it is a directory", EACCES: "it may not be read" }[
      error.code ?? ""
    ];
    throw new SechError("file", { what: `cannot read the configuration ${path}`, why: why ?? error.message });
  });
  const parsed = await parse(text.replace(/^\uFEFF/, ""), extname(path).toLowerCase()).catch((error: unknown) => {
    const why = (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
    throw new SechError("invalid-config", { what: `${path} is not a valid configuration`, why });
  });
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw new SechError("invalid-config", { what: `${path} must hold keys and values`, got: parsed });
  }
  return parsed as Raw;
}

async function parse(text: string, extension: string): Promise<unknown> {
  switch (extension) {
    case ".json":
      return JSON.parse(text);
    case ".toml":
      return (await import("smol-toml")).parse(text);
    case ".txt":
      return parseText(text);
    default:
      return (await import("yaml")).parse(text);
  }
}

/** Lines `key = value`, `#` comments, dotted keys. */
function parseText(text: string): Raw {
  const config: Raw = {};
  text.split(/\r?\n/).forEach((line, index) => {
    const bare = line.replace(/#.*/, "").trim();
    if (bare === "") return;
    const match = /^([\w.]+)\s*=\s*(.+)$/.exec(bare);
    if (match === null) throw new Error(`line ${index + 1} is not "key = value": ${bare}`);
    setPath(config, match[1] as string, scalar(match[2] as string));
  });
  return config;
}

/** Sets `value` at a dotted path, making sections on the way. */
export function setPath(config: Raw, path: string, value: unknown): void {
  const keys = path.split(".");
  if (keys.some((key) => key === "" || key === "__proto__" || key === "constructor" || key === "prototype")) {
    throw new SechError("invalid-config", { what: "a key path must be names joined by dots", got: path });
  }
  let section = config;
  for (const key of keys.slice(0, -1)) {
    const next = section[key];
    if (next === undefined) section[key] = {};
    else if (typeof next !== "object" || next === null) {
      throw new SechError("invalid-config", {
        what: `${path} cannot be set because ${key} is not a section`,
        got: next,
      });
    }
    section = section[key] as Raw;
  }
  section[keys.at(-1) as string] = value;
}

/** A value of a command line or text file: a number, a boolean, JSON, or the text itself. */
export function scalar(text: string): unknown {
  const bare = text.trim();
  if (/^(true|false)$/i.test(bare)) return bare.toLowerCase() === "true";
  if (bare !== "" && !Number.isNaN(Number(bare))) return Number(bare);
  if (/^[[{]/.test(bare)) {
    try {
      return JSON.parse(bare);
    } catch {
      return bare;
    }
  }
  return bare.replace(/^(["'])(.*)\1$/, "$2");
}
