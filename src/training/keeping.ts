import { type Course, restore, save } from "./continuation.ts";
import type { Keeping } from "./model.ts";

/** Keeps the states of a trainer of its own in checkpoints of a course. @throws SechError for a checkpoint of another one. */
export function keeping(course: Course): Keeping {
  const { resume, onCheckpoint, checkpointEvery = 1 } = course.options;
  let last = 0;
  return {
    resumed: resume === undefined ? null : restore<object>(resume, course),
    async keep(state, steps, ended) {
      if (!ended && steps - last < checkpointEvery) return;
      last = steps;
      await onCheckpoint?.(() => save(state, course), ended);
    },
  };
}
