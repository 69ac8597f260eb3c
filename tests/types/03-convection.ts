import { lagrangian, problems, training } from "sech";

const problem = problems.convection({ speed: 50 });
const model = lagrangian.characteristics({ mode: "lpinn", width: 20, depth: 3 });
const fit = await training.train(problem, model, { seed: 3, budget: { seconds: 60 } });
console.log(training.relativeError(problem, fit), lagrangian.diagnose(fit)); // smallest Jacobian, crossing time
