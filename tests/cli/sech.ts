import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** The compiled command line. */
export const main = fileURLToPath(new URL("../../dist/bundle/main.js", import.meta.url));

/** What a finished command left behind. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the command line without a terminal. */
export function start(args: readonly string[], cwd: string): ChildProcess {
  return spawn(process.execPath, [main, ...args], { cwd, stdio: ["ignore", "pipe", "pipe"] });
}

/** Runs the command line to its end. */
export function sech(args: readonly string[], cwd: string = temporary()): Promise<Finished> {
  return finished(start(args, cwd));
}

/** Waits for a started command. */
export function finished(child: ChildProcess): Promise<Finished> {
  let [stdout, stderr] = ["", ""];
  child.stdout?.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, stdout, stderr })));
}

/** A new empty directory, removed when the test is over. */
export function temporary(): string {
  const directory = mkdtempSync(join(tmpdir(), "sech-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
