import { periodicGrid, problems, spectral } from "sech";

// A second-order soliton in standard fibre at 1550 nm: it splits, and has its first shape again after one soliton period.
const fibre = { beta2: -21.7e-27, gamma: 1.3e-3, power: 66.76923, duration: 1e-12 };
const units = problems.fibre(fibre);
const psi = { value: (x: number) => [1 / Math.cosh(x), 0] as const };
const pulse = problems.formulaWave({ psi, dispersion: units.dispersion, nonlinearity: units.nonlinearity });
const system = spectral.discretise(pulse, periodicGrid({ points: 512, length: 40 }));
const periods = units.solitonPeriod / units.dispersionLength;
const { end } = spectral.integrate(system, [0, periods], { rtol: 1e-10 });
const back = Math.max(...end.re.map((a, j) => Math.abs(Math.hypot(a, end.im[j] ?? 0) - (system.initial.re[j] ?? 0))));
console.log("order", units.solitonOrder, "period", units.solitonPeriod, "m, power of order 1", units.fundamentalPower);
console.log("difference after a period", back);
