import { periodicGrid, plainKernels, rng } from "../../core/index.ts";
import {
  boundState,
  brightSoliton,
  collisionShifts,
  sampledWave,
  twoSoliton,
  type WaveProblem,
} from "../../problems/index.ts";
import {
  type Dealias,
  discretise,
  distance,
  drift,
  entropies,
  fitSoliton,
  integrate,
  relativeError,
  semilinear,
  type WaveIntegrateOptions,
} from "../../spectral/index.ts";
import type { Report } from "../nlse/run.ts";

/** One measured quantity and the largest value that it may have. */
export interface Case {
  readonly name: string;
  readonly error: number;
  readonly limit: number;
  readonly ok: boolean;
}

const measured = (name: string, error: number, limit: number): Case => ({ name, error, limit, ok: error <= limit });

const standardGrid = (points: number) => periodicGrid({ points, length: 50 });

/** Cases read off the reports of the scenarios, which are run first. */
export function scenarioCases(reports: readonly Report[]): Case[] {
  const report = (name: string) => reports.find(({ scenario }) => scenario === name) as Report;
  const soliton = report("soliton");
  const drifts = (name: string, mass: number, energy: number) => [
    measured(`${name}: mass drift`, report(name).drift.mass, mass),
    measured(`${name}: energy drift`, report(name).drift.energy, energy),
  ];
  return [
    measured("soliton, N = 512, t = 20: L2 error against the exact solution", soliton.error?.l2 ?? Infinity, 1e-9),
    measured("soliton: FFTs for that error", soliton.ffts, 6500),
    ...drifts("soliton", 1e-13, 1e-13),
    measured("soliton: momentum drift", soliton.drift.momentum, 2e-10),
    measured(
      "akhmediev, N = 64, t = −5 … 5: L2 error against the exact solution",
      report("akhmediev").error?.l2 ?? Infinity,
      1e-9,
    ),
    ...(
      [
        ["n-soliton", 1e-8],
        ["kuznetsov-ma", 1e-8],
        ["peregrine", 1e-8],
        ["dark-solitons", 1e-8],
        ["cnoidal", 1e-8],
        ["manakov", 1e-8],
        ["condensate-2d", 1e-7],
      ] as const
    ).map(([name, limit]) =>
      measured(`${name}: L2 error against the exact solution`, report(name).error?.l2 ?? Infinity, limit),
    ),
    ...drifts("two-soliton", 1e-13, 1e-13),
    ...drifts("bound-state", 1e-13, 1e-13),
    ...drifts("gaussian-noise", 1e-13, 1e-13),
  ];
}

/** Cases that need runs or states of their own. */
export function furtherCases(): Case[] {
  return [
    ...interactionPictureSoliton(),
    ...collision(),
    ...entropiesAtStart(),
    ...splittingAgrees(),
    ...aliasing(),
    measured("FFT, lengths 2 … 512, 521, 1021, 2039: L2 error / log2 N against a direct DFT", fourierError(), 1e-14),
  ];
}

/** The interaction-picture DOP853 at two tolerances, with its invariants at the second. */
function interactionPictureSoliton(): Case[] {
  const system = discretise(brightSoliton(), standardGrid(512));
  const name = "soliton, dop853";
  const run = (rtol: number, error: number, ffts: number) => {
    const solution = integrate(system, [0, 20], { method: "dop853", rtol, saveAt: { count: 101 } });
    const cases = [
      measured(`${name}, rtol ${rtol}: L2 error`, relativeError(system, solution) ?? Infinity, error),
      measured(`${name}, rtol ${rtol}: FFTs`, solution.stats.ffts, ffts),
    ];
    return { cases, solution };
  };
  const coarse = run(1.8e-7, 1e-6, 15500);
  const fine = run(1e-9, 1e-9, 36000);
  const { mass, momentum, energy } = drift(system, fine.solution);
  return [
    ...coarse.cases,
    ...fine.cases,
    measured(`${name}, rtol 1e-9: mass drift`, mass, 2e-10),
    measured(`${name}, rtol 1e-9: momentum drift`, momentum, 2e-10),
    measured(`${name}, rtol 1e-9: energy drift`, energy, 2e-9),
  ];
}

