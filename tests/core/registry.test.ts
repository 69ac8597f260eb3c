import { afterEach, expect, test } from "vitest";
import {
  defaultKernels,
  type Kernels,
  kernelInfo,
  plainKernels,
  ready,
  registerKernels,
} from "../../src/core/index.ts";

const other = (): Kernels => ({ ...plainKernels, name: "wasm" });

afterEach(() => registerKernels(plainKernels));

test("the plain kernels are the default while none are registered", async () => {
  await ready();
  expect(defaultKernels()).toBe(plainKernels);
  expect(kernelInfo()).toEqual({ name: "plain", loading: false, failure: null });
});

test("registered kernels become the default at once", () => {
  const kernels = other();
  registerKernels(kernels);
  expect(defaultKernels()).toBe(kernels);
  expect(kernelInfo()).toEqual({ name: "wasm", loading: false, failure: null });
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
  expect(kernelInfo()).toEqual({ name: "plain", loading: true, failure: null });
  fulfil(kernels);
  await ready();
  expect(defaultKernels()).toBe(kernels);
  expect(kernelInfo()).toEqual({ name: "wasm", loading: false, failure: null });
});

test("kernels that fail to load leave the plain ones at work and say why", async () => {
  registerKernels(Promise.reject(new Error("no SIMD")));
  await ready();
  expect(defaultKernels()).toBe(plainKernels);
  expect(kernelInfo()).toEqual({ name: "plain", loading: false, failure: "Error: no SIMD" });
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
