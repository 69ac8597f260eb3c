import type { StopReason } from "../../training/index.ts";
import { differenceOf, type Levels, type SolveLevels, turn } from "./levels.ts";
import { type March, march } from "./march.ts";
import type { MarchState } from "./march-state.ts";
import type { Piece } from "./pieces.ts";

/** The first target of a march, and by how much the next is smaller where time is left for more than one. */
const first = 1e-3;
const factor = 5;

/** What marches so far have found, and the one that is under way. */
export interface MarchLevelsState {
  readonly level: number;
  readonly best: March | null;
  readonly estimate: number | null;
  readonly confirmed: boolean;
  /** Linear solves of the marches before. */
  readonly steps: number;
  readonly costs: readonly Cost[];
  /** Null between two marches. */
  readonly march: { readonly target: number; readonly seconds: number; readonly state: MarchState } | null;
}

const beginning = { level: 0, best: null, estimate: null, steps: 0, costs: [], march: null } as const;

/** What a march of a target has cost. */
interface Cost {
  readonly target: number;
  readonly seconds: number;
}

/** Marches through time with smaller and smaller targets until two marches agree. */
export const marchLevels: SolveLevels<MarchLevelsState> = async (
  put,
  settings,
  watch,
  { resumed, keep },
  random,
  kernels,
) => {
  const { problem, time } = put;
  const begun: MarchLevelsState = resumed ?? { ...beginning, confirmed: !settings.verify };
  let { best, estimate, steps, confirmed } = begun;
  const costs: Cost[] = [...begun.costs];
  const end = (stopReason: StopReason, why: string, found: March, pieces: readonly Piece[] = found.slabs): Levels => ({
    pieces,
    steps,
    trainResidual: Math.hypot(...found.slabs.map(({ report }) => report.residual)) / Math.sqrt(found.slabs.length),
    stopReason,
    why,
    estimate,
    warnings: [
      ...(pieces === found.slabs
        ? []
        : [`times from ${joined(pieces, found)} on are of a coarser march than those before`]),
      ...warningsOf(found, estimate, settings.tolerance, problem.domain[time] as readonly [number, number]),
    ],
  });
  for (let level = begun.level; level < settings.levels + (settings.verify ? 1 : 0); level++) {
    const underWay = level === begun.level ? begun.march : null;
    const reason = best === null || underWay !== null ? null : watch.interrupted(steps);
    if (reason !== null) return end(reason, "budget", best as March);
    const target = underWay?.target ?? nextTarget(costs, watch.left());
    if (target === null) return end("time-budget", "time-budget", best as March);
    const began = performance.now();
    const seconds = () => (underWay?.seconds ?? 0) + (performance.now() - began) / 1e3;
    const found = await march(
      put,
      settings,
      {
        target,
        before: best,
        resumed: underWay?.state ?? null,
        interrupted: (own) => watch.interrupted(steps + own),
        onSlab(slab, accepted, own) {
          watch.record({
            iteration: steps + own,
            stage: `${accepted ? "" : "again "}${slab.from.toPrecision(4)}…${slab.to.toPrecision(4)}`,
            train: slab.report.residual,
            heldOut: Math.hypot(slab.errorInSpace, slab.errorInTime),
          });
        },
        onState: (state) =>
          keep(
            {
              level,
              best,
              estimate,
              confirmed,
              steps,
              costs: [...costs],
              march: { target, seconds: seconds(), state },
            },
            steps + state.steps,
          ),
        turn,
      },
      random.split(level),
      kernels,
    );
    steps += found.steps;
    costs.push({ target, seconds: seconds() });
    if (found.ended !== "done") {
      const reason: StopReason = found.ended === "failed" ? "non-finite" : found.ended;
      if (best === null) return end(reason, reason, found);
      const kept = reason === "non-finite" ? best.slabs : continued(found, best);
      return end(reason === "non-finite" ? "stages-done" : reason, reason, best, kept);
    }
    // Where no slab asked for more, the same solution tells nothing about its error.
    if (best !== null && isFiner(found, best)) {
      estimate = differenceOf(problem, time, found.slabs, best.slabs, random.split(1000 + level));
      if (estimate <= settings.tolerance && confirmed) return end("stages-done", "tolerance", found);
      confirmed ||= estimate <= settings.tolerance;
    }
    best = found;
    await keep({ level: level + 1, best, estimate, confirmed, steps, costs: [...costs], march: null }, steps);
  }
  return end("stages-done", "levels", best as March);
};

/**
 * The target of the next march, or null where none of use would end in the time that is left. What a march costs grows like a
 * power of its target, which the last two tell; after a single one it is taken to be inverse. The power grows from march to
 * march (0.6 and 1.1 were seen one after the other), as what costs the same in all of them weighs less.
 */
function nextTarget(costs: readonly Cost[], left: number): number | null {
  const [before, last] = [costs.at(-2), costs.at(-1)];
  if (last === undefined) return first;
  const power =
    before === undefined ? 1 : 0.4 + Math.log(last.seconds / before.seconds) / Math.log(before.target / last.target);
  const affordable = ((0.85 * left) / last.seconds) ** (1 / Math.min(1.5, Math.max(0.3, power)));
  if (affordable < 1.2) return null;
  return last.target / (affordable >= 2 * factor ? factor : affordable);
}

/** Whether any slab has other bounds or another number of functions than before. */
function isFiner(found: March, before: March): boolean {
  if (found.slabs.length !== before.slabs.length) return true;
  return found.slabs.some(({ to, coefficients }, k) => {
    const old = before.slabs[k] as March["slabs"][number];
    return to !== old.to || coefficients.length !== old.coefficients.length;
  });
}

/** The slabs of a march that was interrupted, and from there on those of the one before. */
function continued(found: March, before: March): readonly Piece[] {
  const reached = found.slabs.at(-1)?.to;
  if (reached === undefined) return before.slabs;
  const rest = before.slabs.filter(({ to }) => to > reached);
  return [...found.slabs, ...rest.map((slab) => ({ ...slab, from: Math.max(slab.from, reached) }))];
}

/** The time from which on pieces are those of a march. */
function joined(pieces: readonly Piece[], { slabs }: March): string {
  const first = pieces.find(({ coefficients }) => slabs.some((slab) => slab.coefficients === coefficients));
  return (first?.from ?? 0).toPrecision(4);
}

function warningsOf(
  found: March,
  estimate: number | null,
  tolerance: number,
  span: readonly [number, number],
): readonly string[] {
  const warnings: string[] = [];
  const reached = found.slabs.at(-1)?.to;
  if (reached !== undefined && reached < span[1] - 1e-9 * (span[1] - span[0])) {
    warnings.push(`the march ended at time ${reached.toPrecision(4)}; later times hold its last state`);
  }
  if (found.coarse > 0) warnings.push(`${found.coarse} slabs of time miss the target and were kept`);
  if (estimate !== null && estimate > 100 * tolerance) {
    warnings.push(`the last two marches differ by ${estimate.toPrecision(2)} of the solution`);
  }
  return warnings;
}
