import { pinn, problems, training } from "sech";

// Poisson's equation in six coordinates: a sum of products of functions of one coordinate each, as many as it takes.
const problem = problems.manyPoisson({ dimension: 6 });
const fit = await training.train(problem, pinn.gaussians({ trainer: "separable" }), {
  seed: 1,
  budget: { steps: 120 },
});
for (const { stage, heldOut } of fit.history)
  console.log(stage, "Gaussians a coordinate: residual on fresh points", heldOut);
console.log(fit.stopReason, "with", fit.measures?.["rank"], "products");
console.log("relative L2 error", training.relativeError(problem, fit));
