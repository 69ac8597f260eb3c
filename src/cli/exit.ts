import { SechError } from "../core/index.ts";

/** Exit codes: success, the run failed, bad usage or input, interrupted. */
export const exitCodes = { success: 0, failure: 1, usage: 2, interrupted: 130, terminated: 143 } as const;

/** One line for an error, and the exit code that belongs to it. */
export function explain(error: unknown): { readonly line: string; readonly code: number } {
  if (error instanceof SechError) {
    return { line: error.message, code: error.code === "disk-full" ? exitCodes.failure : exitCodes.usage };
  }
  if (error instanceof Error && error.name === "YError") return { line: error.message, code: exitCodes.usage };
  const line = error instanceof Error ? error.message : String(error);
  return { line: `internal error: ${line.split("\n")[0]}`, code: exitCodes.failure };
}
