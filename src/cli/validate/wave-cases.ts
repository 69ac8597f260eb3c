import { type Grid, periodicGrid } from "../../core/index.ts";
import {
  akhmediev,
  akhmedievPeriod,
  brightSoliton,
  cnoidal,
  cnoidalPeriod,
  coherentState,
  darkSolitons,
  derivativeSoliton,
  drivenSoliton,
  fadingSoliton,
  hirotaSoliton,
  kuznetsovMa,
  nSoliton,
  peregrine,
  planeWave,
  quarticSoliton,
  sasaSatsumaSoliton,
  twoSoliton,
  type WaveProblem,
} from "../../problems/index.ts";
import { discretise, integrate, relativeError } from "../../spectral/index.ts";
import type { Case } from "./cases.ts";
import { residual, type WholeLine, wholeLine } from "./residual.ts";

const measured = (name: string, error: number, limit: number): Case => ({ name, error, limit, ok: error <= limit });

const ring = (points: number, length: number) => periodicGrid({ points, length });

/** A cnoidal wave on two of its periods. */
function cnoidalOn(kind: "cn" | "dn" | "sn"): readonly [WaveProblem, Grid] {
  const options = { kind, m: 0.5, nonlinearity: kind === "sn" ? -1 : 1 } as const;
  return [cnoidal(options), ring(128, 2 * cnoidalPeriod(options))];
}

/** Every exact wave: its problem, a grid that resolves it, times of interest and a step for differences in time. */
const waves: readonly (readonly [string, WaveProblem, Grid | WholeLine, readonly number[], number])[] = [
  ["soliton", brightSoliton({ position: -2 }), ring(1024, 50), [0, 3], 1e-3],
  ["two-soliton in its collision", twoSoliton({ exact: true }), ring(2048, 60), [4.9], 1e-3],
  ["three solitons", nSoliton(), ring(4096, 120), [0, 6.3], 2e-3],
  ["akhmediev", akhmediev(), ring(256, akhmedievPeriod(0.25)), [-5, 0], 2e-3],
  ["kuznetsov-ma", kuznetsovMa(), ring(1024, 30), [-1, 0], 1e-3],
  ["peregrine", peregrine(), wholeLine(512, 1.5), [-2, 0], 1e-3],
  ["second-order rational breather", peregrine({ order: 2 }), wholeLine(512, 1.5), [-2, 0.1], 1e-3],
  ["dark solitons", darkSolitons(), ring(512, 60), [0, 20.5], 2e-3],
  ["cnoidal cn", ...cnoidalOn("cn"), [0.7], 2e-3],
  ["cnoidal dn", ...cnoidalOn("dn"), [0.7], 2e-3],
  ["cnoidal sn", ...cnoidalOn("sn"), [0.7], 2e-3],
  ["plane wave", planeWave({ noise: 0, modulation: 0 }), ring(16, 10), [1], 1e-2],
  ["coherent state", coherentState(), ring(256, 24), [0, 2], 2e-3],
  ["driven soliton", drivenSoliton(), ring(1024, 80), [2], 2e-3],
  ["fading soliton", fadingSoliton(), ring(1024, 80), [1], 2e-3],
  ["Hirota's soliton", hirotaSoliton(), ring(1024, 80), [2], 2e-3],
  ["Sasa–Satsuma soliton", sasaSatsumaSoliton(), ring(1024, 80), [2], 2e-3],
  ["quartic soliton", quarticSoliton(), ring(512, 60), [2], 4e-3],
  ["derivative soliton", derivativeSoliton(), ring(2048, 80), [1], 1e-3],
];

/** What every exact wave leaves in its equation, and the second-order breather by integration. */
export function waveCases(): Case[] {
  const residuals = waves.map(([name, problem, grid, times, step]) => {
    const worst = Math.max(...times.map((t) => residual(problem, grid, t, step)));
    return measured(`${name}: residual in the equation`, worst, 1e-10);
  });
  return [...residuals, secondOrderBreather()];
}

function secondOrderBreather(): Case {
  const system = discretise(peregrine({ order: 2 }), ring(65536, 2400));
  const error = relativeError(system, integrate(system, [-2, 2], { rtol: 1e-9 })) ?? Infinity;
  return measured("second-order rational breather, t = −2 … 2: L2 error", error, 1e-8);
}
