import { afterEach, expect, test } from "vitest";
import {
  defaultKernels,
  jetsReady,
  type Kernels,
  kernelInfo,
  plainKernels,
  plainLeastSquares,
  ready,
  registerJets,
  registerKernels,
} from "../../src/core/index.ts";

const jets = { name: "plain", pending: false, relaxed: false, failure: null };

const other = (): Kernels => ({ ...plainKernels, name: "wasm" });

afterEach(() => registerKernels(plainKernels));

test("the plain kernels are the default while none are registered", async () => {
  await ready();
  expect(defaultKernels()).toBe(plainKernels);
  expect(kernelInfo()).toEqual({ name: "plain", loading: false, failure: null, jets });
});

test("registered kernels become the default at once", () => {
  const kernels = other();
  registerKernels(kernels);
  expect(defaultKernels()).toBe(kernels);
  expect(kernelInfo()).toEqual({ name: "wasm", loading: false, failure: null, jets });
});

test("promised kernels become the default when ready resolves, and the plain ones work until then", async () => {
  const kernels = other();
  let fulfil = (_: Kernels) => {};
  registerKernels(
    new Promise<Kernels>((resolve) => {
      fulfil = resolve;
    }),
  );
  expect(defaultKernels()).toBe(plainKernels);
  expect(kernelInfo()).toEqual({ name: "plain", loading: true, failure: null, jets });
  fulfil(kernels);
  await ready();
  expect(defaultKernels()).toBe(kernels);
  expect(kernelInfo()).toEqual({ name: "wasm", loading: false, failure: null, jets });
});

test("kernels that fail to load leave the plain ones at work and say why", async () => {
  registerKernels(Promise.reject(new Error("no SIMD")));
  await ready();
  expect(defaultKernels()).toBe(plainKernels);
  expect(kernelInfo()).toEqual({ name: "plain", loading: false, failure: "Error: no SIMD", jets });
});

test("the last registration counts, even if an earlier one loads after it", async () => {
  const late = other();
  const last = other();
  let fulfil = (_: Kernels) => {};
  const promised = new Promise<Kernels>((resolve) => {
    fulfil = resolve;
  });
  registerKernels(promised);
  registerKernels(last);
  fulfil(late);
  await promised;
  await ready();
  expect(defaultKernels()).toBe(last);
});

test("the information tells what computes residuals: plain loops, SIMD, or SIMD that can fuse", async () => {
  registerJets(async () => Promise.reject(new Error("no SIMD")));
  expect(kernelInfo().jets).toEqual({ ...jets, pending: true });
  await jetsReady();
  expect(kernelInfo().jets).toEqual({ ...jets, failure: "Error: no SIMD" });
  registerJets(async () => ({ make: plainLeastSquares, relaxed: true }));
  await jetsReady();
  expect(kernelInfo().jets).toEqual({ name: "wasm", pending: false, relaxed: true, failure: null });
});
