import type { HistoryEntry, TrainOptions } from "../../training/index.ts";
import type { Watch } from "./levels.ts";

/** A watch over the budget of a training, which begins now, and what it has recorded. */
export function watching(options: TrainOptions): {
  readonly watch: Watch;
  readonly history: readonly HistoryEntry[];
  seconds(): number;
} {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1e3;
  const { signal } = options;
  const budget = { seconds: Number.POSITIVE_INFINITY, steps: Number.POSITIVE_INFINITY, ...options.budget };
  const history: HistoryEntry[] = [];
  return {
    history,
    seconds,
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
