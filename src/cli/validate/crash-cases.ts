import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rng } from "../../core/index.ts";
import { readNetcdf } from "../../io/index.ts";
import type { Case } from "./cases.ts";

/** A run long enough to be killed in, with a file that is flushed many times. */
const run = [
  ["nlse", "soliton", "--quiet"],
  ...["time.end=8", "time.snapshots=401", "output.picture=false", "output.checkpointEvery=25"].map((pair) => [
    "--set",
    pair,
  ]),
].flat();

interface Ended {
  /** Null where the process was killed. */
  readonly code: number | null;
  readonly stderr: string;
}

/**
 * What becomes of a run that is killed so many times at random moments, from the start of its process to its end, and of one
 * whose disk is full. Needs bash for the latter; about a second for every kill.
 */
export async function crashCases(kills: number, onProgress: (fraction: number) => void): Promise<Case[]> {
  const at = await mkdtemp(join(tmpdir(), "sech-crash-"));
  try {
    const began = performance.now();
    const whole = await ended(process.execPath, [...sech(), "--out", join(at, "whole")]);
    const duration = performance.now() - began;
    const draw = rng(5);
    let wrong = whole.code === 0 ? 0 : 1;
    for (let done = 0; done < kills; ) {
      const { code } = await ended(process.execPath, resumed(at), draw.uniform() * duration);
      if (code === null) done += 1;
      else if (code !== 0 || !(await same(at))) wrong += 1;
      onProgress(done / kills);
    }
    const { code } = await ended(process.execPath, resumed(at));
    if (code !== 0 || !(await same(at))) wrong += 1;
    const full = await fullDisk(at);
    const counted = (name: string, error: number): Case => ({ name, error, limit: 0, ok: error === 0 });
    return [
      counted(`${kills} kills at random moments: runs lost, refused or different from one without`, wrong),
      counted("full disk: exit code other than 1, more lines than one, or no readable file", full),
    ];
  } finally {
    await rm(at, { recursive: true, force: true });
  }
}

const sech = (): string[] => [process.argv[1] as string, ...run];
const resumed = (at: string): string[] => [...sech(), "--resume", "--out", join(at, "killed")];

function ended(command: string, args: readonly string[], killAfter?: number): Promise<Ended> {
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "pipe"] });
  const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfter);
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code, stderr });
    });
  });
}

/** Whether the files of both runs hold the same bits, and the same attributes but those that say when they were made. */
async function same(at: string): Promise<boolean> {
  const [whole, killed] = await Promise.all(
    ["whole", "killed"].map(async (name) => {
      const { dimensions, variables, attributes } = await readNetcdf(join(at, name, "soliton.nc"));
      const { created: _, history: __, ...kept } = attributes;
      const values = Object.entries(variables).map(([key, { data }]) => [key, bytesOf(data.data).toString("base64")]);
      return JSON.stringify([dimensions, kept, values]);
    }),
  );
  return whole === killed;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float64Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength);

/** How many of the promises about a full disk are broken. */
async function fullDisk(at: string): Promise<number> {
  const out = join(at, "full");
  const limited = ["-c", 'ulimit -f 2500; exec "$@"', "bash", process.execPath, ...sech(), "--out", out];
  const { code, stderr } = await ended("bash", limited);
  const rows = await readNetcdf(join(out, "soliton.nc")).then(
    ({ variables }) => variables["mass"]?.data.data ?? new Float64Array(0),
    () => new Float64Array(0),
  );
  const valid = rows.length > 16 && rows.every((mass) => Math.abs(mass - 4) < 1e-9);
  return Number(code !== 1) + Number(stderr.trim().split("\n").length !== 1) + Number(!valid);
}
