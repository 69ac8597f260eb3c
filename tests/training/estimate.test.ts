import { pinn, problems, rng, training } from "sech";
import { expect, test } from "vitest";

const truth = 0.07;
const sigma = 0.02;
const random = rng(5);
const points = Array.from({ length: 60 }, () => [random.uniform(), random.uniform()] as const);
const values = points.map(
  ([x, t]) => Math.exp(-truth * Math.PI ** 2 * t) * Math.sin(Math.PI * x) + sigma * random.normal(),
);
const model = pinn.gaussians({ levels: 1 });

/** Conditions of u_t = κ u_xx with u = e^{−κπ²t} sin πx, and the values measured. */
const conditions = {
  initial: { kind: "initial", value: ({ x }) => x!.mul(Math.PI).sin() },
  ends: { kind: "dirichlet", faces: ["x.min", "x.max"] },
  measured: { kind: "data", points, values, sigma },
} satisfies Record<string, problems.Condition>;
const domain = { x: [0, 1], t: [0, 1] } as const;
const heat = problems.pde({
  domain,
  derivatives: ["t", "xx"],
  trainable: { kappa: { initial: 0.2, min: 0 } },
  pde: ({ ut, uxx, kappa }) => ut.sub(kappa.mul(uxx)),
  conditions,
});

/** Nonlinear least squares with the solution in closed form: κ, its standard error, and the residuals' deviation. */
function closedForm() {
  const u = (k: number) => points.map(([x, t]) => Math.exp(-k * Math.PI ** 2 * t) * Math.sin(Math.PI * x));
  const slopes = (k: number) => u(k).map((value, i) => -(Math.PI ** 2) * points[i]![1] * value);
  const residuals = (k: number) => u(k).map((value, i) => value - values[i]!);
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
  let kappa = truth;
  for (let round = 0; round < 20; round++) {
    kappa -= dot(slopes(kappa), residuals(kappa)) / dot(slopes(kappa), slopes(kappa));
  }
  const deviation = Math.sqrt(dot(residuals(kappa), residuals(kappa)) / (points.length - 1));
  return { kappa, deviation, standardError: deviation / Math.sqrt(dot(slopes(kappa), slopes(kappa))) };
}

test("an estimate is that of nonlinear least squares with the exact solution, and so is its interval", async () => {
  const wanted = closedForm();
  const found = await training.estimate(heat, model, { seed: 1 });
  const { value, standardError, interval } = found.scalars["kappa"]!;
  expect(found.status).toBe("success");
  // Steps end at a fiftieth of a standard error; derivatives are one-sided differences over a hundredth.
  expect(Math.abs(value - wanted.kappa)).toBeLessThan(0.02 * wanted.standardError);
  expect(Math.abs(standardError / wanted.standardError - 1)).toBeLessThan(0.02);
  expect(found.noise["measured"]! * sigma).toBeCloseTo(wanted.deviation, 5);
  expect(found.degreesOfFreedom).toBe(59);
  expect(interval[0]).toBeLessThan(value);
  expect(interval[1] - value).toBeGreaterThan(2 * standardError * 0.99);
  expect(Math.abs(found.fit.evaluate(0.5, 1) - Math.exp(-value * Math.PI ** 2))).toBeLessThan(1e-5);
});

test("scalars that only appear as a sum are undetermined, and a round that is not enough says so", async () => {
  const sum = problems.pde({
    domain,
    derivatives: ["t", "xx"],
    trainable: { p: { initial: 0.05, min: 0 }, q: { initial: 0.05, scale: 0.05 } },
    pde: ({ ut, uxx, p, q }) => ut.sub(p.add(q).mul(uxx)),
    conditions,
  });
  const both = await training.estimate(sum, model, { seed: 1 });
  expect(both.status).toBe("undetermined");
  expect(both.scalars["p"]!.interval[0]).toBeNaN();
  const one = await training.estimate(heat, model, { seed: 1, rounds: 1 });
  expect(one.status).toBe("not-converged");
  expect(one.rounds).toBe(1);
});

test("an estimate without data, or without a scalar, is refused", async () => {
  await expect(training.estimate(problems.heat(), model, { seed: 1 })).rejects.toThrow(/trainable scalar/);
  await expect(training.estimate(heat, model, { seed: 1, level: 2 })).rejects.toThrow(/level/);
});
