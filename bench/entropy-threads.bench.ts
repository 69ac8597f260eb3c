// Many series on one thread and on all cores: `npm run bench entropy-threads`; needs 4 GB.
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { entropy } from "sech";

const length = 1000;
const series = 500_000;
const space = entropy.ordinalPatterns({ order: 5 });
const rows = new Float64Array(new SharedArrayBuffer(8 * series * length));
const noise = entropy.generators.noise({ length: 1_000_000, seed: 1 });
for (let at = 0; at < rows.length; at += noise.length) rows.set(noise, at);

const started: Worker[] = [];
const createWorker = () => {
  const worker = new Worker(new URL("../../dist/cli/entropy/rows.worker.js", import.meta.url));
  started.push(worker);
  return worker;
};
const results = new Map<number, entropy.ManyComplexities>();
for (let round = 0; round < 3; round++) {
  for (const threads of new Set([1, availableParallelism()])) {
    const start = performance.now();
    results.set(threads, entropy.complexitiesOnThreads(space, rows, length, { threads, createWorker }));
    const seconds = (performance.now() - start) / 1e3;
    await Promise.all(started.splice(0).map((worker) => worker.terminate()));
    console.log(
      `${series} series of ${length} samples, ${threads} threads, their start included: ${seconds.toFixed(3)} s`,
    );
  }
}
const [one, all] = [...results.values()].map(({ H, C }) => [...H, ...C]);
console.log(`equal to the bit: ${(one ?? []).every((value, i) => value === (all ?? one)?.[i])}`);