/** The exact two-soliton at t = 10, and how far the solitons were moved, fitted on the fields before and after. */
function collision(): Case[] {
  const system = discretise(twoSoliton({ exact: true }), standardGrid(1024));
  const solution = integrate(system, [0, 10], { rtol: 1e-10 });
  const exact = system.problem.exact?.(system.grid, 10);
  const shifts = collisionShifts([2, 1.5], [2, -2]);
  const moved = (start: number, velocity: number) => {
    const free = start + 10 * velocity;
    return fitSoliton(system, solution.end, { near: free, halfWidth: 5 }).position - free;
  };
  return [
    measured(
      "two-soliton, exact, N = 1024, t = 10: L2 error",
      exact ? distance(solution.end, exact).l2 : Infinity,
      1e-8,
    ),
    measured("two-soliton: shift of the first soliton against +0.276500", Math.abs(moved(-10, 2) - shifts.first), 1e-7),
    measured(
      "two-soliton: shift of the second soliton against −0.368667",
      Math.abs(moved(10, -2) - shifts.second),
      1e-7,
    ),
  ];
}

/** The published discrete Shannon entropies at t = 0, to the printed digits. */
function entropiesAtStart(): Case[] {
  const published: readonly (readonly [string, WaveProblem, number])[] = [
    ["soliton", brightSoliton(), 2.94],
    ["two-soliton", twoSoliton(), 3.746],
    ["bound-state", boundState(), 3.384],
  ];
  return published.map(([name, problem, value]) => {
    const system = discretise(problem, standardGrid(512));
    return measured(
      `${name}, t = 0: Shannon entropy against ${value}`,
      Math.abs(entropies(system, system.initial).shannon - value),
      5e-4,
    );
  });
}

/** Two families of integrators on fields without an exact solution. */
function splittingAgrees(): Case[] {
  const compare = (
    name: string,
    problem: WaveProblem,
    points: number,
    options: WaveIntegrateOptions,
    limit: number,
  ) => {
    const system = discretise(problem, standardGrid(points));
    const adaptive = integrate(system, [0, 5], { rtol: 1e-10 });
    const split = integrate(system, [0, 5], options);
    return measured(`${name}, t = 5: etd-adams against splitting6`, distance(split.end, adaptive.end).l2, limit);
  };
  return [
    compare("bound-state, N = 512", boundState(), 512, { method: "splitting6", step: 1 / 400 }, 1e-7),
    compare("two-soliton, N = 512", twoSoliton(), 512, { method: "splitting6", step: 1 / 400 }, 1e-7),
  ];
}

/** The relative rate of change of the momentum on a white spectrum, which only a fully dealiased cubic term leaves at zero. */
function aliasing(): Case[] {
  return [measured('white spectrum: relative |dP/dt| with dealias "1/2"', momentumRate("1/2"), 1e-14)];
}

/** |dP/dt| by the nonlinear term over Σ |k| |v|², on a white spectrum with mean intensity 1. */
export function momentumRate(dealias: Dealias, points = 256, seed = 1): number {
  const grid = standardGrid(points);
  const random = rng(seed);
  const re = Float64Array.from({ length: points }, () => random.normal() / Math.SQRT2);
  const im = Float64Array.from({ length: points }, () => random.normal() / Math.SQRT2);
  const system = discretise(sampledWave({ re, im }), grid, { dealias });
  const { y0, nonlinear } = semilinear(system, [0, 1]);
  const rate = new Float64Array(2 * points);
  nonlinear(0, y0, rate);
  let [momentum, change] = [0, 0];
  grid.k.forEach((k, j) => {
    const [a, b] = [y0[j] as number, y0[points + j] as number];
    momentum += Math.abs(k) * (a * a + b * b);
    change += 2 * k * (a * (rate[j] as number) + b * (rate[points + j] as number));
  });
  return Math.abs(change / momentum);
}

function fourierError(): number {
  const lengths = [...Array.from({ length: 511 }, (_, i) => i + 2), 521, 1021, 2039];
  return Math.max(...lengths.map((n) => oneFourierError(n) / Math.log2(n)));
}

function oneFourierError(n: number): number {
  const random = rng(n);
  const re = Float64Array.from({ length: n }, () => random.normal());
  const im = Float64Array.from({ length: n }, () => random.normal());
  const cos = Float64Array.from({ length: n }, (_, j) => Math.cos((2 * Math.PI * j) / n));
  const sin = Float64Array.from({ length: n }, (_, j) => Math.sin((2 * Math.PI * j) / n));
  const fast = { re: re.slice(), im: im.slice() };
  plainKernels.fft(n).forward(fast.re, fast.im);
  let [error, size] = [0, 0];
  for (let k = 0; k < n; k++) {
    let [a, b] = [0, 0];
    for (let j = 0; j < n; j++) {
      const turn = (j * k) % n;
      const [c, s] = [cos[turn] as number, sin[turn] as number];
      a += (re[j] as number) * c + (im[j] as number) * s;
      b += (im[j] as number) * c - (re[j] as number) * s;
    }
    error += (a - (fast.re[k] as number)) ** 2 + (b - (fast.im[k] as number)) ** 2;
    size += a * a + b * b;
  }
  return Math.sqrt(error / size);
}
