import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A program of another language that answers a line with a line. */
export interface Peer {
  readonly version: string;
  ask(question: string): Promise<number>;
  tell(question: string): Promise<string>;
  end(): void;
}

/** The distribution's own python3 with its numpy; another one on PATH can be ten times slower and proves nothing. */
const python = "/usr/bin/python3";

const threadLimits = (threads: number) => ({ OMP_NUM_THREADS: `${threads}`, OPENBLAS_NUM_THREADS: `${threads}` });

/** Starts Python on a program that prints its version first and then answers on standard output. */
export function pythonPeer(program: string, threads = 1): Promise<Peer> {
  return start(python, ["-u", "-c", program], threads);
}

/** Compiles a C program into build/ and starts it. */
export function cPeer(name: string, program: string, libraries: readonly string[]): Promise<Peer> {
  const folder = join("build", "bench");
  mkdirSync(folder, { recursive: true });
  const source = join(folder, `${name}.c`);
  writeFileSync(source, program);
  execFileSync("cc", ["-O2", "-o", join(folder, name), source, ...libraries]);
  return start(join(folder, name), []);
}

async function start(command: string, args: readonly string[], threads = 1): Promise<Peer> {
  const child = spawn(command, args, {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, ...threadLimits(threads) },
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async () => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error(`${command} ended before it answered`);
    return String(value);
  };
  const tell = (question: string) => {
    child.stdin.write(`${question}\n`);
    return line();
  };
  return {
    version: await line(),
    tell,
    ask: async (question) => Number(await tell(question)),
    end: () => child.stdin.end(),
  };
}
