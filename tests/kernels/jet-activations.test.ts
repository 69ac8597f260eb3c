import { expect, test } from "vitest";
import { instantiateJets, jetModule, maximumPages } from "../../src/kernels/jets/module.ts";
import { webAssembly } from "../../src/kernels/webassembly.ts";

const width = 4096;
const memory = new (webAssembly().Memory)({ initial: 16, maximum: maximumPages });
const exports = instantiateJets(memory, jetModule(false, false));
const numbers = new Float64Array(memory.buffer);
const [z, y, aux] = [width, 2 * width, 3 * width];

/** One activation, without derivatives, of a row of numbers. */
function activated(activation: number, values: Float64Array): Float64Array {
  numbers.fill(0, z, z + width);
  numbers.set(values, z);
  exports.activate(activation, 0, 1, 0, width, 1, 8 * z, 8 * y, 8 * aux);
  return numbers.slice(y, y + values.length);
}

/** Numbers of both signs from 1e-300 to 700, dense where functions bend. */
const values = Float64Array.from({ length: width }, (_, i) => {
  const sign = i % 2 === 0 ? 1 : -1;
  return sign * (i < 3000 ? (i / 3000) * 25 : 10 ** (((i - 3000) / (width - 3000)) * 302.8 - 300));
});

const ulp = (x: number) => 2 ** (Math.floor(Math.log2(Math.max(Math.abs(x), 2 ** -1022))) - 52);

test.each([
  ["tanh", 1, Math.tanh, 3],
  ["sin", 2, Math.sin, 2],
  ["swish", 3, (x: number) => x / (1 + Math.exp(-x)), 5],
] as const)("%s is within a few units in the last place, from 1e-300 to 700", (_, activation, wanted, most) => {
  const got = activated(activation, values);
  const errors = values.map((x, i) => Math.abs((got[i] as number) - wanted(x)) / ulp(wanted(x)));
  // Below 1e-290 the logistic's product underflows in either.
  const sound = errors.filter((_error, i) => Math.abs(wanted(values[i] as number)) > 1e-290);
  expect(Math.max(...sound)).toBeLessThanOrEqual(most);
});

test("what is not a number stays so, and infinities have their limits", () => {
  const odd = Float64Array.of(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0);
  const tanh = activated(1, odd);
  expect([...tanh]).toEqual([Number.NaN, 1, -1, -0]);
  expect(activated(2, odd)[0]).toBeNaN();
  expect(activated(3, odd)[0]).toBeNaN();
});
