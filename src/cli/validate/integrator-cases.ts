import { periodicGrid } from "../../core/index.ts";
import { akhmediev, akhmedievPeriod, brightSoliton, twoSoliton } from "../../problems/index.ts";
import { discretise, distance, drift, integrate, relativeError, type WaveSystem } from "../../spectral/index.ts";
import type { Case } from "./cases.ts";

const measured = (name: string, error: number, limit: number): Case => ({ name, error, limit, ok: error <= limit });

/** What the adaptive exponential Adams method must reach, in transforms and errors. */
export function integratorCases(): Case[] {
  const soliton = discretise(brightSoliton(), periodicGrid({ points: 512, length: 50 }));
  const breather = discretise(akhmediev(), periodicGrid({ points: 64, length: akhmedievPeriod(0.25) }));
  return [
    ...work("soliton, N = 512", soliton, [0, 20], 1e-5, 1e-6, 2700),
    ...work("soliton, N = 512", soliton, [0, 20], 1.6e-8, 1e-9, 5500),
    ...work("soliton, N = 512", soliton, [0, 20], 1e-10, 2e-11, 10000),
    ...work("akhmediev, N = 64", breather, [-5, 5], 1e-6, 1e-6, 980),
    ...work("akhmediev, N = 64", breather, [-5, 5], 3e-9, 1e-9, 1360),
    ...work("akhmediev, N = 64", breather, [-5, 5], 1e-11, 1e-11, 1950),
    ...conservation(soliton),
    ...anotherFamily(),
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

function anotherFamily(): Case[] {
  const system = discretise(twoSoliton(), periodicGrid({ points: 1024, length: 50 }));
  const adams = integrate(system, [0, 20], { method: "etd-adams", rtol: 1.3e-9 });
  const reference = integrate(system, [0, 20], { method: "dop853", rtol: 1e-10 });
  return [
    measured("two-soliton, N = 1024, t = 20: etd-adams against dop853", distance(adams.end, reference.end).l2, 1e-9),
    measured("two-soliton, N = 1024, t = 20: FFTs of etd-adams", adams.stats.ffts, 10700),
  ];
}
