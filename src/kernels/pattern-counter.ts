import type { PatternCounter } from "../core/index.ts";
import { wasm } from "./generated/ordinal.ts";
import { type WasmGlobal, type WasmMemory, webAssembly } from "./webassembly.ts";

interface Exports {
  readonly memory: WasmMemory;
  readonly countsAddress: WasmGlobal;
  readonly samplesAddress: WasmGlobal;
  readonly capacity: WasmGlobal;
  count(length: number, order: number, delay: number, counts: number): number;
  finish(patterns: number, counts: number): void;
}

/** Samples a call of the module works on, where the delay is short: they stay in the cache. */
const preferredChunk = 16384;

/**
 * The WASM counter of ordinal patterns; it owns 768 kB, into which a series is copied piece by piece.
 *
 * Source of the idea that overlapping windows share their comparisons: V. A. Unakafova and K. Keller, Efficiently
 * measuring complexity on the basis of real-world data, Entropy 15 (2013) 4392–4415. The fields are described in
 * assembly/ordinal/step.ts.
 */
export function wasmPatternCounter(fallback: PatternCounter["count"]): PatternCounter {
  const bytes = Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0));
  const { Instance, Module } = webAssembly();
  const module = new Instance<Exports>(new Module(bytes)).exports;
  const { buffer } = module.memory;
  const counted = new Uint32Array(buffer, module.countsAddress.value, 40320);
  const capacity: number = module.capacity.value;
  const samples = new Float64Array(buffer, module.samplesAddress.value, capacity);

  return {
    name: "wasm",
    count(series, order, delay, counts) {
      const history = (order - 1) * delay;
      if (history > capacity / 2) return fallback(series, order, delay, counts);
      const chunk = Math.min(capacity - history, Math.max(preferredChunk, 8 * history));
      const part = counted.subarray(0, counts.length).fill(0);
      let finite = true;
      let pending = 0;
      const flush = () => {
        module.finish(counts.length, module.countsAddress.value);
        for (let i = 0; i < counts.length; i++) counts[i] = (counts[i] as number) + (part[i] as number);
        part.fill(0);
        pending = 0;
      };
      for (let start = 0; start + history < series.length && finite; start += chunk) {
        const length = Math.min(chunk + history, series.length - start);
        // A whole series is taken as it is: a view of it would be made in vain.
        samples.set(length === series.length ? series : series.subarray(start, start + length));
        finite =
          module.count(length, order, delay, module.countsAddress.value) !== 0 ||
          samples.subarray(0, length).every(Number.isFinite);
        pending += length;
        if (pending > 2 ** 31) flush();
      }
      flush();
      return finite;
    },
  };
}
