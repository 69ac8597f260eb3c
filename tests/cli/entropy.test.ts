import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
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
      "o/logistic-delays.csv",
      "o/logistic-delays.png",
      "o/logistic-sliding.nc",
    ]);
    expect((await readNetcdf(join(directory, "o/logistic-sliding.nc"))).dimensions).toEqual({ t: 9501 });
    const [head, first] = readFileSync(join(directory, "o/logistic-delays.csv"), "utf8").split("\n");
    expect(head).toBe("delay,H,C");
    const chaos = entropy.generators.logistic({ length: 10_000 });
    const { H, C } = entropy.complexity(entropy.probabilities(entropy.ordinalPatterns({ order: 5 }), chaos));
    expect(first?.split(",").map(Number)).toEqual([1, H, C]);
  });

  test("analyses many series one by one, notes those that cannot be, and leaves all in a Parquet table", async () => {
    const directory = temporary();
    const length = 1000;
    const rows = new Float64Array(4 * length);
    rows.set(entropy.generators.logistic({ length }), 0);
    rows.fill(Number.NaN, length, 2 * length);
    rows.set(entropy.generators.noise({ length, seed: 1 }), 2 * length);
    rows.set(entropy.generators.sine({ period: 30 * Math.SQRT2, length }), 3 * length);
    writeFileSync(join(directory, "many.npy"), npy([4, length], rows));
    const run = async (...args: string[]) => {
      const { code, stdout } = await sech(["entropy", "many.npy", "--json", "--out", "o", ...args], directory);
      expect(code).toBe(0);
      return JSON.parse(stdout) as {
        readonly rows: readonly Readonly<Record<string, unknown>>[];
        readonly warnings: readonly string[];
        readonly files: readonly string[];
        readonly zones: Readonly<Record<string, number>>;
      };
    };
    const report = await run();
    expect(report).toMatchObject({ series: 4, length, files: ["o/many.npy.parquet", "o/many.npy-plane.png"] });
    expect(report.warnings[0]).toMatch(/1 of 4 series could not be analysed/);
    expect(report.zones).toMatchObject({ complex: 1, stochastic: 1 });
    const space = entropy.ordinalPatterns({ order: 5 });
    for (const [i, row] of report.rows.entries()) {
      if (i === 1) {
        expect(row).toMatchObject({ series: 1, H: null, C: null, zone: null, interval: null, sampling: null });
        expect(row["note"]).toMatch(/sample 0 is not/);
        continue;
      }
      const own = rows.subarray(i * length, (i + 1) * length);
      const pmf = entropy.probabilities(space, own);
      const { H, C } = entropy.complexity(pmf);
      const [min, max] = entropy.complexityBounds(space, H);
      const { low, high } = entropy.intervals(space, own).H ?? { low: Number.NaN, high: Number.NaN };
      expect(row).toMatchObject({ windows: 996, patterns: pmf.p.filter((p) => p > 0).length, delay: 1, note: null });
      expect(row["H"]).toBeCloseTo(H, 12);
      expect(row["C"]).toBeCloseTo(C, 12);
      expect(row).toMatchObject({ bounds: { min: expect.closeTo(min, 9), max: expect.closeTo(max, 9) } });
      expect(row).toMatchObject({ zone: entropy.classify(space, own).zone, interval: { H: { low, high } } });
    }
    const table = await parquetReadObjects({ file: await asyncBufferFromFile(join(directory, "o/many.npy.parquet")) });
    expect(table.map(({ series }) => series)).toEqual([0, 1, 2, 3]);
    for (const [i, row] of table.entries()) {
      for (const key of ["H", "C", "windows", "patterns", "delay", "zone", "confidence", "note"]) {
        expect(row[key] ?? null).toEqual(report.rows[i]?.[key]);
      }
    }
    // Each series has its own best delay.
    const auto = await run("--delay", "auto");
    expect(auto.rows.map(({ delay }) => delay)).toEqual([1, null, 1, 4]);
    expect(auto.zones).toMatchObject({ periodic: 1 });
  });

  test("takes many series along any axis of a netCDF variable", async () => {
    const directory = temporary();
    const data = Float64Array.from({ length: 600 * 2 * 2 }, (_, i) => {
      const [t, k, j] = [i >> 2, (i >> 1) & 1, i & 1];
      return Math.sin((0.1 + 0.05 * k + 0.2 * j) * t) + (j === 1 ? (series[t] ?? 0) : 0);
    });
    const variable = { dimensions: ["t", "k", "j"], data: tensor([600, 2, 2], data), units: "1", longName: "x" };
    await writeNetcdf(join(directory, "a.nc"), {
      dimensions: { t: 600, k: 2, j: 2 },
      variables: { u: variable },
      attributes: {},
    });
    const args = ["entropy", "a.nc", "--json", "--set", "zones=0", "--column"];
    const { stdout } = await sech([...args, "u[:,*,1]"], directory);
    const report = JSON.parse(stdout) as { rows: { H: number }[]; length: number };
    expect(report).toMatchObject({ length: 600, series: 2 });
    for (const [k, { H }] of report.rows.entries()) {
      const alone = JSON.parse((await sech([...args, `u[:,${k},1]`], directory)).stdout) as { H: number };
      expect(H).toBeCloseTo(alone.H, 12);
    }
  });

  test("reports what a generated orbit keeps, its angular momentum, and the delay that was used", async () => {
    const run = async (...args: string[]) => {
      const { code, stdout } = await sech(["entropy", ...args, "--json", "--set", "generator.length=3000"]);
      expect(code).toBe(0);
      return JSON.parse(stdout) as Record<string, unknown>;
    };
    const orbit = await run("orbit", "--delay", "auto");
    expect(orbit).toMatchObject({ conservation: { quantity: "energy", drift: expect.any(Number) }, zone: "regular" });
    expect((orbit["conservation"] as { drift: number }).drift).toBeLessThan(1e-9);
    expect(orbit).toMatchObject({ evidence: { judged: { parts: 1, samples: 3000 }, deviation: null } });
    const { tNat, delay, tPattern, best } = orbit["sampling"] as Record<string, number>;
    expect(tPattern).toBeCloseTo(4 * 0.1 * delay!, 12); // in the generator's time, dt = 0.1
    expect(tPattern! / tNat!).toBeGreaterThan(0.3);
    expect(best).toBe(delay);
    const fine = await run("double-pendulum", "--set", "generator.series=lz", "--delay", "1");
    expect(fine).toMatchObject({ sampling: { delay: 1, ideal: false } });
    expect((fine["warnings"] as string[])[0]).toMatch(/the delay of 1 gives no tPattern/);
    expect(await run("logistic")).toMatchObject({ conservation: null });
  });

  test("gives the same table on two threads as on one", async () => {
    const directory = temporary();
    const rows = entropy.generators.noise({ length: 3_000_000, seed: 2 });
    writeFileSync(join(directory, "many.npy"), npy([3000, 1000], rows));
    const run = async (threads: number) => {
      const { stdout } = await sech(
        ["entropy", "many.npy", "--json", "--set", "zones=0", "--threads", String(threads)],
        directory,
      );
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
      "two.csv": "t,x\n1,2\n2,3\n",
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
      [["two.csv"], /has 2 columns, and none was chosen\); try --column with one of t, x/],
      [["logistic", "--dt", "2"], /dt is of a file, and logistic is a generator, got 2/],
      [["lorenz", "--column", "x"], /column is of a file.*generator.series=NAME/],
      [["-"], /standard input cannot be read/],
      [["logistic", "--set", "window=100", "--set", "ties=random"], /needs ties "first"/],
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
    expect(JSON.parse(stdout).warnings).toEqual([
      expect.stringContaining("no natural period is seen"),
      expect.stringContaining("96 windows are few for order 5"),
    ]);
  });
});
