import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { periodicGrid, problems, spectral } from "sech";
import { expect, test } from "vitest";
import { plainKernels } from "../../src/core/index.ts";
import { wasmKernels } from "../../src/kernels/index.ts";
import { randomArray } from "../support/arrays.ts";

const inMemory = (array: Float64Array) => array.buffer instanceof SharedArrayBuffer;

test("arrays stay valid while the memory grows around them", () => {
  const kernels = wasmKernels();
  const first = kernels.allocate(1000);
  first.set(randomArray(1000, 1));
  const wanted = Array.from(first);
  const others = Array.from({ length: 100 }, () => kernels.allocate(100_000));
  expect(new Set([first, ...others].map((array) => array.buffer)).size).toBeGreaterThan(1);
  expect([first, ...others].every(inMemory)).toBe(true);
  expect(Array.from(first)).toEqual(wanted);
  const [re, im] = [first.subarray(0, 500), first.subarray(500)];
  kernels.fft(500).forward(re, im);
  kernels.fft(500).inverse(re, im);
  const error = first.map((value, i) => Math.abs(value - (wanted[i] as number)));
  expect(Math.max(...error)).toBeLessThan(1e-14);
});

test("an array that was given back makes room for the next of about its size, which is zeroed", () => {
  const kernels = wasmKernels();
  const first = kernels.allocate(1000).fill(7);
  const place = first.byteOffset;
  kernels.free(first);
  kernels.free(first);
  const second = kernels.allocate(995);
  expect(second.byteOffset).toBe(place);
  expect(second.every((value) => value === 0)).toBe(true);
  expect(kernels.allocate(1000).byteOffset).not.toBe(place);
});

test("arrays of other origin can be handed to free", () => {
  for (const kernels of [plainKernels, wasmKernels()]) expect(() => kernels.free(new Float64Array(3))).not.toThrow();
});

test("ten thousand integrations without a pause need the memory of one", () => {
  const kernels = wasmKernels();
  const system = spectral.discretise(
    problems.brightSoliton({ amplitude: 1, velocity: 0, position: 0 }),
    periodicGrid({ points: 256, length: 50 }),
    { kernels },
  );
  const run = () => spectral.integrate(system, [0, 1e-3], { method: "dop853", rtol: 1e-6, keep: false });
  run();
  const before = kernels.allocate(1);
  for (let i = 0; i < 10_000; i++) run();
  const after = kernels.allocate(1);
  expect(after.byteOffset - before.byteOffset).toBeLessThan(100_000);
});

test("arrays that were dropped come back after they have been collected", { retry: 2 }, async () => {
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc") as () => void;
  const kernels = wasmKernels();
  let highest = 0;
  for (let i = 0; i < 200; i++) {
    for (let j = 0; j < 20; j++) highest = Math.max(highest, kernels.allocate(10_000).byteOffset);
    gc();
    await new Promise((resolve) => setTimeout(resolve));
  }
  expect(highest).toBeLessThan((200 * 20 * 80_000) / 4);
});
