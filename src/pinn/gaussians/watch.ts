import type { HistoryEntry, Keeping, TrainOptions } from "../../training/index.ts";
import type { Continuation, Watch } from "./levels.ts";

/** A watch over a training, which begins or goes on now, with what it has recorded and what it leaves to go on from. */
export interface Watched {
  readonly watch: Watch;
  readonly history: readonly HistoryEntry[];
  /** Seconds so far, those of runs before included. */
  seconds(): number;
  /** Where a solve leaves its states. */
  continuation<S extends object>(): Continuation<S>;
  /** Leaves the last state at the end. */
  finish(): Promise<void>;
}

/** All that a training leaves to go on from. */
interface Left {
  readonly seconds: number;
  readonly history: readonly HistoryEntry[];
  readonly steps: number;
  /** That of the solve, or null before its first. */
  readonly solve: object | null;
}

/** Watches over the budget of a training, which begins now or goes on from what a run before has left. */
export function watching(options: TrainOptions, { resumed, keep }: Keeping): Watched {
  let left = (resumed as Left | null) ?? { seconds: 0, history: [], steps: 0, solve: null };
  const began = performance.now() - 1e3 * left.seconds;
  const seconds = () => (performance.now() - began) / 1e3;
  const leave = (ended: boolean) => keep({ ...left, seconds: seconds() }, left.steps, ended);
  const { signal } = options;
  const budget = { seconds: Number.POSITIVE_INFINITY, steps: Number.POSITIVE_INFINITY, ...options.budget };
  const history: HistoryEntry[] = [...left.history];
  return {
    history,
    seconds,
    continuation: <S extends object>() => ({
      resumed: left.solve as S | null,
      keep(solve: S, steps: number) {
        left = { seconds: 0, history: history.slice(), steps, solve };
        return leave(false);
      },
    }),
    finish: () => leave(true),
    watch: {
      interrupted(steps) {
        if (signal?.aborted) return "aborted";
        if (steps >= budget.steps) return "step-budget";
        return seconds() >= budget.seconds ? "time-budget" : null;
      },
      left: () => budget.seconds - seconds(),
      record(entry) {
        const full = { ...entry, seconds: seconds() };
        history.push(full);
        const spent = Math.max(entry.iteration / budget.steps, full.seconds / budget.seconds);
        options.onProgress?.({ ...full, fraction: Math.min(1, spent) });
      },
    },
  };
}
