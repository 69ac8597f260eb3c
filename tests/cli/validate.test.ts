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

// All groups take a minute; `npm run validate` runs them.
test("sech validate measures the cases of a group, finds them within their limits and exits with 0", async () => {
  const { code, stdout } = await sech(["validate", "waves", "diagnostics", "equations", "--json", "--quiet"]);
  const { cases } = JSON.parse(stdout) as Verdict;
  expect(cases.length).toBeGreaterThanOrEqual(40);
  for (const { error, limit, ok } of cases) expect(ok).toBe(error <= limit);
  expect(cases.filter(({ ok }) => !ok)).toEqual([]);
  expect(code).toBe(0);
}, 240_000);

test("a group that is not there is refused", async () => {
  const { code, stderr } = await sech(["validate", "wave"]);
  expect(code).toBe(2);
  expect(stderr).toBe(
    'sech: unknown group of cases, got "wave"; try one of scenarios, waves, methods, integrators, equations, diagnostics, training, transport, separable\n',
  );
});
