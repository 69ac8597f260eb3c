import { z } from "zod";
import { methodNames, type Scenario, scenarios } from "../../spectral/index.ts";

const finite = z.number();
const positive = z.number().positive();
const coefficient = z.union([finite, z.string()], { error: "must be a number or an expression of numbers" });
const later = (what: string) => z.never({ error: `${what} is not available yet` }).optional();

const dealias = z.union(
  [
    z.enum(["none", "2/3", "1/2"]),
    z.strictObject({ filter: z.strictObject({ strength: positive, order: positive, cut: positive.max(1) }) }),
  ],
  { error: "must be none, 2/3, 1/2 or { filter: { strength, order, cut } }" },
);

/** The keys of `equation` that a single wave takes beyond dispersion and nonlinearity. */
const waveTerms = [
  "potential",
  "loss",
  "thirdOrder",
  "fourthOrder",
  "selfSteepening",
  "intensitySlope",
  "absorber",
] as const;

const sections = z.strictObject({
  scenario: z
    .enum(Object.keys(scenarios) as [string, ...string[]])
    .describe("name of the initial state, see `sech list`"),
  grid: z
    .strictObject({
      points: z
        .union([finite, z.tuple([finite, finite])], { error: "must be a number, or two of a plane" })
        .optional()
        .describe("number of grid points, even and at least 4; of a plane along x and y"),
      length: z
        .union([finite, z.tuple([finite, finite])], { error: "must be a number, or two of a plane" })
        .optional()
        .describe("period of the domain"),
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
      z.union([finite, z.boolean(), z.string(), z.array(finite)], {
        error: "must be a number, a boolean, a word or a list of numbers",
      }),
    )
    .prefault({})
    .describe("parameters of the initial state; the scenario says which"),
  equation: z
    .strictObject({
      dispersion: coefficient.optional().describe("coefficient of psi_xx / 2; default 1"),
      nonlinearity: coefficient.optional().describe("coefficient of |psi|^2 psi; default 1, or the scenario's"),
      potential: coefficient.optional().describe("V, an expression of x and t; on a plane of x and y"),
      loss: coefficient.optional().describe("rate at which |psi|^2 is lost; negative for gain"),
      thirdOrder: coefficient.optional().describe("coefficient of -i psi_xxx / 6"),
      fourthOrder: coefficient.optional().describe("coefficient of -psi_xxxx / 24"),
      selfSteepening: coefficient.optional().describe("coefficient of i (|psi|^2 psi)_x"),
      intensitySlope: coefficient.optional().describe("coefficient of i psi (|psi|^2)_x"),
      coupling: coefficient.optional().describe("of a pair: |psi_k|^2 psi_j against |psi_j|^2 psi_j; default 1"),
      absorber: z
        .strictObject({ width: positive, strength: z.number().min(0) })
        .optional()
        .describe("absorbing layer at both ends: its width, and the largest rate at which psi is damped"),
    })
    .prefault({}),
  relax: z
    .strictObject({ mass: positive.optional(), tolerance: positive.optional() })
    .optional()
    .describe("begin from the ground state: of which mass (default the initial one's), to which residual"),
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
  diagnostics: z
    .strictObject({
      q: positive.default(2).describe("order of the Tsallis entropies in the report"),
      solitons: z.boolean().default(false).describe("soliton content, and drift of its eigenvalues"),
      phaseSpace: z.boolean().default(false).describe("phase-space portrait at the end, with its numbers"),
      growth: z.boolean().default(false).describe("growth of the sidebands of a plane wave, and recurrence"),
      probe: z
        .strictObject({
          position: finite.describe("place of the probe"),
          order: z.number().int().min(2).max(9).default(4),
          delay: z.number().int().min(1).default(1).describe("in saved times"),
        })
        .optional()
        .describe("permutation entropy H and complexity C of |psi| at one place over the saved times"),
    })
    .prefault({}),
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
});

/** The configuration of the nlse command, as it stands in a file. */
export const nlseSchema = sections.superRefine((config, context) => {
  if (config.tolerance.absolute !== undefined && config.compatibility === undefined) {
    const message = "is for compatibility: original only; other tolerances are relative to the solution";
    context.addIssue({ code: "custom", path: ["tolerance", "absolute"], message });
  }
  const scenario = scenarios[config.scenario] as Scenario;
  for (const { path, message } of unsuited(config, scenario)) context.addIssue({ code: "custom", path, message });
  const { initial, formulas = [] } = scenario;
  for (const [key, value] of Object.entries(config.initial)) {
    const wanted = initial[key];
    if (wanted === undefined) {
      const message = `unknown key of scenario ${config.scenario}; it has ${Object.keys(initial).join(", ")}`;
      context.addIssue({ code: "custom", path: ["initial", key], message });
    } else {
      const pair = config.scenario === "two-soliton" && Array.isArray(wanted);
      if (formulas.includes(key) && typeof value === "number") continue;
      if (kind(value) === kind(wanted) && !(pair && (value as unknown[]).length !== 2)) continue;
      const message = `must be ${pair ? "a pair of numbers" : kind(wanted)}, got ${JSON.stringify(value)}`;
      context.addIssue({ code: "custom", path: ["initial", key], message });
    }
  }
});

/** A validated configuration of the nlse command. */
export type NlseConfig = z.output<typeof nlseSchema>;

/** Keys that say nothing to a scenario of its kind. */
function unsuited(config: z.output<typeof sections>, scenario: Scenario): { path: string[]; message: string }[] {
  const { kind: sort = "wave" } = scenario;
  const given = (section: object) =>
    Object.entries(section).flatMap(([key, value]) => (value === undefined || value === false ? [] : [key]));
  const known = "terms" in scenario ? scenario.terms : waveTerms;
  const allowed: readonly string[] = ["dispersion", "nonlinearity", ...known];
  const of = { wave: "a single wave", coupled: "a coupled pair", plane: "a plane" }[sort];
  const refused = (path: string[]) => ({ path, message: `is not for ${of}, as ${config.scenario} is` });
  const flat = (["points", "length"] as const).filter((key) => typeof config.grid[key] === "object");
  return [
    ...given(config.equation)
      .filter((key) => !allowed.includes(key))
      .map((key) => refused(["equation", key])),
    ...(sort === "plane" ? [] : flat.map((key) => ({ path: ["grid", key], message: "must be one number" }))),
    ...(sort === "wave"
      ? []
      : [
          ...(["dealias", "compatibility", "conserve"] as const)
            .filter((key) => config[key] !== undefined && config[key] !== "none")
            .map((key) => refused([key])),
          ...given(config.diagnostics)
            .filter((key) => key !== "q" || config.diagnostics.q !== 2)
            .map((key) => refused(["diagnostics", key])),
        ]),
    ...(sort === "coupled" && config.relax !== undefined ? [refused(["relax"])] : []),
  ];
}

function kind(value: unknown): string {
  if (Array.isArray(value)) return "a list of numbers";
  return typeof value === "string" ? "a word" : `a ${typeof value}`;
}
