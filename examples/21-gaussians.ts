import { pinn, problems, training } from "sech";

// Ten half waves each way: fixed Gaussians, whose weights are one linear least squares, finer and finer.
const problem = problems.helmholtz({ a1: 10, a2: 10 });
const fit = await training.train(problem, pinn.gaussians({ count: 400 }), { seed: 1, budget: { steps: 4 } });
for (const { stage, heldOut } of fit.history) console.log("Gaussians", stage, "residual on fresh points", heldOut);
console.log(fit.stopReason, "with", fit.measures?.["count"], "Gaussians");
console.log("relative L2 error", training.relativeError(problem, fit));
console.log("u(0.05, 0.05) =", fit.evaluate(0.05, 0.05), "exactly", problem.exact?.(0.05, 0.05)[0]);
