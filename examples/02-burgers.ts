import { pinn, problems, training } from "sech";

// A small network for a mild front: a step budget, so that the numbers are the same on every run.
const problem = problems.burgers({ viscosity: 0.05 });
const model = pinn.mlp({ width: 10, depth: 2 });
const fit = await training.train(problem, model, {
  points: { interior: 600 },
  seed: 7,
  stages: [training.adam({ steps: 100, rate: 1e-2 }), training.levenbergMarquardt({ steps: 80 })],
});
console.log(fit.stopReason, "after", fit.iterations, "steps");
console.log("residual", fit.trainResidual, "on fresh points", fit.heldOutResidual);
console.log("relative L2 error", training.relativeError(problem, fit));
console.log("u(0.5, 0.25) =", fit.evaluate(0.5, 0.25), "exactly", problem.exact?.(0.5, 0.25)[0]);
