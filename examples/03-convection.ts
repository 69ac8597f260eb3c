import { lagrangian, problems, training } from "sech";

// A network in x and t does not learn this; one that is told where labels go does, at any speed alike.
const problem = problems.convection({ speed: 50 });
const model = lagrangian.characteristics({ mode: "lpinn", width: 10, depth: 2 });
const fit = await training.train(problem, model, { seed: 3, budget: { steps: 40 } });
console.log(fit.stopReason, "relative L2 error", training.relativeError(problem, fit));
console.log("map", lagrangian.diagnose(fit)); // smallest Jacobian, crossing time

// Burgers' equation with a front, in coordinates that crowd at the front and are never folded.
const burgers = problems.transportBurgers({ viscosity: 0.02, offset: 20 });
const moving = lagrangian.characteristics({ mode: "ale", width: 10, depth: 2 });
const front = await training.train(burgers, moving, { seed: 3, budget: { steps: 100 } });
console.log("front", training.relativeError(burgers, front), lagrangian.diagnose(front).minJacobian);
