import { expect, test } from "vitest";
import { sech } from "./sech.ts";

interface Verdict {
  readonly cases: readonly {
    readonly name: string;
    readonly error: number;
    readonly limit: number;
    readonly ok: boolean;
  }[];
}

test("sech validate measures every case, finds them within their limits and exits with 0", async () => {
  const { code, stdout } = await sech(["validate", "--json", "--quiet"]);
  const { cases } = JSON.parse(stdout) as Verdict;
  expect(cases.length).toBeGreaterThanOrEqual(24);
  for (const { error, limit, ok } of cases) expect(ok).toBe(error <= limit);
  expect(cases.filter(({ ok }) => !ok)).toEqual([]);
  expect(code).toBe(0);
}, 240_000);
