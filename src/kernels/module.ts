import { memoryFlagAt, wasm } from "./generated/kernels.ts";
import { type WasmMemory, type WasmModule, webAssembly } from "./webassembly.ts";

/** The functions of assembly/kernels; arrays are addresses, lengths are in numbers. */
export interface WasmExports {
  heapBase(): number;
  evenLines(
    program: number,
    n: number,
    batch: number,
    re: number,
    im: number,
    outRe: number,
    outIm: number,
    factor: number,
    scratch: number,
  ): void;
  pairedLines(
    program: number,
    n: number,
    batch: number,
    re: number,
    im: number,
    outRe: number,
    outIm: number,
    factor: number,
    scratch: number,
  ): void;
  columns(
    program: number,
    n: number,
    stride: number,
    begin: number,
    end: number,
    re: number,
    im: number,
    factor: number,
    scratch: number,
  ): void;
  bluesteinLines(
    tables: number,
    n: number,
    padded: number,
    batch: number,
    re: number,
    im: number,
    outRe: number,
    outIm: number,
    factor: number,
    scratch: number,
  ): void;
  combine(base: number, vectors: number, weights: number, count: number, out: number, length: number): void;
  sumOfSquares(a: number, length: number): number;
  exponential(re: number, im: number, scale: number, outRe: number, outIm: number, length: number): void;
  multiply(
    factorRe: number,
    factorIm: number,
    re: number,
    im: number,
    outRe: number,
    outIm: number,
    length: number,
  ): void;
  cubic(gamma: number, re: number, im: number, length: number): void;
  rotateByIntensity(angle: number, re: number, im: number, length: number): void;
  pointwise(
    turns: number,
    value: number,
    program: number,
    n: number,
    u: number,
    out: number,
    before: number,
    beforeConjugate: number,
    after: number,
    afterConjugate: number,
    scratch: number,
  ): void;
  mirror(u: number, computed: number, n: number): void;
  predict(
    table: number,
    groups: number,
    pieces: number,
    extrapolation: number,
    most: number,
    vectors: number,
    rows: number,
    stride: number,
    first: number,
    v: number,
    out: number,
    extrapolated: number,
    n: number,
  ): void;
  correct(
    table: number,
    groups: number,
    pieces: number,
    slope: number,
    extrapolated: number,
    error: number,
    u: number,
    n: number,
  ): void;
  moments(y: number, exponential: number, count: number, out: number, n: number): void;
  multistepWeights(nodes: number, order: number, h: number, corrects: number, weights: number, ends: number): void;
  combineRows(
    weights: number,
    depth: number,
    rows: number,
    source: number,
    out: number,
    first: number,
    n: number,
    from: number,
    to: number,
  ): void;
  gradientSums(weights: number, alpha: number, beta: number, u: number, slope: number, n: number, sums: number): void;
  addGradients(weights: number, p: number, q: number, c: number, u: number, slope: number, n: number): void;
}

/** A module at work on a memory. */
export interface WasmInstance {
  readonly exports: WasmExports;
  readonly memory: WasmMemory;
  /** Whether the memory can be seen by other threads, and grow. */
  readonly shared: boolean;
  /** The bytes of the module, for other threads to work on the same memory. */
  readonly bytes: Uint8Array;
}

/** As in scripts/build-wasm.mjs. */
const maximumPages = 32_768;

/** What a memory that cannot grow starts with: 128 MiB. */
const fixedPages = 2048;

/** Compiles and starts the module; throws where the machine has no WebAssembly with SIMD. */
export function startModule(): WasmInstance {
  const memory = makeMemory(wasm, memoryFlagAt);
  return start(memory, new (webAssembly().Module)(memory.bytes));
}

/** The same without holding up the thread, for browsers that compile no module of this size at once. */
export async function startModuleLater(): Promise<WasmInstance> {
  const memory = makeMemory(wasm, memoryFlagAt);
  return start(memory, await webAssembly().compile(memory.bytes));
}

/** The functions of a module at work on a memory that another thread has made. */
export function instantiate(memory: WasmMemory, bytes: Uint8Array): WasmExports {
  const { Instance, Module } = webAssembly();
  return new Instance<WasmExports>(new Module(bytes), { env: { memory } }).exports;
}

type Prepared = Omit<WasmInstance, "exports">;

function start(prepared: Prepared, module: WasmModule): WasmInstance {
  const { Instance } = webAssembly();
  const { exports } = new Instance<WasmExports>(module, { env: { memory: prepared.memory } });
  return { ...prepared, exports };
}

/** A shared memory where the machine has them, and a module's bytes with the flag at `flagAt` to match. */
export function makeMemory(module: string, flagAt: number): Prepared {
  const bytes = Uint8Array.from(atob(module), (character) => character.charCodeAt(0));
  const { Memory } = webAssembly();
  if (typeof SharedArrayBuffer !== "undefined") {
    try {
      const memory = new Memory({ initial: 16, maximum: maximumPages, shared: true });
      bytes[flagAt] = 3;
      return { memory, shared: true, bytes };
    } catch {
      // Too little address space: go on with a memory of one thread.
    }
  }
  return { memory: new Memory({ initial: fixedPages, maximum: fixedPages }), shared: false, bytes };
}
