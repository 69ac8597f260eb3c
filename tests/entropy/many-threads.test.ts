import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { entropy } from "sech";
import { afterAll, expect, test } from "vitest";

const entry = fileURLToPath(new URL("../../dist/cli/entropy/rows.worker.js", import.meta.url));
const workers: Worker[] = [];
const createWorker = () => {
  const worker = new Worker(entry);
  workers.push(worker);
  return worker;
};
afterAll(() => Promise.all(workers.map((worker) => worker.terminate())));

const space = entropy.ordinalPatterns({ order: 4 });
const length = 500;
const rows = entropy.generators.noise({ length: 20_000 * length, seed: 3 }).map((x) => Math.round(8 * x));
const alone = entropy.complexities(space, rows, length);

test("three threads give what one gives, to the bit, for every rule of ties", () => {
  expect(entropy.complexitiesOnThreads(space, rows, length, { threads: 3, createWorker })).toEqual(alone);
  const some = rows.subarray(0, 5000 * length);
  const random = { ...space, ties: "random", seed: 5 } as const;
  expect(entropy.complexitiesOnThreads(random, some, length, { threads: 2, createWorker })).toEqual(
    entropy.complexities(random, some, length),
  );
});

test("a worker alone does a whole task like this thread", () => {
  const shared = (count: number) => new Float64Array(new SharedArrayBuffer(8 * count));
  const [H, C, patterns] = [shared(20_000), shared(20_000), shared(20_000)];
  const words = new Int32Array(new SharedArrayBuffer(32));
  const copy = shared(rows.length);
  copy.set(rows);
  createWorker().postMessage({
    space,
    rows: copy,
    length,
    block: 3000,
    H,
    C,
    patterns,
    words,
  } satisfies entropy.RowsTask);
  for (let at = 1; at <= 7; at++) if (Atomics.load(words, at) === 0) Atomics.wait(words, at, 0, 20_000);
  expect([...words.subarray(1)]).toEqual(new Array(7).fill(1));
  expect({ H: H.slice(), C: C.slice(), patterns: patterns.slice() }).toEqual(alone);
});

test("the other threads take part: with them, this one does not do all blocks", () => {
  const own: Float64Array[] = [];
  let done: Int32Array | null = null;
  const worker = () => {
    const one = createWorker();
    return {
      postMessage(task: object) {
        done = (task as entropy.RowsTask).words.subarray(1);
        one.postMessage(task);
      },
    };
  };
  const counting = {
    name: "plain" as const,
    count(...args: Parameters<typeof entropy.plainCounter.count>) {
      // Its first block waits until the worker has done one of the others.
      for (let turns = 0; own.length === 0 && turns < 2000; turns++) {
        if (done?.every((word) => word === 0)) Atomics.wait(done, 1, 0, 10);
      }
      own.push(args[0]);
      return entropy.plainCounter.count(...args);
    },
  };
  const found = entropy.complexitiesOnThreads(space, rows, length, {
    threads: 2,
    createWorker: worker,
    counter: counting,
  });
  expect(found).toEqual(alone);
  expect(own.length).toBeLessThan(20_000);
});

test("threads that never answer are done without", () => {
  const silent = () => ({
    postMessage(task: object) {
      Atomics.add((task as entropy.RowsTask).words, 0, 1); // takes a block and is never seen again
    },
  });
  expect(entropy.complexitiesOnThreads(space, rows, length, { threads: 2, createWorker: silent })).toEqual(alone);
});

test("the error names the first sample at fault, as on one thread", () => {
  const broken = rows.slice();
  broken[7_654_321] = Number.NaN;
  broken[9_000_000] = Number.NaN;
  expect(() => entropy.complexitiesOnThreads(space, broken, length, { threads: 2, createWorker })).toThrow(
    /sample 7654321 is not/,
  );
  expect(() => entropy.complexitiesOnThreads(space, rows, 0, { threads: 2, createWorker })).toThrow(
    /at least 4 samples/,
  );
});
