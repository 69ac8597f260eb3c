import type { ResidualObjective } from "./objective.ts";
import type { ResidualProgram } from "./program.ts";

/** How a sum of squares is computed. */
export interface JetOptions {
  /** Threads, this one included; fewer where threads cannot share memory. @defaultValue 1 */
  readonly threads?: number;
  /**
   * Fused multiply-adds where the machine has them: faster, and rounded otherwise than without.
   *
   * @defaultValue false
   */
  readonly relaxed?: boolean;
}

/** Makes sums of squares of programs. */
export type MakeLeastSquares = (program: ResidualProgram, options: JetOptions) => ResidualObjective;

/** An implementation as it is registered. */
export interface JetImplementation {
  readonly make: MakeLeastSquares;
  /** Whether it has fused multiply-adds for who asks for them. */
  readonly relaxed: boolean;
}

/** What computes jets, and why nothing faster does. */
export interface JetInfo {
  /** Plain loops, or SIMD. */
  readonly name: "plain" | "wasm";
  /** Whether another implementation waits to be loaded by `jetsReady`, as `train` does. */
  readonly pending: boolean;
  /** Whether `relaxed: true` gives fused multiply-adds here; an objective says in `kernels` what it has got. */
  readonly relaxed: boolean;
  /** Why the last registration failed, or null. */
  readonly failure: string | null;
}

let load: (() => Promise<JetImplementation>) | null = null;
let make: MakeLeastSquares | null = null;
let info: Omit<JetInfo, "pending"> = { name: "plain", relaxed: false, failure: null };

/** Makes an implementation the default. It is loaded when `jetsReady` is first called, so that it costs no one else. */
export function registerJets(loader: () => Promise<JetImplementation>): void {
  load = loader;
}

/** Loads the registered implementation; until then, and where it cannot run, the plain one is the default. */
export async function jetsReady(): Promise<JetInfo> {
  const loader = load;
  if (loader === null) return jetInfo();
  try {
    const loaded = await loader();
    make = loaded.make;
    info = { name: "wasm", relaxed: loaded.relaxed, failure: null };
  } catch (reason) {
    info = { name: "plain", relaxed: false, failure: String(reason) };
  }
  if (load === loader) load = null;
  return jetInfo();
}

/** What computes jets now. */
export function jetInfo(): JetInfo {
  return { ...info, pending: load !== null };
}

/** The implementation that has been loaded, or null. */
export function loadedJets(): MakeLeastSquares | null {
  return make;
}
