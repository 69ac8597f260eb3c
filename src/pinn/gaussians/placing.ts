import type { Incompatibility } from "./incompatible.ts";
import { flatLine, gradedLine, type Line, uniformLine } from "./lines.ts";
import { neededSizes } from "./needed-sizes.ts";
import { chebyshevNodes } from "./nodes.ts";
import { alongOne, type Settings } from "./options.ts";
import { coarseness, graded, type Seed, type Sizes, smaller, uniformSizes } from "./sizes.ts";
import type { SolvedSlab } from "./slab.ts";
import { endState, type State } from "./state.ts";
import type { PosedProblem } from "./terms.ts";

/** How Gaussians are placed along the coordinates of space. */
export interface Placing {
  /** Called where a slab begins. */
  begin(from: number): void;
  lines(state: State, denser: Sizes | null): (Line | null)[];
  solver(lines: readonly (Line | null)[]): "dense" | "banded" | "iterative";
  /** Denser sizes, where the solution of a slab asks for them. */
  checked(posed: PosedProblem, slab: SolvedSlab, first: State, lines: readonly (Line | null)[]): Sizes | null;
  /** Makes them denser where the roughest functions have so many times the share that they may. */
  refine(excess: number): void;
  /** How many times the share that they may have the roughest functions of a slab have. */
  excess(slab: SolvedSlab): number;
  /** Called with every slab that is kept. */
  kept(slab: SolvedSlab): void;
  /** Gaussians along a coordinate, where they stand equally along all. */
  count(): number;
  /** All that it carries from slab to slab. */
  state(): PlacingState;
}

/** What a placing carries from slab to slab, as plain data. */
export interface PlacingState {
  /** Gaussians along a coordinate, or γ of the sizes. */
  readonly density: number;
  /** The last slab, where Gaussians stand equally along all coordinates. */
  readonly last: LastSlab | null;
}

/** What foresees how rough the next slab is. */
interface LastSlab {
  /** Share of its roughest functions. */
  readonly roughness: number;
  readonly errorInSpace: number;
  /** Gaussians along a coordinate. */
  readonly count: number;
  /** How many times rougher it was than the one before with as many Gaussians. */
  readonly rougher: number;
}

/** Slabs of a march before, and for each the Gaussians along a coordinate. */
export interface Placed {
  readonly slabs: readonly SolvedSlab[];
  readonly counts: readonly number[];
}

/**
 * How Gaussians are placed for a problem: by curvature along one coordinate, equally along several.
 *
 * @param resumed From where it goes on; null where it begins.
 */
export function placement(
  posed: PosedProblem,
  settings: Settings,
  corners: readonly Incompatibility[],
  firstSlab: number,
  target: number,
  before: Placed | null,
  resumed: PlacingState | null = null,
): Placing {
  const { problem, time } = posed;
  const space = problem.coordinates.map((_, c) => c).filter((c) => c !== time);
  const seedsOf = (c: number): Seed[] =>
    corners
      .filter((one) => one.coordinate === c)
      .map(({ place, diffusivity }) => ({ place, size: 2 * Math.sqrt(diffusivity * firstSlab) }));
  return space.length === 1
    ? localPlacing(posed, settings, space[0] as number, seedsOf(space[0] as number), target, resumed)
    : tensorPlacing(posed, settings, seedsOf, target, before, resumed);
}

/** The sizes that a state asks for, by a rule. */
interface Asked {
  readonly time: number;
  readonly gamma: number;
  readonly sizes: Sizes;
}

/** By the curvature of the solution, along one coordinate. */
function localPlacing(
  posed: PosedProblem,
  settings: Settings,
  coordinate: number,
  seeds: readonly Seed[],
  target: number,
  resumed: PlacingState | null,
): Placing {
  const [from, to] = posed.problem.domain[coordinate] as readonly [number, number];
  let gamma = resumed?.density ?? 0.25 * (target / 1e-5) ** (1 / 8);
  let used: Sizes | null = null;
  /** What the states are known to ask for where the present slab begins and where the last one that was solved ends. */
  let [here, next]: [Asked | null, Asked | null] = [null, null];
  let begun = Number.NaN;
  const rule = () => ({ gamma, least: 1e-6 * (to - from), most: 0.04 * gamma * (to - from), growth: 0.6 * gamma });
  return {
    begin(time) {
      here = next?.time === time ? next : null;
      begun = time;
    },
    lines(state, denser) {
      if (here?.gamma !== gamma) here = { time: begun, gamma, sizes: neededSizes(posed, state, coordinate, rule()) };
      const wanted = here.sizes;
      used = graded(denser === null ? wanted : smaller(wanted, denser), seeds, rule().growth);
      const line = gradedLine(used, { ghosts: settings.ghosts, kappa: settings.kappa, density: 1.4, cut: 0 });
      return posed.problem.coordinates.map((_, c) => (c === coordinate ? line : null));
    },
    solver: () => "banded",
    checked(_posed, slab, first) {
      const [middle, end] = [0.5 * (slab.from + slab.to), slab.to].map((t) =>
        neededSizes(posed, endState(posed, slab, t, first), coordinate, rule()),
      ) as [Sizes, Sizes];
      next = { time: slab.to, gamma, sizes: end };
      const needed = smaller(middle, end);
      return used !== null && coarseness(used, graded(needed, seeds, rule().growth)) > 1.3 ? needed : null;
    },
    refine() {
      gamma /= 1.2;
    },
    excess: ({ tails }) => tails.space / target,
    kept() {},
    count: () => 0,
    state: () => ({ density: gamma, last: null }),
  };
}

