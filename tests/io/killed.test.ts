import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tensor } from "../../src/core/index.ts";
import { readNetcdf } from "../../src/io/index.ts";
import { compileIo } from "./compiled.ts";
import { folder } from "./samples.ts";

/** Appends rows `n`, `n²`, … and reports each; then waits to be killed. */
const script = `
const [io, path, flushEvery, rows] = process.argv.slice(1);
const { createNetcdf } = await import(io);
const tensor = (shape) => ({ shape, strides: shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1)),
  data: new Float64Array(shape.reduce((a, b) => a * b, 1)) });
const variable = (...dimensions) => ({ dimensions, data: tensor(dimensions.map((d) => d === "t" ? 0 : 64)), units: "1", longName: "" });
const header = { dimensions: { t: 0, x: 64 }, variables: { t: variable("t"), u: variable("t", "x") }, attributes: {} };
const writer = await createNetcdf(path, header, { unlimited: "t", flushEvery: Number(flushEvery) });
for (let n = 0; n < Number(rows); n++) writer.append({ t: n, u: new Float64Array(64).fill(n * n) });
process.stdout.write("done");
setInterval(() => undefined, 1000);
`;

/** Runs the script, limited by a shell command first where one is given, until it says done or ends. */
function run(io: string, path: string, rows: number, limit = "true"): Promise<{ output: string; errors: string }> {
  const quoted = [process.execPath, "--input-type=module", "-e", script, io, path, "8", String(rows)];
  const command = quoted.map((part) => `'${part}'`).join(" ");
  return new Promise((done) => {
    const child = spawn("bash", ["-c", `${limit}; exec ${command}`]);
    let [output, errors] = ["", ""];
    child.stdout.on("data", (data) => {
      output += data;
      if (output === "done") child.kill("SIGKILL");
    });
    child.stderr.on("data", (data) => {
      errors += data;
    });
    child.on("close", () => done({ output, errors }));
  });
}

test("a process killed between flushes leaves a file with all flushed rows", { timeout: 60_000 }, async () => {
  const at = folder();
  const io = compileIo(join(at, "compiled"));
  const path = join(at, "killed.nc");
  expect(await run(io, path, 21)).toEqual({ output: "done", errors: "" });
  const { dimensions, variables } = await readNetcdf(path);
  expect(dimensions).toEqual({ t: 16, x: 64 });
  expect(variables["t"]?.data).toEqual(
    tensor(
      [16],
      Float64Array.from({ length: 16 }, (_, n) => n),
    ),
  );
  expect(variables["u"]?.data.data.every((value, i) => value === Math.floor(i / 64) ** 2)).toBe(true);
});

test.runIf(process.platform === "linux")(
  "a disk that fills up is one error, and printed nowhere",
  { timeout: 60_000 },
  async () => {
    const at = folder();
    const io = compileIo(join(at, "compiled"));
    const path = join(at, "full.nc");
    const { output, errors } = await run(io, path, 10_000, "ulimit -f 64");
    expect(output).toBe("");
    expect(errors).toMatch(/SechError: cannot write .*full.nc \(/);
    expect(errors).not.toContain("HDF5-DIAG");
    expect(readdirSync(at)).toEqual(["compiled", "full.nc"]);
  },
);
