import { z } from "zod";
import {
  courseKeys,
  parameterKeys,
  part,
  refuseCurriculum,
  refuseOthers,
  refuseSequence,
  runKeys,
} from "../training/schema.ts";
import { equationSchema } from "./equation-schema.ts";
import { namedProblems } from "./problems.ts";

const whole = z.number().int();
const positive = z.number().positive();

/** Every parameter that some problem has, as an optional number at the top level. */
const parameters = parameterKeys(namedProblems, z.number());

/** The name of the problem that a configuration poses itself. */
export const ownProblem = "own";

/** The configuration of the pinn command, as it stands in a file. */
export const pinnSchema = z
  .strictObject({
    problem: z
      .enum([ownProblem, ...Object.keys(namedProblems)])
      .describe(`name, see \`sech list\`; ${ownProblem} for the one under the key equation`),
    equation: equationSchema.optional(),
    ...parameters,
    model: z
      .strictObject({
        kind: z.enum(["mlp", "fourier", "gaussians"]).default("mlp"),
        width: whole.min(1).max(1000).optional().describe("neurons of a hidden layer"),
        depth: whole.min(1).max(20).optional().describe("hidden layers"),
        activation: z.enum(["tanh", "sin", "swish"]).optional(),
        features: whole.min(1).optional().describe("frequencies of the Fourier features"),
        scale: positive.optional().describe("standard deviation of these frequencies"),
        count: whole.min(4).max(1e6).optional().describe("fixed Gaussians to begin with, or moving ones in all"),
        trainer: z
          .enum(["auto", "separable", "trained", "original"])
          .optional()
          .describe("of Gaussians; auto and separable do not move them"),
        covariance: z.enum(["diagonal", "full"]).optional().describe("whether the axes of moving Gaussians turn"),
        start: whole.min(1).optional().describe("moving Gaussians to begin with; the others are inserted"),
        overlap: z
          .union([positive, z.literal("chosen")])
          .optional()
          .describe("widths of moving Gaussians by their distance at the beginning"),
        grid: z
          .array(whole.min(2))
          .min(1)
          .optional()
          .describe("moving Gaussians along each coordinate at the beginning"),
        head: z
          .strictObject({ channels: whole.min(1), width: whole.min(1) })
          .optional()
          .describe("a layer of tanh neurons after sums of moving Gaussians, of which there are channels"),
        moves: z.boolean().optional().describe("whether centres, widths and axes of moving Gaussians move at all"),
        rank: whole.min(1).max(200).optional().describe("most products of separable Gaussians"),
        windows: whole.min(1).max(1000).optional().describe("windows of time with moving Gaussians of their own"),
        placement: z.enum(["sizes", "grid"]).optional().describe("where moving Gaussians of a window begin"),
        kappa: z.number().min(1).max(10).optional().describe("widths of Gaussians by their distance"),
        ghosts: whole.min(0).max(20).optional().describe("Gaussians beyond each end"),
        tolerance: z.number().gt(0).lt(1).optional().describe("relative error at which Gaussians become no denser"),
        levels: whole.min(1).max(20).optional().describe("most solves with denser and denser Gaussians"),
        verify: z.boolean().optional().describe("confirm the last solution by a finer one"),
      })
      .prefault({}),
    points: z
      .record(z.string(), whole.min(1), { error: "must be numbers of points by region" })
      .prefault({})
      .describe("interior, and the name of a condition that the loss holds"),
    weights: z.record(z.string(), z.number().min(0)).prefault({}).describe("of interior and conditions in the loss"),
    ...courseKeys,
    sequence: z
      .union([whole.min(2).max(1000), z.array(part).min(1)])
      .optional()
      .describe(
        "windows of time with a model each, one after another: how many, or where they end as parts of the whole",
      ),
    curriculum: z
      .record(z.string(), z.array(z.number()).min(1))
      .optional()
      .describe("values of parameters of the problem to train on before, from easy to hard"),
    ensemble: z
      .strictObject({ count: whole.min(2).max(100) })
      .optional()
      .describe("trainings with the seed and those after it"),
    relaxed: z.boolean().default(false).describe("fused multiply-adds where the machine has them"),
    ...runKeys,
  })
  .superRefine((config, context) => {
    const own = config.problem === ownProblem;
    if (own !== (config.equation !== undefined)) {
      const message = own ? "is missing" : `belongs to problem ${ownProblem}`;
      context.addIssue({ code: "custom", path: ["equation"], message });
    }
    refuseSequence(config, context);
    const mine = Object.keys(namedProblems[config.problem]?.parameters ?? {});
    refuseCurriculum(config, context, mine);
    refuseOthers(config, context, parameters, mine);
  });

/** A validated configuration of the pinn command. */
export type PinnConfig = z.output<typeof pinnSchema>;
