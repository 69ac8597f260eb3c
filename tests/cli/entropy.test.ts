import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { entropy, tensor } from "sech";
import { describe, expect, test } from "vitest";
import { readNetcdf, writeNetcdf } from "../../src/io/index.ts";
import { sech, temporary } from "./sech.ts";

const series = entropy.generators.logistic({ length: 5000 });
const wanted = entropy.complexity(entropy.probabilities(entropy.ordinalPatterns({ order: 5 }), series));

/** A .npy file of float64. */
function npy(shape: readonly number[], data: Float64Array): Uint8Array {
  const text = `{'descr': '<f8', 'fortran_order': False, 'shape': (${shape.join(", ")},), }`.padEnd(117).concat("\n");
  const head = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0);
  return new Uint8Array(Buffer.concat([head, Buffer.from(text), new Uint8Array(data.buffer)]));
}

describe("sech entropy", () => {
  test("prints one JSON document with every promised key, for a generator", async () => {
    const { code, stdout } = await sech(["entropy", "logistic", "--json", "--set", "generator.length=5000"]);
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as Record<string, unknown>;
    expect(report).toMatchObject({
      order: 5,
      delay: 1,
      length: 5000,
      windows: 4996,
      patterns: 31,
      ...wanted,
      zone: "complex",
    });
    expect(report).toMatchObject({
      bounds: { min: expect.any(Number), max: expect.any(Number) },
      interval: { H: { low: expect.any(Number) }, C: { high: expect.any(Number) } },
      sampling: { tNat: expect.any(Number), tPattern: expect.any(Number), delay: expect.any(Number) },
      files: [],
    });
  });

  test("reads the same series from CSV, NPY, raw float64 and netCDF", async () => {
    const directory = temporary();
    const two = new Float64Array(10_000);
    series.forEach((x, i) => {
      two[2 * i] = i;
      two[2 * i + 1] = x;
    });
    writeFileSync(join(directory, "a.csv"), `t,x\n${[...series].map((x, i) => `${i},${x}`).join("\n")}\n`);
    writeFileSync(join(directory, "a.npy"), npy([5000], series));
    writeFileSync(join(directory, "b.npy"), npy([5000, 2], two));
    writeFileSync(join(directory, "a.f64"), new Uint8Array(series.buffer));
    const variable = { dimensions: ["t", "k"], data: tensor([5000, 2], two), units: "1", longName: "x" };
    await writeNetcdf(join(directory, "a.nc"), {
      dimensions: { t: 5000, k: 2 },
      variables: { u: variable },
      attributes: {},
    });
    for (const args of [
      ["a.csv", "--column", "x"],
      ["a.npy"],
      ["b.npy", "--column", "1"],
      ["a.f64"],
      ["a.nc", "--column", "u[:,1]"],
    ]) {
      const { code, stdout } = await sech(["entropy", ...args, "--json"], directory);
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ length: 5000, ...wanted });
    }
  });

  test("leaves pictures and the sliding window, and a Parquet table for many series", async () => {
    const directory = temporary();
    const one = await sech(["entropy", "logistic", "--json", "--out", "o", "--set", "window=500"], directory);
    expect((JSON.parse(one.stdout) as { files: string[] }).files).toEqual([
      "o/logistic-plane.png",
      "o/logistic-delays.png",
      "o/logistic-sliding.nc",
    ]);
    expect((await readNetcdf(join(directory, "o/logistic-sliding.nc"))).dimensions).toEqual({ t: 9501 });
    writeFileSync(join(directory, "many.npy"), npy([10, 500], series));
    const many = await sech(["entropy", "many.npy", "--json", "--out", "o"], directory);
    expect(JSON.parse(many.stdout)).toMatchObject({
      series: 10,
      length: 500,
      files: ["o/many.npy.parquet", "o/many.npy-plane.png"],
    });
  });

  test("gives the same table on two threads as on one", async () => {
    const directory = temporary();
    const rows = entropy.generators.noise({ length: 3_000_000, seed: 2 });
    writeFileSync(join(directory, "many.npy"), npy([3000, 1000], rows));
    const run = async (threads: number) => {
      const { stdout } = await sech(["entropy", "many.npy", "--json", "--threads", String(threads)], directory);
      return JSON.parse(stdout) as Record<string, unknown>;
    };
    const one = await run(1);
    expect(one).toMatchObject({ series: 3000, threads: 1 });
    expect(await run(2)).toEqual({ ...one, threads: 2 });
  });

  test("list tells its generators, and the JSON Schema of its configuration", async () => {
    const { stdout } = await sech(["list", "--json"]);
    const { entropy: part } = JSON.parse(stdout) as {
      entropy: { generators: string[]; schema: { properties: Record<string, { maximum?: number }> } };
    };
    expect(part.generators).toContain("lorenz");
    expect(part.schema.properties["order"]).toMatchObject({ minimum: 2, maximum: 8, default: 5 });
    expect(Object.keys(part.schema.properties)).toEqual(expect.arrayContaining(["delay", "ties", "threads", "output"]));
  });

  test("refuses bad input with one line and exit code 2", async () => {
    const directory = temporary();
    const files: Readonly<Record<string, string>> = {
      "empty.csv": "",
      "text.csv": "x\n1\n2\nthree\n4\n",
      "short.csv": "1\n2\n3\n",
      "nan.csv": `x\n${"nan\n".repeat(50)}`,
      "inf.csv": `x\n${"1\n2\n".repeat(20)}inf\n`,
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [["empty.csv"], /holds no values/],
      [["text.csv"], /line 4 has "three"/],
      [["short.csv"], /at least 5 samples/],
      [["nan.csv"], /sample 0 is not/],
      [["inf.csv"], /sample 40 is not/],
      [["text.csv", "--column", "y"], /no column "y"/],
      [["logistic", "--delay", "0"], /delay/],
      [["logistic", "--order", "9"], /order/],
      [["nothing"], /neither a file nor a generator/],
      [["constructor"], /neither a file nor a generator/],
      [["lorenz", "--set", "generator.series=constructor"], /unknown series of the generator/],
      [["/dev/null"], /is no file/],
      [["logistic", "--set", "window=20000"], /must not be longer than the series/],
      [["logistic", "--set", "window=4"], /window must be/],
      [["logistic", "--set", "generator.rho=3"], /logistic has no option, got "rho"; try generator.length/],
      [["orbit", "--set", "generator.potential.kind=cube"], /potential.kind must be/],
      [["lorenz", "--set", "generator.start=3"], /must not be empty/],
      [["double-pendulum", "--set", "generator.rods=3"], /of the right kind/],
      [[], /needs a file or a generator/],
    ];
    for (const [args, message] of cases) {
      const { code, stderr } = await sech(["entropy", ...args], directory);
      expect(stderr).toMatch(message);
      expect(stderr.trim().split("\n").length).toBe(1);
      expect(code).toBe(2);
    }
    writeFileSync(join(directory, "constant.csv"), "5\n".repeat(100));
    const { code, stdout } = await sech(["entropy", "constant.csv", "--json"], directory);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ H: 0, C: 0, patterns: 1 });
    expect(JSON.parse(stdout).warnings).toEqual([expect.stringContaining("96 windows are few for order 5")]);
  });
});
