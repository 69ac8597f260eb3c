import { periodicGrid } from "../../core/index.ts";
import {
  akhmediev,
  akhmedievPeriod,
  boundState,
  brightSoliton,
  gaussianNoise,
  kuznetsovMa,
  kuznetsovMaPeriod,
  twoSoliton,
  type WaveProblem,
} from "../../problems/index.ts";
import { discretise, distance, drift, integrate, relativeError, type WaveSystem } from "../../spectral/index.ts";
import type { Case } from "./cases.ts";

const measured = (name: string, error: number, limit: number): Case => ({ name, error, limit, ok: error <= limit });

/** What the adaptive exponential Adams method must reach, in transforms and errors. */
export function integratorCases(): Case[] {
  const soliton = discretise(brightSoliton(), periodicGrid({ points: 512, length: 50 }));
  const breather = discretise(akhmediev(), periodicGrid({ points: 64, length: akhmedievPeriod(0.25) }));
  const period = kuznetsovMaPeriod(1);
  const twoPeriods = [period / 2, 2.5 * period] as const;
  const breathing = discretise(kuznetsovMa({ initialTime: twoPeriods[0] }), periodicGrid({ points: 512, length: 30 }));
  return [
    ...work("soliton, N = 512", soliton, [0, 20], 1e-5, 1e-6, 2700),
    ...work("soliton, N = 512", soliton, [0, 20], 1.6e-8, 1e-9, 5500),
    ...work("soliton, N = 512", soliton, [0, 20], 1e-10, 2e-11, 10000),
    ...work("akhmediev, N = 64", breather, [-5, 5], 1e-6, 1e-6, 980),
    ...work("akhmediev, N = 64", breather, [-5, 5], 3e-9, 1e-9, 1360),
    ...work("akhmediev, N = 64", breather, [-5, 5], 1e-11, 1e-11, 1950),
    ...work("kuznetsov-ma, N = 512", breathing, twoPeriods, 1e-6, 1e-6, 1370),
    ...work("kuznetsov-ma, N = 512", breathing, twoPeriods, 1e-9, 1e-9, 1800),
    ...conservation(soliton),
    ...anotherFamily("two-soliton", twoSoliton(), [
      [1e-6, 1e-6, 5500],
      [1.3e-9, 1e-9, 10700],
    ]),
    ...anotherFamily("bound-state", boundState(), [
      [2e-7, 1e-6, 7500],
      [3e-10, 1e-9, 12700],
    ]),
    ...noise(),
  ];
}

function work(
  name: string,
  system: WaveSystem,
  span: readonly [number, number],
  rtol: number,
  error: number,
  ffts: number,
): Case[] {
  const solution = integrate(system, span, { method: "etd-adams", rtol });
  const label = `${name}, etd-adams, rtol ${rtol}`;
  return [
    measured(`${label}: L2 error`, relativeError(system, solution) ?? Infinity, error),
    measured(`${label}: FFTs`, solution.stats.ffts, ffts),
  ];
}

function conservation(system: WaveSystem): Case[] {
  const run = { method: "etd-adams", rtol: 1e-9, saveAt: { count: 101 } } as const;
  const kept = drift(system, integrate(system, [0, 20], run));
  const free = drift(system, integrate(system, [0, 20], { ...run, conserve: [] }));
  return [
    measured("soliton, etd-adams: mass drift", kept.mass, 1e-13),
    measured("soliton, etd-adams: energy drift", kept.energy, 1e-13),
    measured("soliton, etd-adams, conserve []: mass drift", free.mass, 5e-11),
    measured("soliton, etd-adams, conserve []: energy drift", free.energy, 2e-9),
  ];
}

/** Against DOP853 in the interaction picture on twice as many points. */
function anotherFamily(
  name: string,
  problem: WaveProblem,
  rows: readonly (readonly [rtol: number, error: number, ffts: number])[],
): Case[] {
  const ring = (points: number) => discretise(problem, periodicGrid({ points, length: 50 }));
  const fine = integrate(ring(2048), [0, 20], { method: "dop853", rtol: 1e-11 }).end;
  const pick = (values: Float64Array) => values.filter((_, j) => j % 2 === 0);
  const reference = { space: fine.space, re: pick(fine.re), im: pick(fine.im) };
  return rows.flatMap(([rtol, error, ffts]) => {
    const { end, stats } = integrate(ring(1024), [0, 20], { method: "etd-adams", rtol });
    const label = `${name}, N = 1024, t = 20, etd-adams, rtol ${rtol}`;
    return [
      measured(`${label}: L2 against dop853, N = 2048`, distance(end, reference).l2, error),
      measured(`${label}: FFTs`, stats.ffts, ffts),
    ];
  });
}

/** A field without any smoothness, against DOP853 on the same grid. */
function noise(): Case[] {
  const system = discretise(gaussianNoise(), periodicGrid({ points: 512, length: 50 }));
  const reference = integrate(system, [0, 20], { method: "dop853", rtol: 1e-9, maxSteps: 10_000_000 });
  const { end, stats } = integrate(system, [0, 20], { method: "srkn14a", step: 20 / 1150 });
  return [
    measured("gaussian-noise, N = 512, t = 20, 1150 steps of srkn14a: L2 error", distance(end, reference.end).l2, 1e-4),
    measured("gaussian-noise, N = 512, t = 20, 1150 steps of srkn14a: FFTs", stats.ffts, 33000),
  ];
}
