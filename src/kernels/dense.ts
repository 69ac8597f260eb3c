import { type DenseKernels, type Matrix, plainDense, transposed } from "../core/index.ts";
import { memoryFlagAt, wasm } from "./generated/linear.ts";
import { heapOf } from "./heap.ts";
import { makeMemory } from "./module.ts";
import { reserve } from "./programs.ts";
import { type WasmMemory, type WasmModule, webAssembly } from "./webassembly.ts";

/** The functions of assembly/linear; matrices are addresses, strides are bytes. */
interface Exports {
  heapBase(): number;
  gemmScratch(): number;
  // biome-ignore format: one line a matrix
  gemm(
    m: number, n: number, k: number, alpha: number,
    a: number, ra: number, ca: number,
    b: number, rb: number, cb: number,
    c: number, rc: number,
    lower: boolean, scratch: number,
  ): void;
  rowsTimes(m: number, n: number, alpha: number, a: number, stride: number, x: number, y: number): void;
  columnsTimes(m: number, n: number, alpha: number, a: number, stride: number, x: number, y: number): void;
  factorBlock(n: number, a: number, stride: number): number;
  // biome-ignore format: one line a matrix
  solveBlock(
    n: number, upper: boolean, t: number, rt: number, ct: number,
    columns: number, b: number, rb: number, cb: number, scratch: number,
  ): void;
  reflectPanel(m: number, n: number, a: number, stride: number, tau: number, scratch: number): void;
  symmetricTimes(n: number, a: number, stride: number, x: number, y: number): void;
  // biome-ignore format: the arguments of one formula
  symmetricUpdate(
    n: number, scale: number, a: number, stride: number, u: number, v: number, uu: number, uv: number, vv: number,
  ): void;
  rotateRows(n: number, rows: number, stride: number, first: number, count: number, angles: number): void;
}

/** The dense kernels in WASM, on a memory of their own; throws where the machine has no WebAssembly with SIMD. */
export function wasmDense(): DenseKernels {
  const prepared = makeMemory(wasm, memoryFlagAt);
  return denseOn(prepared.memory, prepared.shared, new (webAssembly().Module)(prepared.bytes));
}

/** The same at once in Node, and promised in browsers, which compile no module of this size while the page waits. */
export function loadWasmDense(): DenseKernels | Promise<DenseKernels> {
  try {
    return wasmDense();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const prepared = makeMemory(wasm, memoryFlagAt);
    return webAssembly()
      .compile(prepared.bytes)
      .then((module) => denseOn(prepared.memory, prepared.shared, module));
  }
}

function denseOn(memory: WasmMemory, shared: boolean, module: WasmModule): DenseKernels {
  const { Instance } = webAssembly();
  const { exports } = new Instance<Exports>(module, { env: { memory } });
  const heap = heapOf(memory, exports.heapBase(), shared);
  const scratch = reserve(heap, exports.gemmScratch());
  /** A place of its own for numbers that a call brings along. */
  let guest: Guest = { address: 0, capacity: 0, numbers: new Float64Array(0) };
  const guestOf = (length: number) => {
    if (guest.capacity >= length) return guest;
    if (guest.capacity > 0) heap.give(guest.address, 8 * guest.capacity);
    const capacity = Math.max(1024, 2 * length);
    const address = reserve(heap, 8 * capacity);
    guest = { address, capacity, numbers: heap.numbers(address, capacity) };
    return guest;
  };
  /** The address of the first element, or −1 for an array that is not in the memory. */
  const place = (a: Matrix) => {
    const at = heap.address(a.data);
    return at < 0 ? -1 : at + 8 * a.offset;
  };

  return {
    name: "wasm",
    allocate: heap.allocate,
    free: heap.free,
    owns: (array) => heap.address(array) >= 0,
    multiplyAdd(alpha, a, b, c, part = "full") {
      const [x, y, z] = [place(a), place(b), place(c)];
      if (x < 0 || y < 0 || z < 0) return plainDense.multiplyAdd(alpha, a, b, c, part);
      if (c.rows === 0 || c.columns === 0 || a.columns === 0) return;
      const contiguous = b.rowStride === 1 && c.rowStride === 1;
      if (c.columns === 1 && contiguous && a.columnStride === 1)
        exports.rowsTimes(a.rows, a.columns, alpha, x, 8 * a.rowStride, y, z);
      else if (c.columns === 1 && contiguous && a.rowStride === 1)
        exports.columnsTimes(a.columns, a.rows, alpha, x, 8 * a.columnStride, y, z);
      else if (c.columnStride === 1)
        // biome-ignore format: one line a matrix
        exports.gemm(
          c.rows, c.columns, a.columns, alpha,
          x, 8 * a.rowStride, 8 * a.columnStride,
          y, 8 * b.rowStride, 8 * b.columnStride,
          z, 8 * c.rowStride,
          part === "lower", scratch,
        );
      else if (c.rowStride === 1 && part === "full")
        this.multiplyAdd(alpha, transposed(b), transposed(a), transposed(c));
      else plainDense.multiplyAdd(alpha, a, b, c, part);
    },
    factorBlock(a) {
      const at = place(a);
      return at < 0 ? plainDense.factorBlock(a) : exports.factorBlock(a.rows, at, 8 * a.rowStride);
    },
    solveBlock(t, triangle, b) {
      const [x, y] = [place(t), place(b)];
      if (x < 0 || y < 0) return plainDense.solveBlock(t, triangle, b);
      // biome-ignore format: one line a matrix
      exports.solveBlock(
        t.rows, triangle === "upper", x, 8 * t.rowStride, 8 * t.columnStride,
        b.columns, y, 8 * b.rowStride, 8 * b.columnStride, scratch,
      );
    },
    reflectPanel(a, tau) {
      const at = place(a);
      if (at < 0) return plainDense.reflectPanel(a, tau);
      const { address, numbers } = guestOf(a.columns);
      exports.reflectPanel(a.rows, a.columns, at, 8 * a.rowStride, address, scratch);
      tau.set(numbers.subarray(0, a.columns));
    },
    symmetricTimes(a, x, y) {
      const [at, from, to] = [place(a), heap.address(x), heap.address(y)];
      if (at < 0 || from < 0 || to < 0) plainDense.symmetricTimes(a, x, y);
      else exports.symmetricTimes(a.rows, at, 8 * a.rowStride, from, to);
    },
    symmetricUpdate(scale, a, u, v, uu, uv, vv) {
      const [at, first, second] = [place(a), heap.address(u), heap.address(v)];
      if (at < 0 || first < 0 || second < 0) plainDense.symmetricUpdate(scale, a, u, v, uu, uv, vv);
      else exports.symmetricUpdate(a.rows, scale, at, 8 * a.rowStride, first, second, uu, uv, vv);
    },
    rotateRows(a, first, count, angles) {
      const at = place(a);
      if (at < 0) return plainDense.rotateRows(a, first, count, angles);
      const { address, numbers } = guestOf(2 * count);
      numbers.set(angles.subarray(0, 2 * count));
      exports.rotateRows(a.columns, at, 8 * a.rowStride, first, count, address);
    },
  };
}

interface Guest {
  readonly address: number;
  readonly capacity: number;
  readonly numbers: Float64Array;
}
