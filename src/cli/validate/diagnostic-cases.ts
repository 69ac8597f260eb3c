import { periodicGrid } from "../../core/index.ts";
import {
  collisionShifts,
  kuznetsovMa,
  kuznetsovMaPeriod,
  planeWave,
  sampledWave,
  twoSoliton,
} from "../../problems/index.ts";
import {
  discretise,
  eigenvalueDrift,
  integrate,
  recurrence,
  sidebandGrowth,
  solitonContent,
} from "../../spectral/index.ts";
import type { Case } from "./cases.ts";

const measured = (name: string, error: number, limit: number): Case => ({ name, error, limit, ok: error <= limit });

/** What the diagnostics of fields and runs must reach on fields of which they are known. */
export function diagnosticCases(): Case[] {
  return [...knownEigenvalues(), ...isospectral(), ...sidebands(), recurring()];
}

/** A sech x has the eigenvalues i(A − n + ½): J. Satsuma & N. Yajima, Suppl. Prog. Theor. Phys. 55 (1974) 284. */
function knownEigenvalues(): Case[] {
  const grid = periodicGrid({ points: 1024, length: 50 });
  const re = grid.x.map((x) => 2.7 / Math.cosh(x));
  const system = discretise(sampledWave({ re, im: new Float64Array(1024) }), grid);
  const began = performance.now();
  const found = solitonContent(system, system.initial).map(({ eigenvalue }) => eigenvalue);
  const seconds = (performance.now() - began) / 1000;
  const expected = [2.2, 1.2, 0.2];
  const error = Math.max(
    ...expected.map((eta, n) => Math.hypot(found[n]?.[0] ?? Infinity, (found[n]?.[1] ?? 0) - eta)),
  );
  return [
    measured("eigenvalues of 2.7 sech x, N = 1024", found.length === 3 ? error : Infinity, 1e-10),
    measured("seconds that their search takes", seconds, 2),
  ];
}

function isospectral(): Case[] {
  const grid = periodicGrid({ points: 1024, length: 50 });
  const system = discretise(twoSoliton({ exact: true }), grid);
  const solution = integrate(system, [0, 10], { rtol: 1e-10, saveAt: { count: 6 } });
  const { drift } = eigenvalueDrift(system, solution, 6);
  const { first, second } = collisionShifts([2, 1.5], [2, -2]);
  const [one, two] = solitonContent(system, solution.end);
  const shift = Math.max(
    Math.abs((one?.position ?? Infinity) - 10 - first),
    Math.abs((two?.position ?? Infinity) + 10 - second),
  );
  return [
    measured("two-soliton, rtol 1e-10: eigenvalue drift", Math.max(...drift), 1e-9),
    measured("two-soliton: collision shifts from norming constants", shift, 1e-7),
  ];
}

/** The Kuznetsov–Ma breather comes back after every period. */
function recurring(): Case {
  const period = kuznetsovMaPeriod(1);
  const problem = kuznetsovMa({ initialTime: -period / 2 });
  const system = discretise(problem, periodicGrid({ points: 512, length: 30 }));
  const solution = integrate(system, [-period / 2, 1.5 * period], { rtol: 1e-9, saveAt: { count: 201 } });
  const error = Math.abs((recurrence(solution).period ?? Infinity) / period - 1);
  return measured("kuznetsov-ma: recurrence time against its period", error, 1e-4);
}

function sidebands(): Case[] {
  const system = discretise(planeWave({ noise: 1e-6 }), periodicGrid({ points: 128, length: 30 }));
  const solution = integrate(system, [0, 8], { rtol: 1e-7, saveAt: { count: 81 } });
  const errors = sidebandGrowth(system, solution).map(({ rate, theory }) => Math.abs(rate / theory - 1));
  return [measured("plane wave with noise: growth of its sidebands against the theory", Math.max(...errors), 0.01)];
}
