import { gaussians, mlp } from "../../pinn/index.ts";
import { allenCahn, helmholtz, nonlinearDiffusion, type PdeProblem, pde, poisson } from "../../problems/index.ts";
import { inverseBurgers } from "../../reference/index.ts";
import {
  adam,
  estimate,
  levenbergMarquardt,
  relativeError,
  type ScalarEstimate,
  type Stage,
  selfScaled,
  train,
  uncertainty,
} from "../../training/index.ts";
import { referenceDistance } from "../pinn/reference-distance.ts";
import type { Case } from "./cases.ts";

const measured = (name: string, error: number, limit: number): Case => ({ name, error, limit, ok: error <= limit });

/** What networks must reach in a number of steps, from one seed on one thread: the same numbers on every run. */
export async function trainingCases(): Promise<Case[]> {
  return [
    await solved("poisson", poisson(), 200, [adam({ steps: 100, rate: 1e-2 }), selfScaled({ steps: 600 })], 1e-4),
    await solved("helmholtz (1, 1)", helmholtz({ a1: 1, a2: 1 }), 200, [levenbergMarquardt({ steps: 80 })], 1e-3),
    ...(await slopeFromData()),
    await viscosityFromData(),
    ...referencesAgree(),
  ];
}

async function solved(
  name: string,
  problem: ReturnType<typeof poisson>,
  interior: number,
  stages: readonly Stage[],
  limit: number,
): Promise<Case> {
  const model = mlp({ width: 10, depth: 2, activation: "sin" });
  const fit = await train(problem, model, { seed: 1, points: { interior }, stages });
  const steps = stages.reduce((sum, stage) => sum + stage.steps, 0);
  return measured(`${name}, mlp, ${steps} steps: L2 error`, relativeError(problem, fit) ?? Infinity, limit);
}

/** How far the references of `sech pinn` are from themselves on half as many points: an upper estimate of their error. */
function referencesAgree(): Case[] {
  const nothing = { values: (points: Float64Array) => new Float64Array(points.length) };
  const ownError = (problem: PdeProblem) => referenceDistance(problem, nothing)?.ownError ?? Infinity;
  return [
    measured("Allen–Cahn reference: 8192 Fourier modes against 4096", ownError(allenCahn()), 1e-6),
    measured("nonlinear diffusion reference: 400 cells a side against 200", ownError(nonlinearDiffusion()), 1e-5),
  ];
}

/** ν of Burgers' equation from 200 values with 1 % errors: three standard errors hold the truth in 997 of 1000 samples. */
async function viscosityFromData(): Promise<Case> {
  const problem = inverseBurgers({ viscosity: 0.05 });
  const { scalars, status } = await estimate(problem, gaussians({ levels: 1 }), { seed: 1 });
  const { value, standardError } = scalars["nu"] as ScalarEstimate;
  const off = status === "success" ? Math.abs(value - 0.05) / standardError : Number.POSITIVE_INFINITY;
  return measured("burgers-inverse, Gaussians: error of nu in standard errors", off, 3);
}

/** u′ = k, u(0) = 0 measured at twelve points: k = Σ x v / Σ x². */
async function slopeFromData(): Promise<Case[]> {
  const points = Array.from({ length: 12 }, (_, i) => (i + 1) / 12);
  const values = points.map((x, i) => 0.7 * x + (i % 2 === 0 ? 0.02 : -0.02));
  const squares = points.reduce((sum, x) => sum + x * x, 0);
  const slope = points.reduce((sum, x, i) => sum + x * (values[i] as number), 0) / squares;
  const rest = points.reduce((sum, x, i) => sum + ((values[i] as number) - slope * x) ** 2, 0);
  const error = Math.sqrt(rest / 11 / squares);
  const problem = pde({
    domain: { x: [0, 1] },
    derivatives: ["x"],
    trainable: { k: { initial: 1 } },
    pde: ({ ux, k }) => ux.sub(k),
    conditions: {
      start: { kind: "initial", coordinate: "x", value: 0 },
      measured: { kind: "data", points, values },
    },
  });
  const fit = await train(problem, mlp({ width: 4, depth: 1 }), {
    seed: 1,
    points: { interior: 30 },
    weights: { interior: 1e6 },
    stages: [levenbergMarquardt({ steps: 100, resample: 0 })],
  });
  const { scalars } = await uncertainty(problem, fit);
  return [
    measured("slope from 12 values: against least squares", Math.abs((fit.scalars["k"] ?? 0) / slope - 1), 1e-5),
    measured(
      "slope from 12 values: standard error against least squares",
      Math.abs((scalars["k"]?.standardError ?? 0) / error - 1),
      1e-2,
    ),
  ];
}
