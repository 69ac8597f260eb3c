import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { dataset, SechError, tensor } from "../../src/core/index.ts";
import { createNetcdf, readNetcdf, writeNetcdf } from "../../src/io/index.ts";
import { folder, wave, waveRow } from "./samples.ts";

test("a dataset read back is the dataset written, with units, names and UTF-8 attributes", async () => {
  const path = join(folder(), "wave.nc");
  await writeNetcdf(path, wave(5));
  expect(await readNetcdf(path)).toEqual(wave(5));
});

test("an unlimited dimension changes nothing that is read back", async () => {
  const path = join(folder(), "wave.nc");
  await writeNetcdf(path, wave(5), { unlimited: "t" });
  expect(await readNetcdf(path)).toEqual(wave(5));
});

test("rows appended one by one make the same file as writing the whole", async () => {
  const path = join(folder(), "wave.nc");
  const writer = await createNetcdf(path, wave(0), { unlimited: "t", flushEvery: 4 });
  for (let n = 0; n < 11; n++) writer.append(waveRow(n));
  expect(writer.rows).toBe(11);
  writer.close();
  writer.close();
  expect(await readNetcdf(path)).toEqual(wave(11));
});

test("the rows of a header come before the appended ones", async () => {
  const path = join(folder(), "wave.nc");
  const writer = await createNetcdf(path, wave(3), { unlimited: "t" });
  for (let n = 3; n < 6; n++) writer.append(waveRow(n));
  expect(writer.rows).toBe(6);
  writer.close();
  expect(await readNetcdf(path)).toEqual(wave(6));
});

test("closing sets attributes of the file and replaces those of its header", async () => {
  const path = join(folder(), "wave.nc");
  const writer = await createNetcdf(path, wave(0), { unlimited: "t" });
  writer.close({ status: "finished", title: "ψ, replaced", seed: 43 });
  const { attributes } = await readNetcdf(path);
  expect(attributes).toMatchObject({ status: "finished", title: "ψ, replaced", seed: 43, tolerance: 1e-9 });
});

test("flushed rows can be read while the file is open, buffered ones cannot", async () => {
  const path = join(folder(), "wave.nc");
  const writer = await createNetcdf(path, wave(0), { unlimited: "t", flushEvery: 100 });
  for (let n = 0; n < 3; n++) writer.append(waveRow(n));
  expect((await readNetcdf(path)).dimensions["t"]).toBe(0);
  writer.flush();
  expect(await readNetcdf(path)).toEqual(wave(3));
  writer.append(waveRow(3));
  writer.close();
  expect(await readNetcdf(path)).toEqual(wave(4));
});

test("a discarded file is gone", async () => {
  const at = folder();
  const writer = await createNetcdf(join(at, "wave.nc"), wave(0), { unlimited: "t" });
  writer.append(waveRow(0));
  writer.discard();
  writer.discard();
  expect(readdirSync(at)).toEqual([]);
  expect(() => writer.append(waveRow(1))).toThrow(/its writer is closed/);
});

test("a file that is taken away meanwhile is an error, not a crash", async () => {
  const path = join(folder(), "wave.nc");
  const writer = await createNetcdf(path, wave(0), { unlimited: "t" });
  writer.append(waveRow(0));
  rmSync(path);
  expect(() => writer.flush()).toThrow(SechError);
  expect(() => writer.close()).toThrow(SechError);
  writer.discard();
});

