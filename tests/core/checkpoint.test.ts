import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeCheckpoint, encodeCheckpoint } from "../../src/core/index.ts";

const state = {
  name: "ψ\n",
  step: 12,
  reason: null,
  limits: [Number.POSITIVE_INFINITY, Number.NaN, 1e-300, -0],
  theta: Float64Array.of(Math.PI, -0, Number.NaN, 5e-324),
  inner: { empty: new Float64Array(0), gradient: Float64Array.of(1 / 3) },
};

describe("a checkpoint", () => {
  test("gives back what was put in, to the bit", () => {
    const read = decodeCheckpoint(encodeCheckpoint(state)) as typeof state;
    expect(read).toEqual(state);
    expect(Object.is(read.theta[1], -0)).toBe(true);
    expect(Object.is(read.limits[3], -0)).toBe(true);
  });

  test("writes an array that stands in several places once, and gives back one", () => {
    const many = Float64Array.from({ length: 1000 }, (_, i) => Math.sin(i));
    const alone = encodeCheckpoint({ a: many });
    const twice = encodeCheckpoint({ a: many, b: [many, many.slice(0, 3)], c: new Float64Array(0), d: { e: many } });
    expect(twice.length - alone.length).toBeLessThan(200);
    const read = decodeCheckpoint(twice) as { a: Float64Array; b: Float64Array[]; d: { e: Float64Array } };
    expect(read).toEqual({ a: many, b: [many, many.slice(0, 3)], c: new Float64Array(0), d: { e: many } });
    expect(read.b[0]).toBe(read.a);
    expect(read.d.e).toBe(read.a);
  });

  test("keeps every bit of any texts and numbers, whatever their names", () => {
    const plain = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.double(), fc.float64Array({ maxLength: 20 })));
    fc.assert(
      fc.property(plain, (any) => {
        const read = decodeCheckpoint(encodeCheckpoint(any)) as typeof any;
        expect(Object.keys(read).sort()).toEqual(Object.keys(any).sort());
        for (const [name, value] of Object.entries(any)) {
          const found = read[name];
          if (value instanceof Float64Array) {
            expect(found).toBeInstanceOf(Float64Array);
            expect(value.every((number, i) => Object.is(number, (found as Float64Array)[i]))).toBe(true);
          } else expect(Object.is(found, value)).toBe(true);
        }
      }),
      { numRuns: 100, examples: [[{ ["__proto__"]: Float64Array.of(1) }]] },
    );
  });

  test("with one bit changed anywhere is refused", () => {
    const bytes = encodeCheckpoint(state);
    for (let at = 0; at < bytes.length; at += 7) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] as number) ^ 4;
      expect(() => decodeCheckpoint(damaged)).toThrow(/checkpoint/);
    }
  });

  test("cut off anywhere is refused", () => {
    const bytes = encodeCheckpoint(state);
    for (const length of [0, 5, 18, 27, 100, bytes.length - 1]) {
      expect(() => decodeCheckpoint(bytes.subarray(0, length))).toThrow(/checkpoint/);
    }
  });
});
