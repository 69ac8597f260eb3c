// The bars of ordinal-pattern complexity against peers, in one run on one core: `taskset -c 0 npm run bench entropy`.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { entropy } from "sech";

const million = entropy.generators.noise({ length: 1_000_000, seed: 1 });
const folder = mkdtempSync(join(tmpdir(), "sech-bench-"));
const file = join(folder, "white.f64");
writeFileSync(file, new Uint8Array(million.buffer));

const peers = spawn("taskset", ["-c", "0", "/usr/bin/python3", "bench/entropy-peers.py", file], {
  stdio: ["pipe", "pipe", "inherit"],
  env: { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
});
const answers = createInterface(peers.stdout)[Symbol.asyncIterator]();
const answer = async () => String((await answers.next()).value);
console.log(`node ${process.version}, ${await answer()}`);

const median = (values: readonly number[]) => values.slice().sort((a, b) => a - b)[values.length >> 1] as number;

function timed(act: () => unknown): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}

async function peer(name: string, order: number): Promise<number> {
  peers.stdin.write(`${name} ${order}\n`);
  return Number((await answer()).split(" ")[0]);
}

const counters = { wasm: entropy.defaultCounter(), plain: entropy.plainCounter };
if (counters.wasm.name !== "wasm") throw new Error("the WASM counter is not at work");

console.log("\nwhole H, C call, white noise, 1e6 samples; ms, medians of alternating runs");
for (const order of [5, 6, 7]) {
  const space = entropy.ordinalPatterns({ order });
  const call = (counter: typeof counters.wasm) =>
    entropy.complexity(entropy.probabilities(space, million, { counter }));
  const cold = { wasm: timed(() => call(counters.wasm)), plain: timed(() => call(counters.plain)) };
  await peer("numba", order);
  const times: Record<"wasm" | "plain" | "numba" | "original", number[]> = {
    wasm: [],
    plain: [],
    numba: [],
    original: [],
  };
  for (let round = 0; round < 9; round++) {
    times.wasm.push(timed(() => call(counters.wasm)));
    times.numba.push(await peer("numba", order));
    times.plain.push(timed(() => call(counters.plain)));
    if (round % 3 === 0) times.original.push(await peer("original", order));
  }
  const [wasm, plain, numba, original] = [times.wasm, times.plain, times.numba, times.original].map(median) as [
    number,
    number,
    number,
    number,
  ];
  const best = Math.min(...times.wasm);
  console.log(
    `order ${order}: wasm ${wasm.toFixed(2)} (best ${best.toFixed(2)}, first ${cold.wasm.toFixed(1)}), plain ${plain.toFixed(2)}, ` +
      `numba ${numba.toFixed(2)} (best ${Math.min(...times.numba).toFixed(2)}), original ${original.toFixed(0)}; numba/wasm ${(numba / wasm).toFixed(2)}, ` +
      `original/wasm ${(original / wasm).toFixed(0)}, original/plain ${(original / plain).toFixed(0)}`,
  );
}
peers.stdin.end();
await once(peers, "close");
rmSync(folder, { recursive: true });

const repeated = (runs: number, act: () => unknown) => {
  act();
  const times = Array.from({ length: runs }, () => timed(act));
  return { median: median(times), best: Math.min(...times) };
};
const five = entropy.ordinalPatterns({ order: 5 });

{
  const H = new Float64Array(million.length);
  const C = new Float64Array(million.length);
  const { median: ms, best } = repeated(9, () => entropy.slidingComplexity(five, { window: 1000 }).push(million, H, C));
  console.log(`\nsliding H and C, order 5, window 1000: ${ms.toFixed(1)} ns/sample (best ${best.toFixed(1)}); bar 20`);
  const stream = entropy.slidingComplexity(five, { window: 1000 });
  for (let i = 0; i < 10; i++) stream.push(million, H, C);
  const alone = entropy.complexity(entropy.probabilities(five, million.slice(-1000)));
  const drift = Math.max(Math.abs(alone.H - (H.at(-1) as number)), Math.abs(alone.C - (C.at(-1) as number)));
  console.log(`drift after 1e7 samples: ${drift.toExponential(1)}; bar 1e-12`);
}
{
  const series = million.slice(0, 10_000);
  const delays = Array.from({ length: 99 }, (_, i) => i + 1);
  const { median: ms, best } = repeated(31, () => entropy.delaySweep(five, series, delays));
  console.log(`99 delays of 1e4 samples: ${ms.toFixed(2)} ms (best ${best.toFixed(2)}); bar 5`);
}
{
  const times = repeated(5, () => entropy.complexities(five, million, 1000));
  console.log(
    `1e6 series of 1000 samples: ${times.median.toFixed(2)} s by 1000 of them (best ${times.best.toFixed(2)}); bar 4`,
  );
}
{
  const long = new Float64Array(10_000_000);
  for (let i = 0; i < 10; i++) long.set(million, i * million.length);
  const before = process.memoryUsage().arrayBuffers;
  const { H } = entropy.complexity(entropy.probabilities(five, long));
  const grown = process.memoryUsage().arrayBuffers - before;
  const pages = 12 * 65536;
  console.log(
    `1e7 samples: H ${H.toFixed(6)}, array buffers grew by ${(grown / 1e3).toFixed(0)} kB, WASM ${pages / 1e3} kB; bar 1 MB`,
  );
}
