import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openRowLog, readCheckpointFile, removeCheckpointFile, writeCheckpointFile } from "../../src/io/index.ts";
import { folder } from "./samples.ts";

test("the file of a checkpoint is replaced whole and leaves no other", () => {
  const path = join(folder(), "a.checkpoint");
  expect(readCheckpointFile(path)).toBeUndefined();
  writeFileSync(`${path}.tmp`, "what a killed process began");
  for (const bytes of [Uint8Array.of(1, 2, 3), new Uint8Array(0), Uint8Array.of(255)]) {
    writeCheckpointFile(path, bytes);
    expect(readCheckpointFile(path)).toEqual(bytes);
  }
  expect(readdirSync(join(path, ".."))).toEqual(["a.checkpoint"]);
  expect(() => writeCheckpointFile(join(path, "b"), Uint8Array.of(1))).toThrow(/cannot write .* is not a folder/);
  writeFileSync(`${path}.tmp`, "what a killed process began");
  removeCheckpointFile(path);
  expect(readdirSync(join(path, ".."))).toEqual([]);
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
