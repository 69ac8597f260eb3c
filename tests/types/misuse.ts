// What must not compile. A line that compiles after all makes its @ts-expect-error an error.
import { entropy, lagrangian, ode, periodicGrid, pinn, problems, spectral, training } from "sech";
import { type Fft, type Field, type Grid, toPositions, toWavenumbers } from "../../src/core/index.ts";

declare const fft: Fft;
declare const psi: Field<"x">;
declare const orbit: ode.OdeProblem;

const grid: Grid = periodicGrid({ points: 512, length: 50 });
const soliton = problems.brightSoliton({ amplitude: 2 });
const spectrum: Field<"k"> = toWavenumbers(fft, psi);

// @ts-expect-error a field in wavenumber space is not transformed forward again
toWavenumbers(fft, spectrum);
// @ts-expect-error nor one in position space back
toPositions(fft, psi);
// @ts-expect-error a grid does not change
grid.points = 1024;
// @ts-expect-error a grid is made of points and a length
periodicGrid({ points: 512 });
// @ts-expect-error an option that does not exist
periodicGrid({ points: 512, length: 50, origin: 0 });
// @ts-expect-error a misspelt dealiasing rule
spectral.discretise(soliton, grid, { dealias: "3/2" });
// @ts-expect-error only a wave problem is discretised
spectral.discretise(problems.burgers({ viscosity: 0.01 }), grid, { dealias: "none" });
// @ts-expect-error splitting needs a semilinear problem
ode.integrate(orbit, { method: ode.strang() });
// @ts-expect-error a model of characteristics needs a transport problem
void training.train(problems.burgers({ viscosity: 0.01 }), lagrangian.characteristics({ mode: "lpinn" }), { seed: 1 });
// @ts-expect-error training needs a seed
void training.train(problems.burgers({ viscosity: 0.01 }), pinn.mlp(), {});
// @ts-expect-error an entropy is taken of probabilities, not of a series
entropy.permutationEntropy(new Float64Array(100));
