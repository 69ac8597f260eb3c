import { z } from "zod";

const number = z.union([z.number(), z.string().min(1)], { error: "must be a number or an expression" });
const formula = number.describe("a number, or an expression of the coordinates");
const values = z.union([formula, z.record(z.string(), formula)], {
  error: "must be a number, an expression, or either by unknown",
});
const enforce = z.enum(["hard", "soft"]).optional().describe("by the form of the model, or by a term of the loss");
const faces = z.array(z.string()).min(1).describe("ends of coordinates: x.min, x.max");
const sides = { faces, value: values.optional(), enforce };

const condition = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("initial"),
    value: values,
    velocity: values.optional(),
    coordinate: z.string().optional(),
    enforce,
  }),
  z.strictObject({ kind: z.literal("dirichlet"), ...sides }),
  z.strictObject({ kind: z.literal("neumann"), ...sides }),
  z.strictObject({ kind: z.literal("robin"), alpha: z.number(), beta: z.number(), ...sides }),
  z.strictObject({ kind: z.literal("periodic"), coordinate: z.string(), enforce }),
  z.strictObject({
    kind: z.literal("data"),
    file: z.string().min(1).describe("CSV with a column for every coordinate and for some of the unknowns, by name"),
    sigma: z
      .union([z.number().positive(), z.string().min(1)])
      .optional()
      .describe("standard deviation of the values, or the name of its column"),
  }),
]);

const scalar = z.strictObject({
  initial: z.number(),
  min: z.number().optional(),
  max: z.number().optional(),
  scale: z.number().positive().optional(),
});

/** An equation of one's own, as it stands in a file. */
export const equationSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u, "must be letters, digits, - and _")
    .default("equation")
    .describe("begins the names of the files"),
  domain: z.record(z.string(), z.tuple([number, number])).describe("lower and upper end of every coordinate"),
  unknowns: z.array(z.string()).min(1).default(["u"]),
  derivatives: z.array(z.string()).min(1).describe("those that the equations read, such as x, t, xx"),
  pde: z
    .union([z.string().min(1), z.record(z.string(), z.string().min(1))], {
      error: "must be an expression, or expressions by name",
    })
    .describe("what must vanish, of u, ux, uxx, the coordinates and trainable scalars"),
  conditions: z.record(z.string(), condition).prefault({}),
  trainable: z.record(z.string(), scalar).prefault({}).describe("numbers that are found with the solution"),
  exact: values.optional().describe("for measuring errors, never for training"),
});

/** A validated equation. */
export type EquationConfig = z.output<typeof equationSchema>;
