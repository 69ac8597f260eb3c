import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Dataset } from "../../src/core/index.ts";
import { rng } from "../../src/core/index.ts";
import { readNetcdf } from "../../src/io/index.ts";
import { finished, main, sech, start, temporary } from "./sech.ts";

const quick = ["--quiet", "--set", "output.picture=false", "--set", "output.checkpointEvery=25"];

/** A run long enough to be killed in, with a file that is flushed many times. */
const long = ["nlse", "soliton", ...quick, "--set", "time.end=8", "--set", "time.snapshots=401"];

/** How many kills; the continuous integration asks for 50. */
const wanted = Number(process.env["SECH_KILLS"] ?? 8);

/** All of a file: values to the bit, and attributes but those that say when and how it was made. */
function content({ dimensions, variables, attributes }: Dataset): unknown {
  const { created: _created, history: _history, ...rest } = attributes;
  return {
    dimensions,
    rest,
    variables: Object.entries(variables).map(([name, { data }]) => [name, data.shape, data.data]),
  };
}

/** Kills a run after a moment, or lets it come to its end; says which. */
async function killedAfter(milliseconds: number, args: readonly string[], cwd: string): Promise<boolean> {
  const child = start(args, cwd);
  const timer = setTimeout(() => child.kill("SIGKILL"), milliseconds);
  const { code, stderr } = await finished(child);
  clearTimeout(timer);
  expect(stderr).toMatch(/^(soliton: there was no checkpoint in killed; the run began anew\n)?$/);
  return code === null;
}

test("no run is lost in many kills at random moments, and its file is that of a run without", {
  timeout: 400_000,
}, async () => {
  const at = temporary();
  const began = performance.now();
  const whole = await sech([...long, "--json", "--out", "whole"], at);
  const duration = performance.now() - began;
  expect(whole.code).toBe(0);
  const expected = content(await readNetcdf(join(at, "whole", "soliton.nc")));

  const draw = rng(5);
  for (let kills = 0; kills < wanted; ) {
    if (await killedAfter(draw.uniform() * duration, [...long, "--resume", "--out", "killed"], at)) kills += 1;
    else {
      expect(content(await readNetcdf(join(at, "killed", "soliton.nc")))).toEqual(expected);
      expect(readdirSync(join(at, "killed")).filter((name) => !name.endsWith(".nc") && !name.endsWith(".tmp"))).toEqual(
        [],
      );
    }
  }
  const { code, stdout } = await sech([...long, "--resume", "--json", "--out", "killed"], at);
  expect(code).toBe(0);
  expect(content(await readNetcdf(join(at, "killed", "soliton.nc")))).toEqual(expected);
  const report = (text: string) => ({ ...JSON.parse(text), wallSeconds: 0, resumedAt: 0, files: [] });
  expect(report(stdout)).toEqual(report(whole.stdout));
});

/** Runs until some steps are done and ends by a signal, which leaves a checkpoint. */
async function ended(signal: "SIGINT" | "SIGKILL", cwd: string, ...more: string[]): Promise<number | null> {
  const child = start([...long, "--out", "run", ...more], cwd);
  const file = join(cwd, "run", "soliton.checkpoint");
  while (!existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill(signal);
  return (await finished(child)).code;
}

test("a run killed after its first checkpoint goes on from there, not from the beginning", async () => {
  const at = temporary();
  expect(await ended("SIGKILL", at)).toBe(null);
  const { code, stdout } = await sech([...long, "--resume", "--json", "--out", "run"], at);
  expect(code).toBe(0);
  expect(JSON.parse(stdout).resumedAt).toBeGreaterThan(0);
});

test("an interrupted run goes on, with every method", { timeout: 120_000 }, async () => {
  for (const method of ["etd-adams", "dop853", "srkn14a"]) {
    const at = temporary();
    const chosen = ["--set", `method=${method}`, "--set", "tolerance.relative=1e-7"];
    expect(await ended("SIGINT", at, ...chosen)).toBe(130);
    const { code, stdout } = await sech([...long, ...chosen, "--resume", "--json", "--out", "run"], at);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).resumedAt).toBeGreaterThan(0);
    expect((await sech([...long, ...chosen, "--out", "whole"], at)).code).toBe(0);
    const [run, whole] = await Promise.all(["run", "whole"].map((name) => readNetcdf(join(at, name, "soliton.nc"))));
    expect(content(run as Dataset)).toEqual(content(whole as Dataset));
  }
});

test("a checkpoint of another configuration and a damaged one are refused, and the file stays", async () => {
  const at = temporary();
  expect(await ended("SIGINT", at)).toBe(130);
  const file = readFileSync(join(at, "run", "soliton.nc"));
  const checkpoint = join(at, "run", "soliton.checkpoint");
  const resume = [...long, "--resume", "--out", "run"];
  const other = await sech([...resume, "--set", "time.end=9"], at);
  expect(other).toMatchObject({ code: 2, stdout: "" });
  expect(other.stderr).toMatch(/belongs to another configuration \(time.end was 8, now 9\)/);
  expect((await sech([...resume, "--set", "output.checkpointEvery=false"], at)).stderr).toMatch(
    /--resume needs checkpoints/,
  );

  const bytes = readFileSync(checkpoint);
  const flipped = bytes.map((byte, i) => (i === bytes.length >> 1 ? byte ^ 1 : byte));
  for (const [damaged, why] of [
    [flipped, /its checksum does not match/],
    [bytes.subarray(0, 100), /its checksum does not match/],
    [bytes.subarray(0, 10), /its first line is not that of one/],
  ] as const) {
    writeFileSync(checkpoint, damaged);
    const { code, stderr } = await sech(resume, at);
    expect(code).toBe(2);
    expect(stderr).toMatch(why);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  }
  writeFileSync(checkpoint, bytes);
  truncateSync(join(at, "run", "soliton.rows"), 1000);
  expect((await sech(resume, at)).stderr).toMatch(/soliton.rows \(it has 0 of the \d+ rows/);
  expect(readFileSync(join(at, "run", "soliton.nc"))).toEqual(file);
});

test.runIf(process.platform === "linux")("a full disk is one line and leaves the rows flushed before", async () => {
  const at = temporary();
  const limited = (blocks: number, ...args: string[]) =>
    spawnSync("bash", ["-c", `ulimit -f ${blocks}; exec "$@"`, "bash", process.execPath, main, ...args], {
      cwd: at,
      encoding: "utf8",
    });
  const { status, stdout, stderr } = limited(2500, ...long, "--out", "run");
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/^sech: cannot write .*soliton.nc \(the disk is full.*\n$/);
  const { variables } = await readNetcdf(join(at, "run", "soliton.nc"));
  const rows = variables["mass"]?.data.data ?? new Float64Array(0);
  expect(rows.length).toBeGreaterThan(16);
  expect(rows.every((mass) => Math.abs(mass - 4) < 1e-9)).toBe(true);
  const { code } = await sech([...long, "--resume", "--out", "run"], at);
  expect(code).toBe(0);
  expect((await readNetcdf(join(at, "run", "soliton.nc"))).dimensions["t"]).toBe(401);

  const full = spawnSync("bash", ["-c", `exec "$@" > /dev/full`, "bash", process.execPath, main, ...long, "--json"], {
    cwd: at,
    encoding: "utf8",
  });
  expect(full.status).toBe(1);
  expect(full.stderr).toMatch(/^sech: cannot write the output: .*\n$/);
});
