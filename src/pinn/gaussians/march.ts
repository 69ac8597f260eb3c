import type { DenseKernels, Rng } from "../../core/index.ts";
import type { StopReason } from "../../training/index.ts";
import { incompatibilities } from "./incompatible.ts";
import { layersOf } from "./layers.ts";
import type { MarchState } from "./march-state.ts";
import type { Settings } from "./options.ts";
import { placement } from "./placing.ts";
import { type SolvedSlab, solveSlab } from "./slab.ts";
import { endState, initialState } from "./state.ts";
import type { PosedProblem } from "./terms.ts";

/** What is asked of a march, and when it must end. */
export interface MarchOptions {
  /** Largest error of a slab on fresh points, relative to the solution. */
  readonly target: number;
  /** An earlier march, of a larger target, from whose solution this one starts. */
  readonly before: March | null;
  /** A state of the same march, from which it goes on, or null. */
  readonly resumed: MarchState | null;
  /** Why it must end before the next slab, or null. */
  interrupted(steps: number): StopReason | null;
  /** Called after every attempt at a slab, with the linear solves so far. */
  onSlab(slab: SolvedSlab, accepted: boolean, steps: number): void;
  /** Called after every slab that is kept, with all that the next one needs. */
  onState(state: MarchState): Promise<void>;
  /** Lets other work in. */
  turn(): Promise<void>;
}

/** A march through time. */
export interface March extends Pick<MarchState, "slabs" | "counts" | "steps" | "redone" | "coarse"> {
  readonly ended: "done" | "failed" | StopReason;
}

const usualSlabs = 20;
/** Functions of time of a slab. */
const timeFunctions = { least: 4, usual: 6, most: 7 } as const;
/** Attempts in a row that are hardly better, after which a slab is kept. */
const patience = 2;
/** Attempts at one slab. */
const attempts = 8;

/** Solves a problem in time slab after slab: slabs are halved and Gaussians made denser until fresh points agree. */
export async function march(
  posed: PosedProblem,
  settings: Settings,
  { target, before, resumed, interrupted, onSlab, onState, turn }: MarchOptions,
  random: Rng,
  kernels: DenseKernels,
): Promise<March> {
  const [begin, end] = posed.problem.domain[posed.time] as readonly [number, number];
  const usual = (end - begin) / usualSlabs;
  const corners = incompatibilities(posed, initialState(posed));
  const plane = posed.problem.coordinates.length > 2;
  const firstLength = corners.length > 0 ? usual / (plane ? 2 : 100) : usual;
  const placing = placement(posed, settings, corners, firstLength, target, before, resumed?.placing ?? null);
  const first = initialState(posed);
  const slabs: SolvedSlab[] = [...(resumed?.slabs ?? [])];
  const counts: number[] = [...(resumed?.counts ?? [])];
  const reached = slabs.at(-1);
  let { steps, redone, coarse, tried } = resumed ?? { steps: 0, redone: 0, coarse: 0, tried: 0 };
  let { length, functions } = resumed ?? { length: firstLength, functions: timeFunctions.usual as number };
  let state = reached === undefined ? first : endState(posed, reached, reached.to, first);
  /** Whether there is a solution if this march ends here. */
  const useful = () => slabs.length > 0 || before !== null;
  let time = reached?.to ?? begin;
  while (time < end - 1e-12 * (end - begin)) {
    let kept: SolvedSlab | null = null;
    let last: SolvedSlab | null = null;
    let idle = 0;
    placing.begin(time);
    let lines = placing.lines(state, null);
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const reason = interrupted(steps);
      if (reason !== null && useful()) return { slabs, counts, steps, redone, coarse, ended: reason };
      const left = end - time;
      const to = length > 0.9 * left ? end : length > 0.6 * left ? time + 0.5 * left : time + length;
      const plan = {
        from: time,
        to,
        lines,
        timeFunctions: functions,
        layers: layersOf(posed, corners),
        solver: placing.solver(lines),
        // With a hundredth of it errors stayed the same to three digits, at a fifth more products.
        tolerance: 0.1 * target,
        before: before?.slabs ?? [],
        interrupted: () => useful() && interrupted(steps) !== null,
      };
      await turn();
      const slab = solveSlab(posed, plan, state, settings, random.split(tried++), kernels);
      steps += slab.report.steps;
      if (slab.report.status === "interrupted") {
        return { slabs, counts, steps, redone, coarse, ended: interrupted(steps) ?? "failed" };
      }
      const failed = slab.report.status === "non-finite" || !Number.isFinite(slab.errorInSpace + slab.errorInTime);
      const late = failed || slab.tails.time > 0.1 * target || slab.report.exhausted;
      const excess = placing.excess(slab);
      const rough = !failed && excess > 1;
      idle = last !== null && !failed && !slab.report.exhausted && hardlyBetter(last, slab) ? idle + 1 : 0;
      const enough = !failed && (idle === patience || attempt === attempts);
      const denser = placing.checked(posed, slab, first, lines);
      if ((!late && !rough && denser === null) || enough) {
        onSlab(slab, true, steps);
        kept = slab;
        if (enough) coarse += 1;
        break;
      }
      onSlab(slab, false, steps);
      redone += 1;
      if (late && !failed && !slab.report.exhausted && functions < timeFunctions.most) functions += 1;
      else if (late) length = 0.5 * (to - time);
      if (rough) placing.refine(excess);
      lines = placing.lines(state, denser);
      last = slab;
    }
    if (kept === null)
      return { slabs: last === null ? slabs : [...slabs, last], counts, steps, redone, coarse, ended: "failed" };
    slabs.push(kept);
    counts.push(placing.count());
    placing.kept(kept);
    state = endState(posed, kept, kept.to, first);
    time = kept.to;
    if (kept.tails.time < target / 3000 && functions > timeFunctions.least) functions -= 1;
    const grows = kept.tails.time < target / 500 || (corners.length > 0 && kept.tails.time < 0.1 * target);
    length = Math.min(2 * usual, grows ? (plane ? 1.5 : 2) * length : length);
    const carried = { steps, redone, coarse, tried, functions, length, placing: placing.state() };
    await onState({ slabs: [...slabs], counts: [...counts], ...carried });
  }
  return { slabs, counts, steps, redone, coarse, ended: "done" };
}

/** Whether an attempt is hardly better than the one before. */
function hardlyBetter(before: SolvedSlab, now: SolvedSlab): boolean {
  const size = ({ tails }: SolvedSlab) => Math.max(tails.time, 0.1 * tails.space);
  return size(now) > 0.7 * size(before) && size(before) > 0 && !before.report.exhausted;
}
