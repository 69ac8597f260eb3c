import { expect, test } from "vitest";
import { invalid, notAvailable, requireNumber, SechError } from "../../src/core/index.ts";

test("a message says what, got, why and what to try", () => {
  const error = invalid({ what: "n must be even", got: 3, why: "the Nyquist mode must be unique", attempt: "4" });
  expect(error.message).toBe("n must be even, got 3 (the Nyquist mode must be unique); try 4");
  expect(invalid({ what: "n must be even" }).message).toBe("n must be even");
});

test("an error is told by its type and code, and keeps its details", () => {
  const error = invalid({ what: "rtol must be positive", got: -1, path: "rtol" });
  expect(error).toBeInstanceOf(SechError);
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name: "SechError", code: "invalid-argument", details: { path: "rtol", got: -1 } });
});

test("an error can carry its cause", () => {
  const cause = new RangeError("underneath");
  expect(new SechError("file", { what: "cannot read a.nc" }, { cause }).cause).toBe(cause);
});

test.each([
  [0.1, "0.1"],
  [Number.NaN, "NaN"],
  [Number.NEGATIVE_INFINITY, "-Infinity"],
  [10n, "10"],
  ["auto", '"auto"'],
  [[1, 2], "[1,2]"],
  [null, "null"],
  [Symbol("s"), "Symbol(s)"],
])("the value %s is shown as %s", (got, shown) => {
  expect(invalid({ what: "wrong", got }).message).toBe(`wrong, got ${shown}`);
});

test("a long value is cut short", () => {
  const { message } = invalid({ what: "wrong", got: "x".repeat(500) });
  expect(message.length).toBeLessThan(100);
  expect(message).toMatch(/xxx\.\.\.$/);
});

test("a feature of a later version says so", () => {
  expect(notAvailable("spectral.render")).toMatchObject({
    code: "not-available",
    message: "spectral.render is not available yet",
  });
});

test("requireNumber lets through what satisfies the rule", () => {
  expect(() => requireNumber("rtol", 1e-9, (value) => value > 0, "positive")).not.toThrow();
});

test.each([-1, 0, Number.NaN, Number.POSITIVE_INFINITY, "1", null, undefined])("requireNumber refuses %s", (value) => {
  expect(() => requireNumber("rtol", value, (n) => n > 0, "positive", "1e-9")).toThrow(
    expect.objectContaining({
      code: "invalid-argument",
      message: expect.stringMatching(/^rtol must be positive.*; try 1e-9$/),
    }),
  );
});
