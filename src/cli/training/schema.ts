import { z } from "zod";

const whole = z.number().int();
const positive = z.number().positive();

const resample = whole.min(0).optional().describe("steps between new points; 0 for never");
const steps = whole.min(1);

/** A stage of training, as it stands in a file. */
const stageSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("adam"), steps, rate: positive.optional(), resample }),
  z.strictObject({ kind: z.literal("lbfgs"), steps, resample }),
  z.strictObject({ kind: z.literal("self-scaled"), steps, resample }),
  z.strictObject({
    kind: z.literal("levenberg-marquardt"),
    steps,
    resample,
    damping: z.enum(["radius", "gain-ratio"]).optional().describe("how far a step goes"),
    initialDamping: positive.optional(),
    scaling: z.enum(["columns", "identity"]).optional().describe("of the directions of a step"),
  }),
  z.strictObject({ kind: z.literal("gauss-newton"), steps, resample }),
]);

/** A part of the whole. */
export const part = z.number().positive().max(1);

/** Weights that change while training. */
const balance = z.strictObject({
  terms: z.enum(["fixed", "gradient-norm", "ntk"]).optional().describe("rule of the weights of the terms"),
  every: whole.min(1).optional().describe("steps between changes of weights"),
  attention: z
    .strictObject({ decay: part.optional(), rate: positive.optional() })
    .optional()
    .describe("weights of single points, which grow where residuals stay large"),
  causal: z
    .strictObject({ tolerance: positive, slices: whole.min(1).optional(), coordinate: z.string().optional() })
    .optional()
    .describe("weights of times, which count once those before them are solved"),
});

/** How points are chosen. */
const sampling = z.strictObject({
  points: z.enum(["sobol", "uniform", "latin-hypercube", "grid"]).optional(),
  adaptive: z
    .union([
      z.literal(false),
      z.strictObject({
        exponent: positive.optional(),
        constant: z.number().min(0).optional(),
        candidates: whole.min(1).optional(),
      }),
    ])
    .optional()
    .describe("points where residuals are large; false for none"),
});

/** Keys of how a training goes: its optimisers, weights, points and windows of time. */
export const courseKeys = {
  stages: z.array(stageSchema).min(1).optional().describe("optimisers in order; the model's own where absent"),
  balance: balance.optional().describe("weights that change while training"),
  sampling: sampling.optional().describe("how points are chosen"),
  windows: z
    .union([whole.min(1).max(1000), z.array(part).min(1)])
    .optional()
    .describe("times at which the interior ends one after another: how many, or as parts of the whole"),
} as const;

/** Keys that every command has that trains. */
export const runKeys = {
  budget: z.strictObject({ seconds: positive.optional(), steps: whole.min(1).optional() }).prefault({}),
  seed: whole.min(0).default(0),
  threads: whole.min(1).max(256).optional(),
  output: z
    .strictObject({
      directory: z.string().min(1).default("output"),
      picture: z.boolean().default(true),
      checkpointEvery: positive.optional().describe("seconds between checkpoints"),
    })
    .prefault({}),
} as const;

/** A table of problems, as far as their parameters go. */
type Table = Readonly<Record<string, { readonly parameters: Readonly<Record<string, unknown>> }>>;

/** Every parameter that some problem of a table has, as an optional key. */
export function parameterKeys<S extends z.ZodType>(table: Table, value: S): Record<string, z.ZodOptional<S>> {
  return Object.fromEntries(
    Object.entries(table).flatMap(([name, { parameters }]) =>
      Object.entries(parameters).map(([key, usual]) => [
        key,
        value.optional().describe(`of ${name}; usually ${usual}`),
      ]),
    ),
  );
}

/** Refuses the parameters of other problems than the one that was asked for. */
export function refuseOthers(
  config: { readonly problem: string },
  context: z.RefinementCtx,
  keys: Readonly<Record<string, unknown>>,
  mine: readonly string[],
): void {
  for (const key of Object.keys(keys)) {
    if (!(key in config) || mine.includes(key)) continue;
    const message = `is no parameter of problem ${config.problem}; it has ${mine.join(", ") || "none"}`;
    context.addIssue({ code: "custom", path: [key], message });
  }
}

/** Refuses a curriculum of parameters that the problem does not have, or of lists of different lengths. */
export function refuseCurriculum(
  {
    problem,
    curriculum = {},
  }: { readonly problem: string; readonly curriculum?: Readonly<Record<string, readonly unknown[]>> | undefined },
  context: z.RefinementCtx,
  mine: readonly string[],
): void {
  const lists = Object.entries(curriculum);
  for (const [key, values] of lists) {
    if (mine.includes(key) && values.length === lists[0]?.[1].length) continue;
    const message = mine.includes(key)
      ? "must have as many values as the other parameters of the curriculum"
      : `is no parameter of problem ${problem}; it has ${mine.join(", ") || "none"}`;
    context.addIssue({ code: "custom", path: ["curriculum", key], message });
  }
}

/** Refuses windows that are learnt one after another together with what would train the same network several times. */
export function refuseSequence(
  config: { readonly sequence?: unknown; readonly windows?: unknown; readonly curriculum?: unknown },
  context: z.RefinementCtx,
): void {
  for (const other of ["windows", "curriculum"] as const) {
    if (config.sequence === undefined || config[other] === undefined) continue;
    context.addIssue({ code: "custom", path: ["sequence"], message: `cannot be used with ${other}` });
  }
}
