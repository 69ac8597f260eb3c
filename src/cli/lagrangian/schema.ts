import { z } from "zod";
import { characteristicsModes } from "../../lagrangian/index.ts";
import { type TransportEntry, transportProblems } from "../../problems/index.ts";
import {
  courseKeys,
  parameterKeys,
  refuseCurriculum,
  refuseOthers,
  refuseSequence,
  runKeys,
} from "../training/schema.ts";

const whole = z.number().int();
const positive = z.number().positive();
const value = z.union([z.number(), z.string().min(1).max(1000)], { error: "must be a number or a formula" });

/** Every parameter that some problem has, at the top level. */
const parameters = parameterKeys(transportProblems, value);

/** The configuration of the lagrangian command, as it stands in a file. */
export const lagrangianSchema = z
  .strictObject({
    problem: z.enum(Object.keys(transportProblems) as [string, ...string[]]).describe("name, see `sech list`"),
    ...parameters,
    mode: z.enum(characteristicsModes).optional().describe("usually ale with viscosity and a speed of u, else lpinn"),
    model: z
      .strictObject({
        width: whole.min(1).max(1000).optional().describe("neurons of a hidden layer"),
        depth: whole.min(1).max(20).optional().describe("hidden layers"),
        activation: z.enum(["tanh", "sin", "swish"]).optional(),
        harmonics: whole.min(1).max(100).optional().describe("of the label, for the first layer"),
        initial: z.enum(["hard", "soft"]).optional().describe("how the initial state is met"),
        minJacobian: positive.lt(1).optional().describe("of the map of ale"),
        ramp: z.number().min(1).max(64).optional().describe("how sharply the map of ale comes to rest"),
        shareWeights: z.boolean().optional().describe("of mode original"),
        periodicPath: z.boolean().optional().describe("of mode original"),
        parts: z
          .record(z.string(), whole.min(1).max(100))
          .optional()
          .describe("of mode pinn: parts along coordinates with a network each (XPINN), e.g. { x: 2, t: 2 }"),
      })
      .prefault({}),
    points: z
      .record(z.string(), whole.min(1), { error: "must be numbers of points by region" })
      .prefault({})
      .describe("interior, and initial where that is in the loss"),
    weights: z.record(z.string(), z.number().min(0)).prefault({}).describe("of interior and initial in the loss"),
    ...courseKeys,
    sequence: whole
      .min(1)
      .max(1000)
      .optional()
      .describe("windows of time that are learnt one after another, with networks of their own; they share the budget"),
    curriculum: z
      .record(z.string(), z.array(value).min(1))
      .optional()
      .describe("values of parameters of the problem to train on before, from easy to hard"),
    ...runKeys,
  })
  .superRefine((config, context) => {
    const entry = transportProblems[config.problem] as TransportEntry;
    const mine = Object.keys(entry.parameters);
    refuseOthers(config, context, parameters, mine);
    refuseSequence(config, context);
    refuseCurriculum(config, context, mine);
  });

/** A validated configuration of the lagrangian command. */
export type LagrangianConfig = z.output<typeof lagrangianSchema>;
