import type { Plan, ResidualProgram } from "../../core/index.ts";
import { waitFor } from "../parallel-protocol.ts";
import type { WasmMemory, WasmModule } from "../webassembly.ts";

/** What one thread and its caller share for life: 32-bit words, and the number that a job gives. */
export interface Control {
  readonly words: Int32Array;
  readonly value: Float64Array;
}

/** `job` and `done` count jobs; `command` is 0 where the thread shall leave the program; `failed` is 1 where one threw. */
export const at = { ready: 0, job: 1, done: 2, command: 3, failed: 4 } as const;

export function controlOf(buffer: SharedArrayBuffer): Control {
  return { words: new Int32Array(buffer, 0, 8), value: new Float64Array(buffer, 32, 1) };
}

export const controlBytes = 64;

/** The first message to a thread. */
export interface Greeting {
  readonly kind: "greeting";
  readonly control: SharedArrayBuffer;
}

/** A program to serve until it is told to leave it. */
export interface Assignment {
  readonly kind: "assignment";
  readonly memory: WasmMemory;
  readonly module: WasmModule;
  readonly program: ResidualProgram;
  readonly plan: Plan;
  readonly thread: number;
}

/** Waits for the end of a thread's job. */
export function awaitDone({ words }: Control, job: number): void {
  waitFor(words, at.done, job);
  if (Atomics.load(words, at.failed) === 1) throw new Error("a thread of the pool failed");
}
