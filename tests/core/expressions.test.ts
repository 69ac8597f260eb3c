import { describe, expect, test } from "vitest";
import { expressionReader, tapeAt, trace } from "../../src/core/index.ts";

const reader = await expressionReader();
const value = (text: string, x = 2, y = 3) => reader.compile(text, ["x", "y"])(x, y);

describe("an expression", () => {
  const cases: readonly (readonly [string, number])[] = [
    ["x + y*x", 8],
    ["x - y - 1", -2],
    ["12 / y / x", 2],
    ["-x^2", -4],
    ["(-x)^2", 4],
    ["2^y^x", 512],
    ["x^-1", 0.5],
    ["--x", 2],
    ["+x - -y", 5],
    [".5e1 * x", 10],
    ["sech(0) + exp(log(y))", 4],
    ["sin(pi/6) + cos(0) + tan(0) + tanh(0) + sinh(0) + cosh(0) + sqrt(4) + abs(-1)", 5.5],
    ["e", Math.E],
  ];
  test.each(cases)("%s is worked out by the rules of arithmetic", (text, wanted) => {
    expect(value(text)).toBeCloseTo(wanted, 14);
  });

  test("may use names that are not ASCII, and a name of the caller before a constant's", () => {
    expect(reader.compile("ψ_1 * e", ["ψ_1", "e"])(2, 5)).toBe(10);
  });

  test("of ten thousand characters is read without deep recursion", () => {
    expect(value("1+".repeat(4999) + 1)).toBe(5000);
    expect(value(`${"-".repeat(150)}1`)).toBe(1);
  });
});

describe("what is no expression is refused with its position", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["", "a number, a name or ( expected, found the end at position 1"],
    ["x +", "unexpected end of expression at position 4"],
    ["2x", 'an operator expected, found "x" at position 2'],
    ["sin x", 'an operator expected, found "x" at position 5'],
    ["x = 3", '"=" has no place at position 3'],
    ["x.y", '"." has no place at position 2'],
    ["x[1]", '"[" has no place at position 2'],
    ["x; y", '";" has no place at position 2'],
    ["'x'", '"\'" has no place at position 1'],
    ["ones(3000, 3000)", "unknown function ones at position 1"],
    ["5 cm", 'an operator expected, found "cm" at position 3'],
    ["x(1)", "unknown function x at position 1"],
    ["(x)(y)", "position 1"],
    ["x, y", "position 2"],
    ["x ? 1 : 2", '"?" has no place at position 3'],
    ["(x", "parenthesis ) expected at position 3"],
    ["x)", "unexpected operator ) at position 2"],
    ["sin(x, y)", "sin takes one argument, not 2, at position 1"],
    ["gamma(x)", "unknown function gamma at position 1"],
    ["x + z", "unknown name z at position 5"],
    ["constructor", "unknown name constructor at position 1"],
    ["__proto__", '"_" has no place at position 1'],
    ["eval(x)", "unknown function eval at position 1"],
    ["1e400", "1e400 is not a finite number at position 1"],
    ["x 🌊", '"🌊" has no place at position 3'],
    [`${"(".repeat(300)}x${")".repeat(300)}`, "more than 200 nested parts at position 201"],
    [`${"-".repeat(300)}x`, "more than 200 nested parts"],
    [`x${"^x".repeat(300)}`, "more than 200 nested parts"],
    ["x".repeat(10_001), "an expression may have 10000 characters"],
  ];
  test.each(cases)("%s", (text, message) => {
    expect(() => reader.compile(text, ["x", "y"], "pde")).toThrow(message);
    expect(() => reader.compile(text, ["x", "y"], "pde")).toThrow(/^pde: /);
  });
});

test("a traced expression is the tape of the same formula", () => {
  const written = trace(["u", "ux", "uxx"], (inputs) => {
    const residual = reader.trace("-u*ux + 2/(1 + u^2) - 0.5*sech(uxx)^2", inputs);
    if (typeof residual === "number") throw new Error("it depends on its names");
    return residual;
  });
  const point = [0.3, -1.2, 0.7] as const;
  const [u, ux, uxx] = point;
  const expected = -u * ux + 2 / (1 + u * u) - 0.5 / Math.cosh(uxx) ** 2;
  expect(tapeAt(written, Float64Array.from(point))[0]).toBeCloseTo(expected, 14);
  expect(reader.trace("2*pi", {})).toBe(2 * Math.PI);
});
