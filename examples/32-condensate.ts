import { periodicGrid, problems, spectral } from "sech";

// Rubidium 87 in an elongated trap: the ground state by relaxation in imaginary time, near the Thomas–Fermi limit.
const atom = { mass: 1.443e-25, scatteringLength: 5.3e-9 };
const units = problems.condensate({ ...atom, atoms: 2000, frequency: 60, transverseFrequency: 1500 });
const psi = { value: (x: number) => [Math.exp(-0.5 * (x / units.thomasFermiRadius) ** 2), 0] as const };
const free = problems.formulaWave({ psi, nonlinearity: units.nonlinearity });
const trapped = problems.withTerms(free, { potential: problems.harmonicTrap(1) });
const system = spectral.discretise(trapped, periodicGrid({ points: 512, length: 4 * units.thomasFermiRadius }));
const state = spectral.groundState(system, { mass: 1 });
console.log("unit of length", units.length, "m, γ", units.nonlinearity);
console.log("chemical potential", state.chemicalPotential, "limit", units.thomasFermi, "residual", state.residual);
