import { describe, expect, test } from "vitest";
import { decodeCheckpoint, encodeCheckpoint } from "../../src/training/checkpoint.ts";

const state = {
  name: "ψ\n",
  step: 12,
  reason: null,
  limits: [Number.POSITIVE_INFINITY, Number.NaN, 1e-300],
  theta: Float64Array.of(Math.PI, -0, Number.NaN, 5e-324),
  inner: { empty: new Float64Array(0), gradient: Float64Array.of(1 / 3) },
};

describe("a checkpoint", () => {
  test("gives back what was put in, to the bit", () => {
    const read = decodeCheckpoint(encodeCheckpoint(state)) as typeof state;
    expect(read).toEqual(state);
    expect(Object.is(read.theta[1], -0)).toBe(true);
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
