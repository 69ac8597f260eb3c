import { type Arena, invalid } from "../../core/index.ts";
import type { WasmMemory } from "../webassembly.ts";
import { maximumPages, pageBytes } from "./module.ts";

/** The memory of a module as an arena. One that other threads use, too, may have grown behind its back. */
export function wasmArena(memory: WasmMemory): Arena {
  let numbers = new Float64Array(memory.buffer);
  return {
    get numbers() {
      return numbers;
    },
    ensure(length) {
      if (numbers.length >= length) return;
      const missing = Math.ceil((8 * length - bytesOf(memory)) / pageBytes);
      if (missing > 0) grow(memory, missing, length);
      numbers = new Float64Array(memory.buffer);
    },
  };
}

/** The present size; growing by nothing makes `buffer` tell what other threads have added. */
function bytesOf(memory: WasmMemory): number {
  memory.grow(0);
  return memory.buffer.byteLength;
}

function grow(memory: WasmMemory, pages: number, length: number): void {
  try {
    memory.grow(pages);
  } catch {
    throw invalid({
      what: "the points, parameters and matrices of a program must fit into its memory",
      got: `${Math.ceil((8 * length) / 2 ** 20)} MiB`,
      why: `there are ${(maximumPages * pageBytes) / 2 ** 20} MiB`,
      attempt: "fewer points, or an optimiser that does not form JᵀJ",
    });
  }
}
