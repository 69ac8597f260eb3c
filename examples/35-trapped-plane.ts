import { periodicGrid, spectral } from "sech";

// A condensate in a round trap, displaced and pushed: it swings as a whole at the frequency of the trap (Kohn).
const axis = periodicGrid({ points: 64, length: 14 });
const { system, groundState } = spectral.swingingCondensate({ mass: 10 }, { x: axis, y: axis });
const { end } = spectral.integratePlane(system, [0, Math.PI / 2], { rtol: 1e-7 });
console.log("chemical potential", groundState.chemicalPotential, "residual", groundState.residual);
console.log("centre after a quarter", ...spectral.planeIntegrals(system, end).centre);
console.log("relative L2 error", spectral.planeError(system, end, Math.PI / 2)?.l2);
