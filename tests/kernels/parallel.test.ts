import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countingKernels, type HelperThread, type Kernels, periodicGrid } from "../../src/core/index.ts";
import { wasmKernels } from "../../src/kernels/index.ts";
import { waitFor } from "../../src/kernels/parallel-protocol.ts";
import * as spectral from "../../src/spectral/index.ts";
import { compileSource } from "../io/compiled.ts";
import { randomArray } from "../support/arrays.ts";
import { implementations } from "../support/kernels.ts";

type Complex = [Float64Array, Float64Array];

let folder = "";
const workers: Worker[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sech-parallel-"));
  compileSource(folder, ["core", "kernels"]);
});

afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.terminate()));
  rmSync(folder, { recursive: true, force: true });
});

function startWorker(): HelperThread {
  const worker = new Worker(join(folder, "kernels", "plane.worker.js"));
  workers.push(worker);
  return worker;
}

function plane(kernels: Kernels, size: number): Complex {
  const parts = [kernels.allocate(size), kernels.allocate(size)] as Complex;
  parts[0].set(randomArray(size, 1));
  parts[1].set(randomArray(size, 2));
  return parts;
}

test.each([
  [64, 64],
  [48, 100],
  [27, 45],
])("two threads transform %i × %i points to the bit as one does", async (rows, columns) => {
  const kernels = wasmKernels();
  const parallel = kernels.parallelFft2(rows, columns, startWorker);
  await expect.poll(() => parallel.threads(), { timeout: 20_000 }).toBe(2);
  const got = plane(kernels, rows * columns);
  const wanted = plane(kernels, rows * columns);
  const out = plane(kernels, rows * columns);
  for (let round = 0; round < 20; round++) {
    for (const direction of ["forward", "inverse"] as const) {
      parallel[direction](...got, ...out);
      parallel[direction](...got);
      kernels.fft2(rows, columns)[direction](...wanted);
      expect(got).toEqual(wanted);
      expect(out).toEqual(wanted);
    }
  }
  parallel.close();
  expect(parallel.threads()).toBe(1);
  parallel.forward(...got);
  kernels.fft2(rows, columns).forward(...wanted);
  expect(got).toEqual(wanted);
});

test("a plane is integrated on two threads to the bit as on one", async () => {
  const kernels = wasmKernels();
  const plan = kernels.parallelFft2(32, 64, startWorker);
  await expect.poll(() => plan.threads(), { timeout: 20_000 }).toBe(2);
  const grids = { x: periodicGrid({ points: 64, length: 16 }), y: periodicGrid({ points: 32, length: 12 }) };
  const initial = (x: number, y: number) => [Math.exp(-(x * x) - y * y), 0] as const;
  const [alone, together] = [kernels, { ...kernels, fft2: () => plan }].map((used) => {
    const system = spectral.discretisePlane({ initial }, grids, { kernels: used });
    return spectral.integratePlane(system, [0, 1], { rtol: 1e-6 }).end;
  });
  plan.close();
  expect(together).toEqual(alone);
});

test.each(implementations)("the $name kernels go on with one thread while there is no second", (kernels) => {
  const silent: HelperThread = { postMessage() {} };
  for (const [rows, columns] of [
    [32, 32],
    [14, 40],
    [1, 1],
  ] as const) {
    const parallel = kernels.parallelFft2(rows, columns, () => silent);
    expect(parallel.threads()).toBe(1);
    const got = plane(kernels, rows * columns);
    const wanted = plane(kernels, rows * columns);
    parallel.forward(...got);
    kernels.fft2(rows, columns).forward(...wanted);
    expect(got).toEqual(wanted);
  }
});

test("a parallel transform is counted like one of a single thread", () => {
  const { kernels, count } = countingKernels(wasmKernels());
  const parallel = kernels.parallelFft2(16, 32, () => ({ postMessage() {} }));
  parallel.forward(...plane(kernels, 512));
  expect(count()).toBe(48);
});

test("a second thread that does not answer is an error, not a wait without end", () => {
  const words = new Int32Array(new SharedArrayBuffer(16));
  expect(() => waitFor(words, 2, 1, 300)).toThrow(/second thread of a transform does not answer/);
  expect(waitFor(words, 2, 0, 300)).toBe(0);
});
