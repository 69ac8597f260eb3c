import { exitCodes } from "./exit.ts";

/**
 * Does work that the first Ctrl-C, or SIGTERM, asks to stop: its signal aborts, and the process will end with the exit code
 * that belongs to the signal. A second one ends the process at once.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const stop = (signal: NodeJS.Signals) => {
    abort.abort();
    process.exitCode = signal === "SIGINT" ? exitCodes.interrupted : exitCodes.terminated;
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  try {
    return await work(abort.signal);
  } finally {
    process.removeListener("SIGINT", stop);
    process.removeListener("SIGTERM", stop);
  }
}
