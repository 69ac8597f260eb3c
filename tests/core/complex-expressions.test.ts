import { describe, expect, test } from "vitest";
import { expressionReader } from "../../src/core/index.ts";

const reader = await expressionReader();
const value = (text: string, x = 0.7) => reader.compileComplex(text, ["x"])(x);

describe("a complex expression", () => {
  const cases: readonly (readonly [string, number, number])[] = [
    ["i^2", -1, 0],
    ["(1 + 2*i)*(3 - i)", 5, 5],
    ["(1 + 2*i)/(3 - i)", 0.1, 0.7],
    ["(1 + 2*i)^3", -11, -2],
    ["(1 + i)^-2", 0, -0.5],
    ["sqrt(-4)", 0, 2],
    ["sqrt(3 - 4*i)", 2, -1],
    ["(-8)^(1/3)", 1, Math.sqrt(3)],
    ["exp(i*pi)", -1, 0],
    ["i^i", Math.exp(-Math.PI / 2), 0],
    ["log(-1)", 0, Math.PI],
    ["abs(3 + 4*i) - -1", 6, 0],
  ];
  test.each(cases)("%s", (text, re, im) => {
    const [a, b] = value(text);
    expect(a).toBeCloseTo(re, 13);
    expect(b).toBeCloseTo(im, 13);
  });

  // The functions of a + ib from their exponentials, another way than they are written.
  const identities: readonly (readonly [string, string])[] = [
    ["cosh(x + 0.4*i)", "(exp(x + 0.4*i) + exp(-x - 0.4*i))/2"],
    ["sinh(x + 0.4*i)", "(exp(x + 0.4*i) - exp(-x - 0.4*i))/2"],
    ["tanh(x + 0.4*i)*cosh(x + 0.4*i)", "sinh(x + 0.4*i)"],
    ["sech(x + 0.4*i)*cosh(x + 0.4*i)", "1"],
    ["cos(x + 0.4*i)", "cosh(i*x - 0.4)"],
    ["sin(x + 0.4*i)", "-i*sinh(i*x - 0.4)"],
    ["tan(x + 0.4*i)*cos(x + 0.4*i)", "sin(x + 0.4*i)"],
    ["exp(log(x - 3*i))", "x - 3*i"],
    ["sech(900 + i)", "0"],
    ["tanh(-900 + i)", "-1"],
  ];
  test.each(identities)("%s = %s", (left, right) => {
    const [a, b] = [value(left), value(right)];
    expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeLessThan(1e-14);
  });

  test("of real numbers is the real one, to the bit", () => {
    const text = "sech(x)*exp(-x^2/2) + tanh(x)/(1 + x^4) - sqrt(x)*log(x) + sin(x)*cos(x) + 2^x";
    expect(value(text)).toEqual([reader.compile(text, ["x"])(0.7), 0]);
  });
});
