import { afterEach, expect, test } from "vitest";
import { denseKernels, denseReady, plainDense, registerDenseKernels } from "../../src/core/index.ts";
import { wasmDense } from "../../src/kernels/index.ts";

afterEach(() => registerDenseKernels(() => plainDense));

test("dense kernels are made at their first use, once", () => {
  let made = 0;
  registerDenseKernels(() => {
    made += 1;
    return wasmDense();
  });
  expect(made).toBe(0);
  expect(denseKernels().name).toBe("wasm");
  expect(denseKernels()).toBe(denseKernels());
  expect(made).toBe(1);
});

test("the plain ones are at work while others are promised, and where these fail", async () => {
  registerDenseKernels(async () => wasmDense());
  expect(denseKernels().name).toBe("plain");
  expect((await denseReady()).name).toBe("wasm");
  expect(denseKernels().name).toBe("wasm");
  registerDenseKernels(() => Promise.reject(new Error("no WebAssembly")));
  expect((await denseReady()).name).toBe("plain");
  registerDenseKernels(() => {
    throw new Error("no WebAssembly");
  });
  expect(denseKernels().name).toBe("plain");
});
