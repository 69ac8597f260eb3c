import fs, { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { SechError } from "../../src/core/index.ts";
import { createNetcdf, readNetcdf, writeFileAtomic, writeNetcdf } from "../../src/io/index.ts";
import { folder, wave } from "./samples.ts";

beforeEach(() => {
  const write = vi.spyOn(fs, "writeSync"); // by which the HDF5 library reports its errors
  return () => {
    expect(write.mock.calls.filter(([descriptor]) => descriptor === 2)).toEqual([]);
    write.mockRestore();
  };
});

async function failure(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(SechError);
  expect((error as SechError).code).toBe("file");
  expect((error as SechError).message).not.toContain("\n");
  return (error as SechError).message;
}

test("a folder that is missing, is a file or takes no files is an error of one line", async () => {
  const at = folder();
  writeFileSync(join(at, "plain"), "text");
  const write = (path: string) => failure(writeNetcdf(path, wave(1)));
  expect(await write(join(at, "missing", "a.nc"))).toBe(
    `cannot write ${join(at, "missing", "a.nc")} (the folder ${join(at, "missing")} does not exist); try making it first`,
  );
  expect(await write(join(at, "plain", "a.nc"))).toContain(`${join(at, "plain")} is not a folder`);
  expect(await write(at)).toBe(`cannot write ${at} (it is a folder); try another name`);
  expect(await failure(createNetcdf(at, wave(0), { unlimited: "t" }))).toContain("it is a folder");
  expect(readdirSync(at)).toEqual(["plain"]);
});

test.runIf(process.platform === "linux")("folders of the system and devices are not written to", async () => {
  expect(await failure(writeNetcdf("/proc/a.nc", wave(1)))).toContain("the folder /proc accepts no new files");
  expect(await failure(writeFileAtomic("/dev/null", "text"))).toContain("it is a device or a pipe");
});

test("a file that is missing, a folder, empty or of another format is an error of one line", async () => {
  const at = folder();
  const [text, empty, old] = ["text.nc", "empty.nc", "old.nc"].map((name) => join(at, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(text, "a text that is longer than the signature of an HDF5 file\n".repeat(100));
  writeFileSync(empty, "");
  writeFileSync(old, Buffer.concat([Buffer.from("CDF\u0001"), Buffer.alloc(100)]));
  expect(await failure(readNetcdf(join(at, "no.nc")))).toContain("there is no such file");
  expect(await failure(readNetcdf(at))).toContain("it is a folder");
  expect(await failure(readNetcdf(join(text, "a.nc")))).toContain("is not a folder");
  expect(await failure(readNetcdf(text))).toBe(
    `cannot read ${text} (it is not an HDF5 or netCDF-4 file); try another file`,
  );
  expect(await failure(readNetcdf(empty))).toContain("it is not an HDF5 or netCDF-4 file");
  expect(await failure(readNetcdf(old))).toContain("it is a netCDF-3 file");
});

test("a cut-off file is an error that says how much is left, and a damaged one is an error", async () => {
  const at = folder();
  const path = join(at, "whole.nc");
  await writeNetcdf(path, wave(50));
  const bytes = readFileSync(path);
  for (const length of [100, 2000, bytes.length - 1]) {
    const cut = join(at, `${length}.nc`);
    writeFileSync(cut, bytes.subarray(0, length));
    expect(await failure(readNetcdf(cut))).toContain(`it is cut off: ${length} of ${bytes.length} bytes are there`);
  }
  const damaged = join(at, "damaged.nc");
  writeFileSync(
    damaged,
    bytes.map((byte, i) => (i > 40 && i < 1500 ? byte ^ 0x55 : byte)),
  );
  expect(await failure(readNetcdf(damaged))).toMatch(/HDF5: /);
  expect(await readNetcdf(path)).toEqual(wave(50));
});

test("an atomic write replaces a file, follows a link and leaves nothing else behind", async () => {
  const at = folder();
  const path = join(at, "a.txt");
  await writeFileAtomic(path, "ψ");
  await writeFileAtomic(path, new Uint8Array([1, 2, 3]));
  expect([...readFileSync(path)]).toEqual([1, 2, 3]);
  symlinkSync(path, join(at, "link"));
  await writeFileAtomic(join(at, "link"), "|ψ|²");
  expect(readFileSync(path, "utf8")).toBe("|ψ|²");
  expect(readdirSync(at)).toEqual(["a.txt", "link"]);
  mkdirSync(join(at, "folder"));
  expect(await failure(writeFileAtomic(join(at, "folder"), ""))).toContain("it is a folder");
});
