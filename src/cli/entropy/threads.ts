import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { complexities, complexitiesOnThreads, type OrdinalSpace, type RowComplexities } from "../../entropy/index.ts";
import { packageFolder } from "../package.ts";

/** Samples below which one thread is done before a second has started. */
const leastSamples = 2 ** 27;

/** Threads for so many samples: as many as asked for, or as the machine has where they are worth their start. */
export function threadsFor(samples: number, asked: number | undefined): number {
  return asked ?? (samples < leastSamples ? 1 : availableParallelism());
}

/** H and C of many series on the given number of threads, which have ended when it returns. */
export async function complexitiesOnCores(
  space: OrdinalSpace,
  rows: Float64Array,
  length: number,
  threads: number,
): Promise<RowComplexities> {
  if (threads === 1) return complexities(space, rows, length);
  const workers: Worker[] = [];
  const createWorker = () => {
    const worker = new Worker(new URL("dist/cli/entropy/rows.worker.js", packageFolder));
    worker.on("error", () => {}); // its blocks are done by this thread
    workers.push(worker);
    return worker;
  };
  try {
    return complexitiesOnThreads(space, rows, length, { threads, createWorker });
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
