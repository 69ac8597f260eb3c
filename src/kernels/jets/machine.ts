import { type JetMachine, type JetOptions, leastSquaresOn, type MakeLeastSquares } from "../../core/index.ts";
import { type WasmMemory, webAssembly } from "../webassembly.ts";
import { wasmArena } from "./arena.ts";
import { compileJets, hasRelaxed, instantiateJets, jetModule, maximumPages } from "./module.ts";
import type { PoolThread, ThreadPool } from "./pool.ts";
import { wasmPrimitives } from "./primitives.ts";
import type { Assignment } from "./protocol.ts";

/** Makes sums of squares on WASM, with threads from a pool; fails where the machine has no WebAssembly with SIMD. */
export async function wasmLeastSquares(pool: ThreadPool | null): Promise<MakeLeastSquares> {
  await compileJets();
  return (program, options) => leastSquaresOn(() => wasmMachine(options, pool), program);
}

/** A memory of one program, and the threads that work on it. */
function wasmMachine({ threads = 1, relaxed = false }: JetOptions, pool: ThreadPool | null): JetMachine {
  const memory = threads > 1 && pool !== null ? sharedMemory() : null;
  const helpers = memory === null || pool === null ? [] : pool.borrow(threads - 1);
  const home = memory ?? new (webAssembly().Memory)({ initial: 1, maximum: maximumPages });
  const fused = relaxed && hasRelaxed();
  const module = jetModule(fused, memory !== null);
  const arena = wasmArena(home);
  const exports = instantiateJets(home, module);
  const notes = [
    ...(relaxed && !fused ? ["this engine has no fused multiply-adds (relaxed SIMD): the strict module is used"] : []),
    ...(helpers.length < threads - 1 ? [`${1 + helpers.length} of ${threads} threads could be had`] : []),
  ];
  let lent: readonly PoolThread[] = helpers;
  let started = false;
  return {
    kernels: fused ? "wasm, relaxed" : "wasm",
    note: notes.length > 0 ? notes.join("; ") : null,
    threads: 1 + helpers.length,
    arena,
    base: Math.ceil(exports.heapBase() / 64) * 8,
    primitives: wasmPrimitives(exports, arena),
    start(program, plan) {
      started = true;
      helpers.forEach((helper, h) => {
        const assignment: Assignment = { kind: "assignment", memory: home, module, program, plan, thread: h + 1 };
        helper.post(assignment);
      });
    },
    run(what, own) {
      for (const helper of helpers) helper.begin(what);
      let total = own();
      for (const helper of helpers) total += helper.end();
      return total;
    },
    close() {
      if (started) {
        for (const helper of lent) helper.begin(0);
        for (const helper of lent) helper.end();
      }
      pool?.giveBack(lent);
      lent = [];
    },
  };
}

/** A memory that threads share, or null where the machine has none. */
function sharedMemory(): WasmMemory | null {
  if (typeof SharedArrayBuffer === "undefined") return null;
  try {
    return new (webAssembly().Memory)({ initial: 1, maximum: maximumPages, shared: true });
  } catch {
    return null;
  }
}