/** Polynomials, the limit of flat Gaussians, hold up to so many functions along a coordinate. */
const fewest = 5;
const flatMost = 12;
/** Change of distances per distance away from seeds. */
const growthAtSeeds = 0.3;
/** How many times rougher a slab is taken to be than the one before at most. */
const mostRougher = 4;
/** A quarter more Gaussians leave about a quarter of what was missing. */
const growthFor = (excess: number) => (excess > 1 ? Math.min(1.7, 1.25 ** (Math.log(excess) / Math.log(4))) : 1);

/** Equally along every coordinate, but denser at seeds. */
function tensorPlacing(
  { problem, time, periodic }: PosedProblem,
  settings: Settings,
  seedsOf: (coordinate: number) => Seed[],
  target: number,
  before: Placed | null,
  resumed: PlacingState | null,
): Placing {
  const usual = settings.count === null ? fewest : alongOne(settings.count, problem.coordinates.length - 1);
  let count = resumed?.density ?? usual;
  let made: { readonly count: number; readonly lines: (Line | null)[] } | null = null;
  const most = Math.max(...(before?.counts ?? [1]));
  let allowed = target;
  let last: LastSlab | null = resumed?.last ?? null;
  const seeded = problem.coordinates.some((_, c) => seedsOf(c).length > 0);
  /** A slab that would turn out too rough is not tried first: it would be solved twice. */
  const foresee = () => {
    if (last === null) return;
    const expected = (last.roughness * last.rougher) / allowed;
    if (expected > 1 && last.errorInSpace > 0.3 * allowed && last.count === count)
      count = Math.ceil(growthFor(2 * expected) * count);
  };
  const line = (c: number): Line | null => {
    if (c === time) return null;
    const [from, to] = problem.domain[c] as readonly [number, number];
    const { ghosts, kappa, cut } = settings;
    const seeds = seedsOf(c).map(({ place, size }) => ({ place, size: size * Math.min(1, Math.sqrt(target / 1e-3)) }));
    if (seeds.length === 0 && count <= flatMost) {
      return periodic[c]
        ? uniformLine(from, to, true, count, { ghosts, kappa: settings.ringKappa, density: 1.3, cut: 1e-12 })
        : flatLine(from, to, count, chebyshevNodes(from, to, Math.ceil(1.3 * count) + 1));
    }
    const even = uniformSizes(from, to, periodic[c] as boolean, (to - from) / (count - 1));
    return gradedLine(graded(even, seeds, growthAtSeeds), { ghosts, kappa, density: 1.3, cut });
  };
  return {
    begin(from) {
      const k = before?.slabs.findIndex((slab) => slab.to > from) ?? -1;
      if (before === null || k < 0) return foresee();
      const known = before.counts[k] as number;
      // What is missed early stays, and more Gaussians are cheap where few are needed: for the least work each slab may miss
      // about as much as its solve costs. Not beside a beginning that does not fit the conditions, where distances are
      // small already and what is missed fades.
      allowed = seeded ? target : target * (known / most) ** 2;
      count = Math.max(count, Math.ceil(known * growthFor((2 * (before.slabs[k]?.tails.space ?? 0)) / allowed)));
      foresee();
    },
    lines() {
      if (made?.count !== count) made = { count, lines: problem.coordinates.map((_, c) => line(c)) };
      return made.lines;
    },
    solver(lines) {
      const size = lines.reduce((product, one) => product * (one?.axis.functions ?? 6), problem.unknowns.length);
      return size <= 1000 ? "dense" : "iterative";
    },
    checked: () => null,
    refine(excess) {
      count = Math.ceil(growthFor(2 * excess) * count);
    },
    // The share of the roughest functions does not fall below what iterative solves leave there: fresh points must agree.
    excess: ({ tails, errorInSpace }) => (errorInSpace > 0.3 * allowed ? tails.space / allowed : 0),
    kept({ tails: { space: roughness }, errorInSpace }) {
      const same = last !== null && last.count === count;
      const ratio = same ? roughness / Math.max(last?.roughness ?? 0, 1e-300) : (last?.rougher ?? 1);
      last = { roughness, errorInSpace, count, rougher: Math.min(mostRougher, Math.max(1, ratio)) };
    },
    count: () => count,
    state: () => ({ density: count, last }),
  };
}
