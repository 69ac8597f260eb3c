import { pinn, problems, training } from "sech";

const problem = problems.burgers({ viscosity: 0.01 / Math.PI });
const model = pinn.mlp({ width: 20, depth: 3 }); // or pinn.gaussians({ count: 400 })
const fit = await training.train(problem, model, {
  points: { interior: 4096 },
  seed: 7,
  budget: { seconds: 60 },
  stages: [training.adam({ steps: 500, rate: 1e-2 }), training.levenbergMarquardt({ steps: 500 })],
});
console.log(fit.stopReason, fit.heldOutResidual, training.relativeError(problem, fit), fit.evaluate(0.5, 0.25));
