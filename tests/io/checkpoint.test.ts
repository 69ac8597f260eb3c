import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openRowLog, readCheckpoint, writeCheckpoint } from "../../src/io/index.ts";
import { folder } from "./samples.ts";

test("a checkpoint keeps every bit of texts and numbers", () => {
  const path = join(folder(), "a.checkpoint");
  const numbers = fc.float64Array({ maxLength: 20 });
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string()), fc.dictionary(fc.string(), numbers), (texts, vectors) => {
      writeCheckpoint(path, { kind: "test", texts, vectors });
      const found = readCheckpoint(path, "test");
      expect(found?.texts).toEqual({ ...texts });
      expect(Object.keys(found?.vectors ?? {}).sort()).toEqual(Object.keys(vectors).sort());
      for (const [name, vector] of Object.entries(vectors)) {
        expect(found?.vectors[name]?.every((value, i) => Object.is(value, vector[i]))).toBe(true);
        expect(found?.vectors[name]).toHaveLength(vector.length);
      }
    }),
    { numRuns: 30, examples: [[{}, { ["__proto__"]: Float64Array.of(1) }]] },
  );
  expect(readdirSync(join(path, ".."))).toEqual(["a.checkpoint"]);
});

test("a checkpoint that is absent is undefined; one of another kind, version or with any byte changed is refused", () => {
  const path = join(folder(), "a.checkpoint");
  expect(readCheckpoint(path, "test")).toBeUndefined();
  writeCheckpoint(path, { kind: "test", texts: { a: "ψ" }, vectors: { y: Float64Array.of(1, 2) } });
  expect(() => readCheckpoint(path, "other")).toThrow(/belongs to a run of test/);
  const bytes = readFileSync(path);
  bytes.forEach((byte, i) => {
    const damaged = bytes.slice();
    damaged[i] = byte ^ 0x40;
    writeFileSync(path, damaged);
    expect(() => readCheckpoint(path, "test")).toThrow(/not a checkpoint|version|checksum/);
  });
});

test("a row log keeps the rows that a checkpoint counts and drops what came later", () => {
  const path = join(folder(), "a.rows");
  const log = openRowLog(path, 2);
  log.append(Float64Array.of(1, 2));
  log.append(Float64Array.of(3, 4));
  const digest = log.synchronise();
  log.append(Float64Array.of(5, 6));
  log.close();
  writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.of(1, 2, 3)])); // a row begun when the process died

  const again = openRowLog(path, 2, { rows: 2, digest });
  const rows: number[][] = [];
  again.forEach((row) => rows.push([...row]));
  expect(rows).toEqual([
    [1, 2],
    [3, 4],
  ]);
  again.append(Float64Array.of(7, 8));
  expect(again.rows).toBe(3);
  const after = again.synchronise();
  again.close();
  expect(new Float64Array(new Uint8Array(readFileSync(path)).buffer)).toEqual(Float64Array.of(1, 2, 3, 4, 7, 8));
  expect(() => openRowLog(path, 2, { rows: 3, digest })).toThrow(/checksum/);
  expect(() => openRowLog(path, 2, { rows: 4, digest: after })).toThrow(/it has 3 of the 4 rows/);
  again.discard();
  expect(() => openRowLog(path, 2, { rows: 3, digest: after })).toThrow(/cannot read .* \(there is no such file/);
});
