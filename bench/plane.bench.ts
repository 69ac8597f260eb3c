// A transform of 512 × 512 points over two threads against one, in turn. It needs two free cores: the fastest tenth of
// the rounds is given beside the median, because a busy machine only adds.
import { Worker } from "node:worker_threads";
import { defaultKernels } from "sech";
import { machine, median, table } from "./timing.ts";

const [rows, columns, rounds] = [512, 512, 200];
const kernels = defaultKernels();
const entry = new URL("../../dist/kernels/plane.worker.js", import.meta.url);
const one = kernels.fft2(rows, columns);
const two = kernels.parallelFft2(rows, columns, () => new Worker(entry));
while (two.threads() < 2) await new Promise((resolve) => setTimeout(resolve, 5));

const plane = [kernels.allocate(rows * columns), kernels.allocate(rows * columns)] as const;
for (const part of plane) part.set(Array.from({ length: rows * columns }, () => Math.random() - 0.5));
const times = { one: [] as number[], two: [] as number[] };
for (let round = 0; round < rounds; round++) {
  times.one.push(pairOf(one));
  times.two.push(pairOf(two));
}
two.close();

const best = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length / 10] as number;
console.log(`${machine()}; milliseconds of one transform of ${rows} × ${columns}\n`);
table(
  ["", "one thread", "two threads", "ratio"],
  (
    [
      ["median", median],
      ["fastest tenth", best],
    ] as const
  ).map(([name, pick]) => [name, pick(times.one), pick(times.two), pick(times.one) / pick(times.two)]),
);

function pairOf(plan: typeof one): number {
  const start = performance.now();
  plan.forward(...plane);
  plan.inverse(...plane);
  return (performance.now() - start) / 2;
}
