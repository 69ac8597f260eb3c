import fs, { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { tensor } from "../../src/core/index.ts";
import { createNetcdf, readNetcdf } from "../../src/io/index.ts";
import { lookup3 } from "../../src/io/lookup3.ts";
import { folder, wave, waveRow } from "./samples.ts";

interface Write {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** The writes to open files that `work` causes, in order. */
function writesOf(work: () => void): readonly Write[] {
  const writes: Write[] = [];
  const write = fs.writeSync as (file: number, view: Uint8Array, from: number, length: number, at: number) => number;
  const record: typeof write = (file, view, from, length, at) => {
    writes.push({ at, bytes: new Uint8Array(view.buffer, view.byteOffset + from, length).slice() });
    return write(file, view, from, length, at);
  };
  const spy = vi.spyOn(fs, "writeSync").mockImplementation(record as typeof fs.writeSync);
  work();
  spy.mockRestore();
  return writes;
}

/** The file after the first writes only. */
function after(image: Uint8Array, writes: readonly Write[]): Uint8Array {
  const end = Math.max(image.length, ...writes.map(({ at, bytes }) => at + bytes.length));
  const out = new Uint8Array(end);
  out.set(image);
  for (const { at, bytes } of writes) out.set(bytes, at);
  return out;
}

test("a process that dies between any two writes of a flush leaves the rows flushed before", async () => {
  const at = folder();
  const path = join(at, "growing.nc");
  const writer = await createNetcdf(path, wave(0), { unlimited: "t", flushEvery: 100 });
  const whole = wave(1200).variables;
  let points = 0;
  for (let safe = 0; safe < 1200; safe += 100) {
    const before = readFileSync(path);
    const writes = writesOf(() => {
      for (let n = safe; n < safe + 100; n++) writer.append(waveRow(n));
    });
    for (let done = 0; done <= writes.length; done++, points++) {
      writeFileSync(join(at, "dead.nc"), after(before, writes.slice(0, done)));
      const { variables } = await readNetcdf(join(at, "dead.nc"));
      for (const [name, numbers] of [
        ["t", safe],
        ["psi_im", safe * 8],
      ] as const) {
        const found = variables[name]?.data.data.subarray(0, numbers);
        expect(found).toEqual(whole[name]?.data.data.subarray(0, numbers));
      }
    }
  }
  expect(points).toBeGreaterThan(100);
  writer.close();
  expect(await readNetcdf(path)).toEqual(wave(1200));
});

test("a closed file ends where its data ends", async () => {
  const path = join(folder(), "closed.nc");
  const writer = await createNetcdf(path, wave(0), { unlimited: "t" });
  for (let n = 0; n < 100; n++) writer.append(waveRow(n));
  writer.flush();
  expect(readFileSync(path).length).toBeGreaterThan(2 ** 20);
  writer.close({ status: "finished" });
  const bytes = readFileSync(path);
  expect(bytes.length).toBeLessThan(2 ** 17);
  expect(Number(bytes.readBigUInt64LE(28))).toBe(bytes.length);
  expect((await readNetcdf(path)).variables["t"]?.data).toEqual(tensor([100], wave(100).variables["t"]?.data.data));
});

test("the metadata checksum is lookup3", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  expect(lookup3(bytes("Four score and seven years ago"))).toBe(0x17770551); // driver5 of lookup3.c
});
