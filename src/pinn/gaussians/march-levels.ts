import type { StopReason } from "../../training/index.ts";
import { differenceOf, type Levels, type SolveLevels, turn } from "./levels.ts";
import { type March, march } from "./march.ts";

/** The first target of a march, and by how much the next is smaller. */
const first = 1e-3;
const factor = 5;

/** Marches through time with smaller and smaller targets until two marches agree. */
export const marchLevels: SolveLevels = async (put, settings, watch, random, kernels) => {
  const { problem, time } = put;
  let best: March | null = null;
  let estimate: number | null = null;
  let [steps, cost] = [0, 0];
  const end = (stopReason: StopReason, why: string, found: March): Levels => ({
    pieces: found.slabs,
    steps,
    trainResidual: Math.hypot(...found.slabs.map(({ report }) => report.residual)) / Math.sqrt(found.slabs.length),
    stopReason,
    why,
    estimate,
    warnings: warningsOf(found, estimate, settings.tolerance, problem.domain[time] as readonly [number, number]),
  });
  let confirmed = !settings.verify;
  for (let level = 0; level < settings.levels + (settings.verify ? 1 : 0); level++) {
    const target = first / factor ** level;
    // A finer march costs about as much again as it did to come here.
    if (best !== null && 2 * cost > watch.left()) return end("time-budget", "time-budget", best);
    const began = performance.now();
    const found = await march(
      put,
      settings,
      {
        target,
        interrupted: (own) => watch.interrupted(steps + own),
        onSlab(slab, accepted, own) {
          watch.record({
            iteration: steps + own,
            stage: `${accepted ? "" : "again "}${slab.from.toPrecision(4)}…${slab.to.toPrecision(4)}`,
            train: slab.report.residual,
            heldOut: Math.hypot(slab.errorInSpace, slab.errorInTime),
          });
        },
        turn,
      },
      random.split(level),
      kernels,
    );
    steps += found.steps;
    cost = (performance.now() - began) / 1e3;
    if (found.ended !== "done") {
      const reason: StopReason = found.ended === "failed" ? "non-finite" : found.ended;
      if (best !== null) return end(reason === "non-finite" ? "stages-done" : reason, reason, best);
      return end(reason, reason, found);
    }
    if (best !== null) {
      estimate = differenceOf(problem, time, found.slabs, best.slabs, random.split(1000 + level));
      if (estimate <= settings.tolerance && confirmed) return end("stages-done", "tolerance", found);
      confirmed ||= estimate <= settings.tolerance;
    }
    best = found;
    if (watch.interrupted(steps) !== null) return end(watch.interrupted(steps) as StopReason, "budget", best);
  }
  return end("stages-done", "levels", best as March);
};

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
