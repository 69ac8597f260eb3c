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

/** What computes jets, and why nothing faster does. */
export interface JetInfo {
  readonly name: "plain" | "wasm";
  /** Why the last registration failed, or null. */
  readonly failure: string | null;
}

let load: (() => Promise<MakeLeastSquares>) | null = null;
let make: MakeLeastSquares | null = null;
let info: JetInfo = { name: "plain", failure: null };

/** Makes an implementation the default. It is loaded when `jetsReady` is first called, so that it costs no one else. */
export function registerJets(loader: () => Promise<MakeLeastSquares>): void {
  load = loader;
}

/** Loads the registered implementation; until then, and where it cannot run, the plain one is the default. */
export async function jetsReady(): Promise<JetInfo> {
  const loader = load;
  if (loader === null) return info;
  try {
    make = await loader();
    info = { name: "wasm", failure: null };
  } catch (reason) {
    info = { name: "plain", failure: String(reason) };
  }
  if (load === loader) load = null;
  return info;
}

/** What computes jets now. */
export function jetInfo(): JetInfo {
  return info;
}

/** The implementation that has been loaded, or null. */
export function loadedJets(): MakeLeastSquares | null {
  return make;
}
