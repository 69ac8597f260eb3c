import { type ComplexFormula, formulaPair, vectorSolitons } from "../problems/index.ts";
import { swingingCondensate } from "./condensate.ts";
import { discretisePlane, type PlaneProblem } from "./plane.ts";
import type { CoupledScenario, PlaneScenario, Scenario } from "./scenario.ts";
import { waveScenarios } from "./wave-scenarios.ts";

const coupledScenarios: Readonly<Record<string, CoupledScenario>> = {
  manakov: {
    kind: "coupled",
    description: "vector solitons of Manakov's equation, which exchange mass between their components; exact",
    initial: { amplitudes: [1.2, 1], positions: [-8, 8], velocities: [1, -1], angles: [0.2, 1], phases: [] },
    terms: [],
    points: () => 768,
    length: () => 70,
    start: () => 0,
    end: () => 14,
    pair: (initial, equation) => vectorSolitons({ ...initial, ...equation }),
  },
  coupled: {
    kind: "coupled",
    description: "two components given as expressions of x; equation.coupling is their cross-phase modulation",
    initial: { psi1: "sech(x)*exp(0.4*i*x)", psi2: "sech(x)*exp(-0.4*i*x)" },
    formulas: ["psi1", "psi2"],
    terms: ["coupling"],
    points: () => 512,
    length: () => 50,
    start: () => 0,
    end: () => 20,
    pair: (initial, equation) =>
      formulaPair({ ...(initial as { psi1: ComplexFormula; psi2: ComplexFormula }), ...equation }),
  },
};

const planeScenarios: Readonly<Record<string, PlaneScenario>> = {
  "condensate-2d": {
    kind: "plane",
    description: "a condensate in a harmonic trap, displaced and set in motion, which swings as a whole; exact",
    equation: { nonlinearity: -1 },
    initial: { mass: 20, frequencies: [1, 1], position: [1.5, 0], velocity: [0, 1] },
    terms: [],
    points: () => 80,
    length: () => 16,
    start: () => 0,
    end: () => 6,
    tolerance: 1e-7,
    plane: (initial, equation, grids) => swingingCondensate({ ...initial, ...equation }, grids),
  },
  plane: {
    kind: "plane",
    description: "a field on a plane given as an expression of x and y, in the trap that equation.potential gives",
    equation: { nonlinearity: -1 },
    initial: { psi: "1.4*(x + i*y)*exp(-(x^2 + y^2)/2)" },
    formulas: ["psi"],
    terms: ["potential"],
    potential: "(x^2 + y^2)/2",
    points: () => 80,
    length: () => 14,
    start: () => 0,
    end: () => 6,
    tolerance: 1e-7,
    plane: (initial, { potential, ...equation }, grids) => ({
      system: discretisePlane(
        {
          ...equation,
          ...(potential === undefined ? {} : { potential }),
          initial: initial["psi"] as PlaneProblem["initial"],
        },
        grids,
      ),
    }),
  },
};

/** The scenarios of the nlse command. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  ...waveScenarios,
  ...coupledScenarios,
  ...planeScenarios,
};
