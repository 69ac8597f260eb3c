import { periodicGrid } from "../../core/index.ts";
import {
  coherentState,
  drivenSoliton,
  fadingSoliton,
  fibre,
  formulaWave,
  hirotaSoliton,
  oceanWaves,
  quarticSoliton,
  sasaSatsumaSoliton,
  vectorSoliton,
  type WaveProblem,
  withTerms,
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
  invariants,
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
    ...ground(),
    absorbed(),
    changing(),
    ...units(),
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

function ground(): Case[] {
  const problem = formulaWave({ psi: { value: (x) => [Math.exp((-x * x) / 8), 0] } });
  const system = discretise(problem, periodicGrid({ points: 256, length: 40 }));
  const { chemicalPotential, residual } = groundState(system, { mass: 2, tolerance: 1e-10 });
  return [
    measured("ground state of mass 2: chemical potential against −1/2", Math.abs(chemicalPotential + 0.5), 1e-10),
    measured("ground state of mass 2: residual", residual, 1e-10),
  ];
}

/** The share of a packet of wavenumber 2 that a layer of width 20 and strength 4 sends back or lets through. */
function absorbed(): Case {
  const packet = formulaWave({
    nonlinearity: 0,
    psi: { value: (x) => [Math.exp((-x * x) / 128) * Math.cos(2 * x), Math.exp((-x * x) / 128) * Math.sin(2 * x)] },
  });
  const system = discretise(
    withTerms(packet, { absorber: { width: 20, strength: 4 } }),
    periodicGrid({ points: 512, length: 120 }),
  );
  const { end } = integrate(system, [0, 60], { rtol: 1e-9 });
  const left = invariants(system, end).mass / invariants(system, system.initial).mass;
  return measured("absorbing layer, wavenumber 2: share of the mass that is left", left, 1e-10);
}

/** |ψ|² = A² e^{−∫α}, and the phase of a plane wave turns at γ|ψ|². */
function changing(): Case {
  const left = (t: number) => Math.exp(-0.375 * Math.sin(0.8 * t));
  const problem = withTerms(formulaWave({ psi: { value: () => [1.5, 0] } }), {
    loss: { value: (t) => 0.3 * Math.cos(0.8 * t) },
    nonlinearityOverTime: { value: (t) => (1 + t) / left(t) },
  });
  const { end } = integrate(discretise(problem, periodicGrid({ points: 8, length: 10 })), [0, 4], { rtol: 1e-10 });
  const size = 1.5 * Math.sqrt(left(4));
  const phase = 2.25 * (4 + 8);
  const error = Math.hypot((end.re[0] ?? 0) - size * Math.cos(phase), (end.im[0] ?? 0) - size * Math.sin(phase));
  return measured("plane wave with γ(t) and loss(t), t = 4: error", error, 1e-8);
}

/** What the scales of a fibre and of ocean waves say of waves that are integrated in them. */
function units(): Case[] {
  const { fundamentalPower } = fibre({ beta2: -21.7e-27, gamma: 1.3e-3, power: 1, duration: 1e-12 });
  const pulse = fibre({ beta2: -21.7e-27, gamma: 1.3e-3, power: 4 * fundamentalPower, duration: 1e-12 });
  const { dispersion, nonlinearity } = pulse;
  const psi = { value: (x: number) => [1 / Math.cosh(x), 0] as const };
  const system = discretise(formulaWave({ psi, dispersion, nonlinearity }), periodicGrid({ points: 512, length: 40 }));
  const { end } = integrate(system, [0, pulse.solitonPeriod / pulse.dispersionLength], { rtol: 1e-10 });
  const back = Math.max(
    ...end.re.map((a, j) => Math.abs(Math.hypot(a, end.im[j] as number) - (system.initial.re[j] as number))),
  );
  const swell = oceanWaves({ wavelength: 150, steepness: 0.1 });
  return [
    measured("fibre: four times the fundamental power is itself again after a soliton period", back, 1e-5),
    measured(
      "ocean: growth per unit of time against that of the scaled equation",
      Math.abs(swell.modulationGrowth * swell.time - 1),
      1e-12,
    ),
  ];
}
