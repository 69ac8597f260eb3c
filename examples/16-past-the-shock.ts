import { lagrangian, problems, training } from "sech";

// u_t + u u_x = 0 breaks at t = 1. The paths that a network has learned cross there and go on; of those that end at one
// place the one of least action holds, and where another takes over there is a shock.
const problem = problems.transportBurgers({ viscosity: 0, offset: 0.5, end: 2 });
const model = lagrangian.characteristics({ mode: "lpinn", width: 8, depth: 2 });
const fit = await training.train(problem, model, { seed: 1, budget: { steps: 40 } });
console.log(lagrangian.diagnose(fit)); // status "broken", least J, crossing and breaking time
for (const { x, left, right, speed } of lagrangian.entropyOf(fit).shocks(1.5)) {
  console.log(`shock at ${x}: from ${left} to ${right}, speed ${speed}`); // at π + 1.5 / 2, speed 0.5
}

// The same without a network: an initial state of one's own and any convex flux.
const law = {
  initial: (x: number) => 1 + Math.sin(x) / 2,
  flux: (u: number) => u ** 4 / 4,
  speed: (u: number) => u ** 3,
};
const solution = lagrangian.entropySolution(law);
console.log("breaks at", solution.crossingTime, "u(3, 4) =", solution.at(3, 4), solution.shocks(4));
