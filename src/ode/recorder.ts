import { type Tensor, tensor } from "../core/index.ts";

/** What of a solution is kept, and who is told. */
export interface RecorderOptions {
  readonly onSave?: (t: number, y: Float64Array, index: number) => void;
  readonly keep?: boolean;
}

/** Collects the solution at the save times while steps pass over them. */
export interface Recorder {
  /** Keeps the initial state where it is asked for. */
  begin(t: number, y: Float64Array): void;
  /**
   * Keeps what is due up to `end`, the end of an accepted step, where the solution is `next`; `interpolate` fills its
   * argument with the solution at a time inside the step.
   */
  pass(end: number, next: Float64Array, interpolate: (t: number, out: Float64Array) => void): void;
  times(): Float64Array;
  values(): Tensor;
}

/**
 * A recorder for given times in the direction of integration, or (`null`) for the end of every step.
 *
 * @param scratch Takes a state inside a step; its length is that of the states.
 */
export function recorder(
  times: Float64Array | null,
  direction: 1 | -1,
  scratch: Float64Array,
  resumedAt: number | undefined,
  { onSave, keep = true }: RecorderOptions,
): Recorder {
  const keptTimes: number[] = [];
  const keptStates: Float64Array[] = [];
  // A run that goes on from another one leaves out what that one saved.
  const behind = (t: number) => resumedAt !== undefined && (t - resumedAt) * direction <= 0;
  let saved = times?.filter(behind).length ?? 0;

  function save(t: number, y: Float64Array): void {
    onSave?.(t, y, saved);
    if (keep) {
      keptTimes.push(t);
      keptStates.push(y.slice());
    }
    saved += 1;
  }

  return {
    begin(t, y) {
      if (times === null) save(t, y);
      while (times !== null && times[saved] === t) save(t, y);
    },
    pass(end, next, interpolate) {
      if (times === null) return save(end, next);
      for (let due = times[saved]; due !== undefined && (due - end) * direction <= 0; due = times[saved]) {
        if (due !== end) interpolate(due, scratch);
        save(due, due === end ? next : scratch);
      }
    },
    times: () => Float64Array.from(keptTimes),
    values() {
      const out = tensor([keptStates.length, scratch.length]);
      keptStates.forEach((value, i) => out.data.set(value, i * scratch.length));
      return out;
    },
  };
}
