import { z } from "zod";
import { readConfig, setPath } from "../config/parse.ts";
import { applySets } from "../config/sources.ts";
import { validate } from "../config/validate.ts";

/** The configuration of `sech entropy`. */
export const entropySchema = z.strictObject({
  order: z.number().int().min(2).max(8).default(5).describe("samples in a pattern"),
  delay: z
    .union([z.number().int().min(1), z.literal("auto")])
    .default(1)
    .describe("samples from one of a pattern to the next, or auto"),
  column: z
    .union([z.string(), z.number().int().min(0)])
    .optional()
    .describe("column, or variable as name or name[:,3]"),
  dt: z.number().positive().optional().describe("seconds from sample to sample of a file; 1 where not given"),
  ties: z
    .union([z.literal("first"), z.literal("random"), z.strictObject({ tolerance: z.number().min(0) })])
    .default("first"),
  nan: z.enum(["throw", "skip"]).default("throw"),
  window: z.number().int().min(2).optional().describe("samples of a window that slides over the series"),
  seed: z.number().int().min(0).default(0).describe("seed of the generator and of random ties"),
  zones: z
    .number()
    .int()
    .min(0)
    .default(64)
    .describe("of how many of many series, the first ones, zone and intervals are found"),
  threads: z.number().int().min(1).optional().describe("threads for many series; as many as the machine has cores"),
  output: z.strictObject({ directory: z.string().optional(), picture: z.boolean().default(true) }).prefault({}),
  generator: z.record(z.string(), z.unknown()).default({}).describe("options of the generator, such as length"),
});

/** A checked configuration. */
export type EntropySettings = z.output<typeof entropySchema>;

/** What the command line says. */
export interface EntropyFlags {
  readonly order?: number | undefined;
  readonly delay?: string | undefined;
  readonly column?: string | undefined;
  readonly dt?: number | undefined;
  readonly seed?: number | undefined;
  readonly threads?: number | undefined;
  readonly out?: string | undefined;
  readonly config?: string | undefined;
  readonly set?: readonly string[] | undefined;
}

/** The settings from a file, `--set` and the flags, in this order. Throws one line that names every fault. */
export async function entropySettings(flags: EntropyFlags): Promise<EntropySettings> {
  const raw: Record<string, unknown> = flags.config === undefined ? {} : await readConfig(flags.config);
  applySets(raw, flags.set, "order=6");
  const { order, delay, column, dt, seed, threads, out } = flags;
  for (const [key, value] of Object.entries({ order, column, dt, seed, threads })) {
    if (value !== undefined) raw[key] = value;
  }
  if (delay !== undefined) raw["delay"] = delay === "auto" ? delay : Number(delay);
  if (out !== undefined) setPath(raw, "output.directory", out);
  return validate(entropySchema, raw);
}
