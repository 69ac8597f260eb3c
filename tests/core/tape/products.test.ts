import { describe, expect, test } from "vitest";
import {
  type Expression,
  type ProductTerm,
  rng,
  type Tape,
  tapeAt,
  tapeProducts,
  trace,
} from "../../../src/core/index.ts";

type At = Readonly<Record<"u" | "ux" | "x" | "y" | "z", Expression>>;

const names = ["u", "ux", "x", "y", "z"] as const;
const traced = (f: (at: At) => Expression): Tape => trace([...names], (at) => f(at as unknown as At));

/** The sum of products at one point of every coordinate. */
function assembled(terms: readonly ProductTerm[], fields: readonly number[]): number {
  return terms.reduce((sum, { coefficient, factors, input }) => {
    const product = factors.reduce((all, factor) => all * (factor?.[0] ?? 1), coefficient);
    return sum + product * (input < 0 ? 1 : (fields[input] as number));
  }, 0);
}

describe("a tape taken apart into products of functions of one coordinate each", () => {
  const separable: readonly (readonly [string, (at: At) => Expression, number])[] = [
    ["a coefficient and a source", ({ u, ux, x, y }) => ux.mul(x.add(y)).sub(u.mul(3)).add(y.sin()), 4],
    ["a square of a sum", ({ x, y, z }) => x.add(y).sub(z).add(1).square(), 7],
    ["a sine of a sum, by as many products as coordinates", ({ x, y, z }) => x.add(y.mul(2)).sub(z).add(0.7).sin(), 3],
    ["a cosine of a sum", ({ x, y, z }) => x.square().add(y).add(z.exp()).cos(), 3],
    ["an exponential of a sum", ({ x, y, z }) => x.sub(y).mul(2).add(z.cos()).exp(), 1],
    ["hyperbolic functions of a sum", ({ x, y }) => x.add(y).sinh().add(x.sub(y).cosh()), 4],
    ["a quotient by a product", ({ u, x, y }) => u.add(x).div(y.add(3).mul(x.add(4))), 2],
    ["a third power of a sum", ({ x, y }) => x.add(y).pow(3), 4],
    ["a function of one coordinate", ({ x, z }) => x.add(2).log().sqrt().mul(z.tanh()), 1],
    ["a constant to the power zero", ({ x, y }) => x.pow(0).mul(2).add(y), 1],
  ];
  test.each(separable)("%s", (_name, f, count) => {
    const tape = traced(f);
    const random = rng(4);
    for (let i = 0; i < 5; i++) {
      const fields = [random.normal(), random.normal()];
      const point = [0.2 + random.uniform(), random.uniform(), random.uniform()];
      const [terms] = tapeProducts(
        tape,
        2,
        point.map((x) => Float64Array.of(x)),
      );
      expect(terms).toHaveLength(count);
      expect(assembled(terms ?? [], fields)).toBeCloseTo(
        tapeAt(tape, Float64Array.of(...fields, ...point))[0] as number,
        12,
      );
    }
  });

  const refused: readonly (readonly [string, (at: At) => Expression, string])[] = [
    ["a product of unknowns", ({ u, ux }) => u.mul(ux), "it is not linear in the unknown"],
    ["a function of the unknown", ({ u }) => u.sin(), "it is not linear in the unknown"],
    ["a hyperbolic tangent of a sum", ({ x, y }) => x.add(y).tanh(), "a function of a sum of coordinates is none"],
    ["a sine of a product", ({ x, y }) => x.mul(y).sin(), "a function of products of coordinates is none itself"],
  ];
  test.each(refused)("is refused where it is %s", (_name, f, why) => {
    const at = [0.3, 0.4, 0.5].map((x) => Float64Array.of(x));
    expect(() => tapeProducts(traced(f), 2, at)).toThrow(why);
  });
});
