import { afterEach, describe, expect, test, vi } from "vitest";
import { kernelInfo, plainKernels, ready, registerKernels } from "../../src/core/index.ts";
import { loadWasmKernels, wasmKernels } from "../../src/kernels/index.ts";
import { randomArray, relativeError } from "../support/arrays.ts";

const jets = { name: "plain", pending: false, relaxed: false, failure: null };

afterEach(() => {
  vi.unstubAllGlobals();
  registerKernels(plainKernels);
});

test("Node has the kernels at once", () => {
  registerKernels(loadWasmKernels());
  expect(kernelInfo()).toEqual({ name: "wasm", loading: false, failure: null, jets });
});

test("a browser that compiles no large module at once gets them when ready resolves", async () => {
  const { WebAssembly: real } = globalThis as typeof globalThis & { WebAssembly: { Module: object } };
  const Module = function refuse() {
    throw new RangeError("WebAssembly.Module is disallowed on the main thread");
  };
  vi.stubGlobal("WebAssembly", Object.assign(Object.create(real), { Module }));
  registerKernels(loadWasmKernels());
  expect(kernelInfo()).toMatchObject({ name: "plain", loading: true });
  await ready();
  expect(kernelInfo()).toEqual({ name: "wasm", loading: false, failure: null, jets });
});

test("a machine without WebAssembly keeps the plain kernels, and says why", async () => {
  vi.stubGlobal("WebAssembly", undefined);
  registerKernels(loadWasmKernels());
  await ready();
  expect(kernelInfo()).toEqual({
    name: "plain",
    loading: false,
    failure: "Error: this machine has no WebAssembly",
    jets,
  });
});

describe("without shared memory", () => {
  test("the kernels work in a memory of one thread", () => {
    vi.stubGlobal("SharedArrayBuffer", undefined);
    const kernels = wasmKernels();
    vi.unstubAllGlobals();
    const line: [Float64Array, Float64Array] = [kernels.allocate(600), kernels.allocate(600)];
    expect(line[0].buffer).toBeInstanceOf(ArrayBuffer);
    expect(line[0].byteOffset).toBeGreaterThan(0);
    line[0].set(randomArray(600, 1));
    line[1].set(randomArray(600, 2));
    const wanted: [Float64Array, Float64Array] = [line[0].slice(), line[1].slice()];
    kernels.fft(600).forward(...line);
    plainKernels.fft(600).forward(...wanted);
    expect(relativeError(line, wanted)).toBeLessThan(1e-14);
  });

  test("what has no room in it works outside", () => {
    vi.stubGlobal("SharedArrayBuffer", undefined);
    const kernels = wasmKernels();
    vi.unstubAllGlobals();
    const length = 2 ** 21;
    const large = Array.from({ length: 10 }, () => kernels.allocate(length));
    expect(large.some((array) => array.byteOffset === 0)).toBe(true);
    const [re, im] = large.slice(-2) as [Float64Array, Float64Array];
    re[3] = 1;
    kernels.fft(length).forward(re, im);
    kernels.fft(length).inverse(re, im);
    expect(relativeError([re, im], [re.map((_, j) => (j === 3 ? 1 : 0)), new Float64Array(length)])).toBeLessThan(
      1e-14,
    );
  });
});
