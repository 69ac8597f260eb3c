import { periodicGrid, problems, spectral } from "sech";

// The adaptive exponential Adams method restores mass and energy after every step unless it is told not to.
const system = spectral.discretise(problems.brightSoliton(), periodicGrid({ points: 512, length: 50 }));
for (const conserve of [["mass", "energy"], []] as const) {
  const solution = spectral.integrate(system, [0, 20], { method: "etd-adams", rtol: 1e-6, conserve });
  const { mass, energy } = spectral.drift(system, solution);
  const error = spectral.relativeError(system, solution);
  console.log(`conserve [${conserve}]: mass ${mass} energy ${energy} error ${error} FFTs ${solution.stats.ffts}`);
  console.log("  accumulated correction:", solution.conservationBudget);
}
