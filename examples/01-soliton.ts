import { periodicGrid, problems, spectral } from "sech";
import { writeNetcdf } from "sech/io";

const soliton = problems.brightSoliton({ amplitude: 2, velocity: 1, position: -10 });
const grid = periodicGrid({ points: 512, length: 50 });
const system = spectral.discretise(soliton, grid, { dealias: "none" });
const solution = spectral.integrate(system, [0, 20], { method: "auto", rtol: 1e-9, saveAt: { count: 101 } });
console.log(solution.status, solution.stats, spectral.drift(system, solution));
console.log("relative L2 error", spectral.relativeError(system, solution));
await writeNetcdf("soliton.nc", spectral.toDataset(system, solution));
