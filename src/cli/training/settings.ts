import { SechError } from "../../core/index.ts";
import { type Raw, setPath } from "../config/parse.ts";
import { applySets, type ConfigSources, readSources, requireOnce } from "../config/sources.ts";

/** What the command line says of a training; the target is a problem's name, or a file. */
export interface TrainingFlags extends ConfigSources {
  readonly budget?: number | undefined;
  readonly seed?: number | undefined;
  readonly threads?: number | undefined;
  readonly out?: string | undefined;
}

/** A command that trains. */
interface TrainingCommand {
  readonly name: string;
  /** The problems that it knows. */
  readonly problems: readonly string[];
  /** The key under which a configuration can pose a problem itself, and the name that this has. @defaultValue none */
  readonly own?: { readonly key: string; readonly problem: string };
  /** An assignment for `--set`. */
  readonly example: string;
}

/** The configuration from a problem or file, `--config`, `--set` and the flags, in this order, not yet checked. */
export async function readTraining(flags: TrainingFlags, command: TrainingCommand): Promise<Raw> {
  const { config, budget, seed, threads, out } = flags;
  requireOnce({ config, budget, seed, threads, out });
  const { raw, name } = await readSources(flags, { what: "problem", names: command.problems });
  if (name !== undefined) raw["problem"] = name;
  applySets(raw, flags.set, command.example);
  if (command.own !== undefined && command.own.key in raw) raw["problem"] ??= command.own.problem;
  if (budget !== undefined) setPath(raw, "budget.seconds", budget);
  if (seed !== undefined) raw["seed"] = seed;
  if (threads !== undefined) raw["threads"] = threads;
  if (out !== undefined) setPath(raw, "output.directory", out);
  if (raw["problem"] !== undefined) return raw;
  throw new SechError("invalid-config", {
    what: `sech ${command.name} needs a problem`,
    attempt: `one of ${command.problems.join(", ")}`,
  });
}
