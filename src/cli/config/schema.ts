import { z } from "zod";
import { methodNames, type Scenario, scenarios } from "../../spectral/index.ts";

const finite = z.number();
const positive = z.number().positive();
const later = (what: string) => z.never({ error: `${what} is not available yet` }).optional();

const dealias = z.union([
  z.enum(["none", "2/3", "1/2"]),
  z.strictObject({ filter: z.strictObject({ strength: positive, order: positive, cut: positive.max(1) }) }),
]);

/** The configuration of the nlse command, as it stands in a file. */
export const nlseSchema = z
  .strictObject({
    scenario: z
      .enum(Object.keys(scenarios) as [string, ...string[]])
      .describe("name of the initial state, see `sech list`"),
    grid: z
      .strictObject({
        points: finite.optional().describe("number of grid points, even and at least 4"),
        length: finite.optional().describe("period of the domain"),
      })
      .prefault({}),
    time: z
      .strictObject({
        start: finite.optional().describe("time of the initial state"),
        end: finite.optional().describe("end of the run"),
        snapshots: z.number().int().min(2).default(101).describe("number of saved times, both ends included"),
        step: positive.optional().describe("step size of the splitting methods"),
      })
      .prefault({}),
    initial: z
      .record(
        z.string(),
        z.union([finite, z.boolean(), z.array(finite).length(2)], {
          error: "must be a number, a boolean or a pair of numbers",
        }),
      )
      .prefault({})
      .describe("parameters of the initial state; the scenario says which"),
    equation: z
      .strictObject({
        dispersion: finite.default(1).describe("coefficient of psi_xx / 2"),
        nonlinearity: finite.default(1).describe("coefficient of |psi|^2 psi"),
        potential: later("equation.potential"),
        loss: later("equation.loss"),
      })
      .prefault({}),
    method: z.enum(methodNames).default("auto"),
    conserve: z
      .array(z.enum(["mass", "energy"]))
      .optional()
      .describe("what etd-adams restores after every step; default both"),
    tolerance: z
      .strictObject({
        relative: positive.optional().describe("error relative to the norm of psi, per nonlinear time"),
        absolute: positive.optional().describe("of an unnormalised mode; with compatibility only"),
      })
      .prefault({}),
    dealias: dealias.optional(),
    compatibility: z.literal("original").optional().describe("reproduce simple_idealized_1d_nlse to the digit"),
    output: z
      .strictObject({
        directory: z.string().min(1).default("output"),
        picture: z.boolean().default(true),
        animation: later("output.animation"),
        checkpointEvery: z
          .union([
            z.int().positive(),
            z.strictObject({ steps: z.int().positive().optional(), seconds: positive.optional() }),
            z.literal(false),
          ])
          .default({ seconds: 30 })
          .describe("how often the state is saved for --resume: steps, { steps, seconds } or false"),
      })
      .prefault({}),
  })
  .superRefine((config, context) => {
    if (config.tolerance.absolute !== undefined && config.compatibility === undefined) {
      const message = "is for compatibility: original only; other tolerances are relative to the solution";
      context.addIssue({ code: "custom", path: ["tolerance", "absolute"], message });
    }
    const { initial } = scenarios[config.scenario] as Scenario;
    for (const [key, value] of Object.entries(config.initial)) {
      const wanted = initial[key];
      if (wanted === undefined) {
        const message = `unknown key of scenario ${config.scenario}; it has ${Object.keys(initial).join(", ")}`;
        context.addIssue({ code: "custom", path: ["initial", key], message });
      } else if (kind(value) !== kind(wanted)) {
        context.addIssue({
          code: "custom",
          path: ["initial", key],
          message: `must be ${kind(wanted)}, got ${JSON.stringify(value)}`,
        });
      }
    }
  });

/** A validated configuration of the nlse command. */
export type NlseConfig = z.output<typeof nlseSchema>;

function kind(value: unknown): string {
  return Array.isArray(value) ? "a pair of numbers" : `a ${typeof value}`;
}
