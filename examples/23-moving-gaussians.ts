import { pinn, problems, training } from "sech";

// The same 49 Gaussians twice: fixed, and with centres and widths that move to where the solution needs them.
const problem = problems.helmholtz({ a1: 2, a2: 1 });
for (const moves of [false, true]) {
  const model = pinn.trainedGaussians({ count: 49, start: 49, moves });
  const fit = await training.train(problem, model, { seed: 3, budget: { steps: 25 } });
  const { movedMedian = 0, widthMin = 0, widthMax = 0 } = fit.measures ?? {};
  console.log(moves ? "moving" : "fixed", "relative L2 error", training.relativeError(problem, fit));
  console.log("  centres moved by", movedMedian, "in the median; widths from", widthMin, "to", widthMax);
}
