import { lagrangian, problems, reference, training } from "sech";
import { expect, test } from "vitest";

test("a fit of an inviscid wave is continued past breaking by the paths that it has learned", async () => {
  const problem = problems.transportBurgers({ viscosity: 0, end: 2, offset: 1 });
  const model = lagrangian.characteristics({ mode: "lpinn", width: 6, depth: 2 });
  const fit = await training.train(problem, model, { seed: 1, budget: { steps: 40 }, points: { interior: 256 } });
  const solution = lagrangian.entropyOf(fit);
  expect(solution.crossingTime).toBeCloseTo(1, 8);
  const exact = reference.laxOleinik(lagrangian.conservationLaw(problem), { feet: 512 });
  const x = Float64Array.from({ length: 40 }, (_, i) => ((i + 0.5) * Math.PI) / 20);
  const learned = solution.values(x, 2);
  const error = Math.hypot(...x.map((place, i) => (learned[i] as number) - exact(place, 2)));
  expect(error / Math.sqrt(40)).toBeLessThan(1e-3);
  const [shock] = solution.shocks(2);
  // It began at π and moves with the mean 1.
  expect(shock?.x).toBeCloseTo(Math.PI + 2, 3);
});

test("what is no conservation law is refused, and so is a model without paths", async () => {
  expect(() => lagrangian.conservationLaw(problems.transportBurgers())).toThrow(/got "viscosity"/);
  expect(() => lagrangian.conservationLaw(problems.variableSpeed({ speed: 3 }))).toThrow(/depends on the place/);
  const problem = problems.transportBurgers({ viscosity: 0 });
  const model = lagrangian.characteristics({ mode: "pinn", width: 4, depth: 1 });
  const fit = await training.train(problem, model, { seed: 1, budget: { steps: 1 }, points: { interior: 64 } });
  expect(() => lagrangian.entropyOf(fit)).toThrow(/needs a model with paths/);
});
