import { existsSync } from "node:fs";
import { invalid, SechError } from "../../core/index.ts";
import { type Raw, readConfig, scalar, setPath } from "./parse.ts";

/** What the command line says about a configuration. */
export interface ConfigSources {
  /** A name, such as a scenario's, or a file. */
  readonly target?: string | undefined;
  readonly config?: string | undefined;
  /** `key.path=value`, over the configuration. */
  readonly set?: readonly string[] | undefined;
}

/** The names that a command takes in place of a configuration file. */
export interface KnownNames {
  /** What they name, e.g. `"scenario"`. */
  readonly what: string;
  readonly names: readonly string[];
  /** The name that is meant by another, older one. @defaultValue none are */
  readonly alias?: (name: string) => string | undefined;
}

/**
 * The configuration from a file and the name from the command line, either of which may be missing.
 *
 * @throws SechError when the target is neither a known name nor looks like a file, or cannot be read.
 */
export async function readSources(
  { target, config }: ConfigSources,
  known: KnownNames,
): Promise<{ readonly raw: Raw; readonly name: string | undefined }> {
  const name = target === undefined ? undefined : knownName(target, known);
  if (target !== undefined && name === undefined && (config !== undefined || !looksLikeFile(target))) {
    throw new SechError("invalid-config", {
      what: `unknown ${known.what}`,
      got: target,
      attempt: `one of ${known.names.join(", ")}, or a configuration file`,
    });
  }
  const path = config ?? (name === undefined ? target : undefined);
  return { raw: path === undefined ? {} : await readConfig(path), name };
}

/** The name by which something is known, from that or an older one. */
export function knownName(name: string, { names, alias }: KnownNames): string | undefined {
  return names.includes(name) ? name : alias?.(name);
}

/** Writes the values of `--set key.path=value` over a configuration, in their order. */
export function applySets(raw: Raw, assignments: readonly string[] | undefined, example: string): void {
  for (const assignment of assignments ?? []) {
    const split = assignment.indexOf("=");
    if (split < 1) {
      throw new SechError("invalid-config", {
        what: "--set needs key.path=value",
        got: assignment,
        attempt: `--set ${example}`,
      });
    }
    setPath(raw, assignment.slice(0, split), scalar(assignment.slice(split + 1)));
  }
}

/** Refuses flags that were given more than once, which the parser turns into lists. */
export function requireOnce(flags: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(flags)) {
    if (Array.isArray(value)) throw invalid({ what: `--${name} can be given once`, got: value });
  }
}

function looksLikeFile(path: string): boolean {
  return /[./\\]/.test(path) || existsSync(path);
}
