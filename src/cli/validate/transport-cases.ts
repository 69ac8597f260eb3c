import { characteristics, entropySolution, shockPaths } from "../../lagrangian/index.ts";
import {
  type ConservationLaw,
  convection,
  type TransportProblem,
  transportBurgers,
  variableSpeed,
} from "../../problems/index.ts";
import {
  characteristicSolution,
  coleHopfSolution,
  exactShift,
  finiteVolume,
  laxOleinik,
  pseudoSpectral,
  tracedCharacteristics,
} from "../../reference/index.ts";
import { relativeError, train } from "../../training/index.ts";
import type { Case } from "./cases.ts";

const measured = (name: string, error: number, limit: number): Case => ({ name, error, limit, ok: error <= limit });

const sine: ConservationLaw = {
  initial: (x) => 3 + Math.sin(x),
  potential: (x) => 3 * x - Math.cos(x),
  flux: (u) => (u * u) / 2,
  speed: (u) => u,
};

type Solution = (x: number, t: number) => number;

/** References for transport against each other on aligned grids, and what models of paths must reach in a number of steps. */
export async function transportCases(): Promise<Case[]> {
  return [...smoothCases(), ...brokenCases(), ...publishedFloor(), ...(await trainedCases())];
}

/** Relative L2 distance of values at places from a solution. */
function apart(x: ArrayLike<number>, t: number, values: ArrayLike<number>, exact: Solution): number {
  let [difference, size] = [0, 0];
  for (let i = 0; i < x.length; i++) {
    const value = exact(x[i] as number, t);
    difference += ((values[i] as number) - value) ** 2;
    size += value ** 2;
  }
  return Math.sqrt(difference / size);
}

function smoothCases(): Case[] {
  const t = 0.5;
  const spectral = pseudoSpectral(sine, { points: 256, times: [t] });
  const before = (name: string, exact: Solution) =>
    measured(
      `Burgers before breaking: ${name} against spectral modes`,
      apart(spectral.x, t, spectral.u.data, exact),
      1e-8,
    );
  const viscous = pseudoSpectral(sine, { viscosity: 0.05, points: 512, times: [1.6], rtol: 1e-10 });
  const shift = pseudoSpectral(
    { ...sine, flux: (u) => 30 * u, speed: () => 30 },
    { points: 64, times: [t], degree: 1 },
  );
  const cells = 512;
  const weno = finiteVolume(sine, { cells, times: [t] });
  const swept = variableSpeed({ speed: 10 });
  const traced = tracedCharacteristics({ initial: Math.sin, speed: (x) => 10 * (1 + 0.2 * Math.sin(x)) });
  const places = Float64Array.from({ length: 24 }, (_, i) => (i * Math.PI) / 12);
  const closed = places.map((x) => swept.exact?.(x, 1)[0] ?? Number.NaN);
  return [
    before("characteristics", characteristicSolution(sine)),
    before("least action", entropySolution(sine).at),
    before("Lax-Oleinik", laxOleinik(sine, { feet: 256 })),
    measured(
      "Burgers before breaking: WENO5 against averages of characteristics",
      apart(weno.x, t, weno.u.data, averages(characteristicSolution(sine), (2 * Math.PI) / cells)),
      1e-8,
    ),
    measured(
      "Burgers, viscosity 0.05: Cole-Hopf against spectral modes",
      apart(viscous.x, 1.6, viscous.u.data, coleHopfSolution({ ...sine, viscosity: 0.05 })),
      1e-8,
    ),
    measured(
      "convection, c = 30: exact shift against spectral modes",
      apart(shift.x, t, shift.u.data, exactShift(sine.initial, 30)),
      1e-8,
    ),
    measured(
      "a(x) = 10 + 2 sin x: closed form against followed characteristics",
      apart(places, 1, closed, traced),
      1e-8,
    ),
  ];
}

/** Averages over cells of a width, by four points of Gauss and Legendre. */
function averages(f: Solution, width: number): Solution {
  const nodes = [0.3399810435848563, 0.8611363115940526];
  const weights = [0.6521451548625461, 0.3478548451374538];
  return (x, t) =>
    nodes.reduce((sum, node, i) => {
      const away = (width / 2) * node;
      return sum + ((weights[i] as number) / 2) * (f(x + away, t) + f(x - away, t));
    }, 0);
}