test("a file that exists is replaced only by a complete one", async () => {
  const at = folder();
  const path = join(at, "wave.nc");
  await writeNetcdf(path, wave(2));
  await expect(writeNetcdf(path, { ...wave(3), attributes: { CLASS: "no" } })).rejects.toThrow(/attribute's name/);
  expect(await readNetcdf(path)).toEqual(wave(2));
  await writeNetcdf(path, wave(3));
  expect(await readNetcdf(path)).toEqual(wave(3));
  expect(readdirSync(at)).toEqual(["wave.nc"]);
});

test("a strided tensor is written in its logical order", async () => {
  const path = join(folder(), "transposed.nc");
  const data = { shape: [3, 2], strides: [1, 3], data: Float64Array.of(1, 2, 3, 4, 5, 6) };
  await writeNetcdf(path, dataset({ a: 3, b: 2 }, { v: { dimensions: ["a", "b"], data, units: "1", longName: "v" } }));
  expect((await readNetcdf(path)).variables["v"]?.data).toEqual(tensor([3, 2], Float64Array.of(1, 4, 2, 5, 3, 6)));
});

test("a variable too large for one piece is written in slabs", async () => {
  const path = join(folder(), "large.nc");
  const data = tensor([3000, 3000]);
  for (let i = 0; i < data.data.length; i++) data.data[i] = i;
  await writeNetcdf(
    path,
    dataset({ a: 3000, b: 3000 }, { v: { dimensions: ["a", "b"], data, units: "1", longName: "v" } }),
  );
  const back = (await readNetcdf(path)).variables["v"]?.data.data;
  expect(back?.length).toBe(9_000_000);
  expect(back?.every((value, i) => value === i)).toBe(true);
});

test("empty dimensions, long texts and unusual names survive", async () => {
  const path = join(folder(), "edge.nc");
  const edge = dataset(
    { "ξ 1": 2, none: 0 },
    {
      "ξ 1": {
        dimensions: ["ξ 1"],
        data: tensor([2], Float64Array.of(-0, Number.NaN)),
        units: "m s-1",
        longName: "ξ₁",
      },
      nothing: { dimensions: ["none", "ξ 1"], data: tensor([0, 2]), units: "1", longName: "nothing" },
    },
    { ascii: "a".repeat(100_000), unicode: "ψ".repeat(100_000) },
  );
  await writeNetcdf(path, edge);
  expect(await readNetcdf(path)).toEqual(edge);
});

test("a row that does not fit is refused whole", async () => {
  const path = join(folder(), "wave.nc");
  const writer = await createNetcdf(path, wave(0), { unlimited: "t" });
  const { drift: _, ...short } = waveRow(0);
  expect(() => writer.append(short)).toThrow(/value for each variable along t: psi_re, psi_im, drift, t, got/);
  expect(() => writer.append({ ...waveRow(0), mass: 1 })).toThrow(/value for each variable/);
  expect(() => writer.append({ ...waveRow(0), psi_im: new Float64Array(7) })).toThrow(
    "a row of psi_im must have shape [8], got [7]",
  );
  expect(() => writer.append({ ...waveRow(0), t: tensor([1]) })).toThrow("a row of t must have shape [], got [1]");
  writer.append({ ...waveRow(0), psi_re: tensor([8], waveRow(0).psi_re) });
  writer.close();
  expect(await readNetcdf(path)).toEqual(wave(1));
});

test("what netCDF cannot hold is refused before a file is made", async () => {
  const path = join(folder(), "no.nc");
  const v = (dimensions: readonly string[], shape: readonly number[]) =>
    ({ dimensions, data: tensor(shape), units: "1", longName: "v" }) as const;
  const cases = [
    [dataset({ x: 2, y: 2 }, { x: v(["y"], [2]) }), undefined, "variable x must have the one dimension x"],
    [dataset({ "a/b": 2 }, {}), undefined, "hold a slash"],
    [dataset({ x: 2, t: 2 }, { v: v(["x", "t"], [2, 2]) }), "t", "must be a variable's first one only"],
    [dataset({ x: 2 }, {}), "t", "unlimited must be a dimension of the dataset"],
  ] as const;
  for (const [data, unlimited, message] of cases) {
    await expect(writeNetcdf(path, data, unlimited ? { unlimited } : {})).rejects.toThrow(message);
  }
  await expect(createNetcdf(path, wave(0), { unlimited: "t", flushEvery: 0 })).rejects.toThrow(/flushEvery/);
  expect(existsSync(path)).toBe(false);
});
