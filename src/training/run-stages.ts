import type { StopReason } from "./model.ts";
import type { OptimiserState } from "./optimisers/index.ts";
import type { TrainOptions } from "./options.ts";
import type { Session } from "./session.ts";
import type { Stage } from "./stages.ts";
import type { TrainState } from "./train-state.ts";

/** New points in a row after which an optimiser that stops at once is believed. */
const patience = 3;
/** Milliseconds after which other work of the process is let in. */
const turn = 200;

/** Runs the stages on a state until they are done or something ends them. */
export async function runStages(
  work: Session,
  stages: readonly Stage[],
  state: TrainState,
  options: TrainOptions,
  checkpoint: () => Uint8Array,
): Promise<StopReason> {
  const { budget = {}, windows = [1], checkpointEvery = 100, onCheckpoint, signal } = options;
  const began = performance.now() - 1e3 * state.seconds;
  let lastTurn = performance.now();
  const total = Math.min(
    budget.steps ?? Number.POSITIVE_INFINITY,
    stages.reduce((sum, { steps }) => sum + steps, 0),
  );

  const check = (stage: Stage): void => {
    state.seconds = (performance.now() - began) / 1e3;
    const train = work.measure("trained", state.theta, state).rms;
    const heldOut = work.measure("held-out", state.theta, state).rms;
    if (heldOut < state.best.heldOut) state.best = { theta: state.theta, heldOut, iteration: state.iterations };
    const entry = { iteration: state.iterations, stage: stage.name, train, heldOut, seconds: state.seconds };
    state.history.push(entry);
    const spent = Math.max(state.iterations / total, state.seconds / (budget.seconds ?? Number.POSITIVE_INFINITY));
    options.onProgress?.({ ...entry, fraction: Math.min(1, spent) });
  };
  const interruption = (): StopReason | null => {
    if (signal?.aborted) return "aborted";
    if (state.iterations >= (budget.steps ?? Number.POSITIVE_INFINITY)) return "step-budget";
    return performance.now() - began >= 1e3 * (budget.seconds ?? Number.POSITIVE_INFINITY) ? "time-budget" : null;
  };
  /** The end, of which a continuation knows nothing: its checkpoint comes before the last check. */
  const finish = async (stage: Stage, reason: StopReason): Promise<StopReason> => {
    await onCheckpoint?.(checkpoint, true);
    if (state.history.at(-1)?.iteration !== state.iterations) check(stage);
    return reason;
  };

  for (; state.stage < stages.length; state.stage++, state.step = 0, state.stops = 0, state.optimiser = null) {
    const stage = stages[state.stage] as Stage;
    const report = (stopReason: string): void => {
      const more = state.optimiser === null ? undefined : stage.optimiser.report?.(state.optimiser);
      const own = { name: stage.name, steps: state.step, stopReason, ...(more === undefined ? {} : { report: more }) };
      state.reports = [...state.reports, own];
    };
    const believed = () => state.stops > (stage.resampleEvery === 0 ? 0 : patience);
    while (state.step < stage.steps && !believed()) {
      const reason = interruption();
      if (reason !== null) {
        await finish(stage, reason);
        report(reason);
        return reason;
      }
      advance(work, stage, state, windows, options);
      const optimiser = state.optimiser as OptimiserState | null;
      state.stops = optimiser?.stop === null ? 0 : state.stops + 1;
      if (optimiser?.stop === "not-finite") {
        report("not-finite");
        return await finish(stage, "non-finite");
      }
      if (state.step % stage.checkEvery === 0 || state.step === stage.steps) check(stage);
      if (onCheckpoint !== undefined && state.iterations % checkpointEvery === 0) await onCheckpoint(checkpoint, false);
      if (performance.now() - lastTurn > turn) {
        await new Promise((resolve) => setTimeout(resolve, 0));
        lastTurn = performance.now();
      }
    }
    report((state.optimiser as OptimiserState | null)?.stop ?? "steps");
  }
  const last = stages.at(-1) as Stage;
  return await finish(last, "stages-done");
}

/** One step of an optimiser, before which points and weights change where it is time to. */
function advance(
  work: Session,
  stage: Stage,
  state: TrainState,
  windows: readonly number[],
  { balance = {} }: TrainOptions,
): void {
  const { objective } = work;
  const { optimiser } = stage;
  const window = (step: number): number => windows[Math.floor((step * windows.length) / stage.steps)] as number;
  const moved = state.step > 0 && window(state.step) !== window(state.step - 1);
  const stopped = state.optimiser !== null && state.optimiser.stop !== null;
  const due = stage.resampleEvery > 0 && (stopped || (state.step > 0 && state.step % stage.resampleEvery === 0));
  let changed = false;
  if (due || moved || (state.step === 0 && windows.length > 1)) {
    work.redraw(state, window(state.step));
    changed = true;
  }
  if (state.iterations % (balance.every ?? 100) === 0) changed = work.rebalance(state) || changed;
  // A new window holds times that the parameters chosen so far have not seen.
  if (moved) state.best = { ...state.best, heldOut: Number.POSITIVE_INFINITY };
  if (state.optimiser === null) state.optimiser = optimiser.init(state.theta, objective);
  else if (changed) state.optimiser = optimiser.refresh(objective, state.optimiser);
  state.optimiser = optimiser.update(objective, state.optimiser);
  if (state.optimiser.stop !== "not-finite") state.theta = state.optimiser.theta;
  state.step += 1;
  state.iterations += 1;
}
