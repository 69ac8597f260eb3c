import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "sech-closing-line-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What .ci/run ends with, for a report of the tests, their exit status and the number of other failures. */
function closing(
  report: object | null,
  status: number,
  others: number,
): { readonly line: string; readonly code: number | null } {
  const path = join(folder, "report.json");
  rmSync(path, { force: true });
  if (report !== null) writeFileSync(path, JSON.stringify(report));
  const args = ["scripts/count-tests.mjs", path, String(status), String(others)];
  const { stdout, status: code } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return { line: stdout, code };
}

test("the closing line counts the tests and succeeds only when nothing failed", () => {
  const green = { numPassedTests: 12, numFailedTests: 0 };
  expect(closing(green, 0, 0)).toEqual({ line: "12 passed, 0 failed\n", code: 0 });
  expect(closing({ numPassedTests: 10, numFailedTests: 2 }, 1, 0)).toEqual({ line: "10 passed, 2 failed\n", code: 1 });
  expect(closing(green, 0, 1)).toEqual({ line: "12 passed, 1 failed\n", code: 1 });
});

test("a run that failed without a failed test, or ran none, is a failure", () => {
  expect(closing({ numPassedTests: 12, numFailedTests: 0 }, 1, 0)).toEqual({ line: "12 passed, 1 failed\n", code: 1 });
  expect(closing({ numPassedTests: 0, numFailedTests: 0 }, 0, 0)).toEqual({ line: "0 passed, 1 failed\n", code: 1 });
  expect(closing(null, 1, 0)).toEqual({ line: "0 passed, 1 failed\n", code: 1 });
});