function brokenCases(): Case[] {
  const solution = entropySolution(sine);
  const formula = laxOleinik(sine, { feet: 1024 });
  const worst = [1.2, 2, 4, 6].map((t) => {
    const x = Float64Array.from({ length: 64 }, (_, i) => ((i + 0.31) * Math.PI) / 32);
    return apart(x, t, solution.values(x, t), formula);
  });
  // The shock is carried by the mean speed 3 from x = π.
  const place = (t: number) => (solution.shocks(t)[0]?.x ?? Number.NaN) - (Math.PI + 3 * t);
  const turned = (angle: number) => Math.abs(angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI)));
  return [
    measured("Burgers past breaking: least action against Lax-Oleinik", Math.max(...worst), 1e-6),
    measured("Burgers past breaking: place of the shock", Math.max(...[1.2, 2, 4].map((t) => turned(place(t)))), 1e-10),
  ];
}

/**
 * The error that the published diffusion term νU_ξξ leaves at ν = 0.01, T = 1, without any network: the equations X_t = U,
 * U_t = νU_ξξ have the solution U = e^{−νt} sin ξ, X = ξ + (1 − e^{−νt}) sin ξ / ν; against 1.17e-2 over all times and 3.96e-2 at the end.
 */
function publishedFloor(): Case[] {
  const viscosity = 0.01;
  const exact = coleHopfSolution({ viscosity, initial: Math.sin, potential: (x) => -Math.cos(x) });
  let [difference, size] = [0, 0];
  let atEnd = Number.NaN;
  for (let k = 0; k < 50; k++) {
    const [before, sizeBefore] = [difference, size];
    const t = k / 49;
    const decay = Math.exp(-viscosity * t);
    const far = t === 0 ? 0 : (1 - decay) / viscosity;
    for (let i = 0; i < 256; i++) {
      const x = (2 * Math.PI * i) / 256;
      let [low, high] = [x - far - 1e-9, x + far + 1e-9];
      for (let round = 0; round < 60; round++) {
        const middle = (low + high) / 2;
        if (middle + far * Math.sin(middle) < x) low = middle;
        else high = middle;
      }
      const value = exact(x, t);
      difference += (decay * Math.sin(low) - value) ** 2;
      size += value ** 2;
    }
    atEnd = Math.sqrt((difference - before) / (size - sizeBefore));
  }
  const against = (when: string, floor: number, published: number) =>
    measured(
      `published diffusion term, viscosity 0.01: its error ${when} against ${published}, relative`,
      Math.abs(floor / published - 1),
      0.03,
    );
  return [against("over all times", Math.sqrt(difference / size), 1.17e-2), against("at t = 1", atEnd, 3.96e-2)];
}

async function trainedCases(): Promise<Case[]> {
  const reached = async (
    name: string,
    problem: TransportProblem,
    mode: "lpinn" | "ale",
    steps: number,
    limit: number,
  ): Promise<Case> => {
    const fit = await train(problem, characteristics({ mode, width: 10, depth: 2 }), { seed: 1, budget: { steps } });
    return measured(`${name}, ${mode}, ${steps} steps: L2 error`, relativeError(problem, fit) ?? Infinity, limit);
  };
  const broken = transportBurgers({ viscosity: 0, offset: 1, end: 1.5 });
  const past = await train(broken, characteristics({ mode: "lpinn", width: 10, depth: 2 }), {
    seed: 1,
    budget: { steps: 40 },
  });
  const { times, places } = shockPaths(past) ?? { times: Float64Array.of(0), places: Float64Array.of(Number.NaN) };
  const missed = places.map((x, k) => Math.abs(x - Math.PI - (times[k] as number)));
  return [
    await reached("convection, c = 50", convection({ speed: 50 }), "lpinn", 40, 1e-6),
    await reached(
      "Burgers, viscosity 0.02, offset 20",
      transportBurgers({ viscosity: 0.02, offset: 20 }),
      "ale",
      100,
      1e-3,
    ),
    measured("Burgers past breaking, lpinn, 40 steps: L2 error", relativeError(broken, past) ?? Infinity, 1e-3),
    measured("Burgers past breaking, lpinn, 40 steps: place of the shock", Math.max(...missed), 1e-3),
  ];
}
