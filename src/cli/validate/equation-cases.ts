import { periodicGrid } from "../../core/index.ts";
import {
  coherentState,
  drivenSoliton,
  fadingSoliton,
  formulaWave,
  hirotaSoliton,
  quarticSoliton,
  sasaSatsumaSoliton,
  vectorSoliton,
  type WaveProblem,
} from "../../problems/index.ts";
import {
  coupledError,
  discretise,
  discretiseCoupled,
  discretisePlane,
  groundState,
  integrate,
  integrateCoupled,
  integratePlane,
  planeIntegrals,
  relativeError,
} from "../../spectral/index.ts";
import type { Case } from "./cases.ts";

const measured = (name: string, error: number, limit: number): Case => ({ name, error, limit, ok: error <= limit });

/** Exact solutions of the equation with more terms, of a coupled pair, of a plane, and a ground state. */
export function equationCases(): Case[] {
  const followed = (name: string, problem: WaveProblem, points: number, length: number, end: number, limit: number) => {
    const system = discretise(problem, periodicGrid({ points, length }));
    const error = relativeError(system, integrate(system, [0, end], { rtol: 1e-9 })) ?? Infinity;
    return measured(`${name}, t = ${end}: L2 error`, error, limit);
  };
  return [
    followed("coherent state in a trap", coherentState(), 256, 24, 20, 1e-7),
    followed("soliton in an oscillating force", drivenSoliton(), 512, 60, 12, 1e-8),
    followed("soliton with loss", fadingSoliton(), 1024, 80, 5, 1e-8),
    followed("Hirota's soliton", hirotaSoliton(), 512, 60, 5, 1e-9),
    followed("Sasa–Satsuma soliton", sasaSatsumaSoliton(), 512, 60, 5, 1e-9),
    followed("quartic soliton", quarticSoliton(), 512, 60, 5, 1e-9),
    vector(),
    ...breathing(),
    ground(),
  ];
}

function vector(): Case {
  const system = discretiseCoupled(vectorSoliton(), periodicGrid({ points: 256, length: 40 }));
  const { psi } = integrateCoupled(system, [0, 5], { rtol: 1e-9 });
  const error = coupledError(system, psi.at(-1) ?? system.initial, 5) ?? Infinity;
  return measured("Manakov's vector soliton, t = 5: L2 error", error, 1e-8);
}

/** ⟨r²⟩ of a condensate in a round trap swings at exactly twice its frequency (Pitaevskii and Rosch). */
function breathing(): Case[] {
  const axis = periodicGrid({ points: 48, length: 14 });
  const problem = {
    potential: (x: number, y: number) => 0.5 * (x * x + y * y),
    initial: (x: number, y: number) => [Math.exp(-0.6 * (x - 0.7) ** 2 - 0.5 * y * y), 0] as const,
  };
  const system = discretisePlane(problem, { x: axis, y: axis });
  const start = planeIntegrals(system, system.initial);
  const { psi } = integratePlane(system, [0, 2], { rtol: 1e-8 });
  const end = planeIntegrals(system, psi.at(-1) ?? system.initial);
  const mean = start.energy / start.mass;
  const expected = mean + (start.meanSquareRadius - mean) * Math.cos(4);
  return [
    measured("plane in a trap, t = 2: mean square radius", Math.abs(end.meanSquareRadius - expected), 1e-6),
    measured("plane in a trap, t = 2: centre", Math.abs(end.centre[0] - 0.7 * Math.cos(2)), 1e-6),
  ];
}

function ground(): Case {
  const problem = formulaWave({ psi: { value: (x) => [Math.exp((-x * x) / 8), 0] } });
  const system = discretise(problem, periodicGrid({ points: 256, length: 40 }));
  const { chemicalPotential } = groundState(system, { mass: 2, tolerance: 1e-10 });
  return measured("ground state of mass 2: chemical potential against −1/2", Math.abs(chemicalPotential + 0.5), 1e-10);
}
