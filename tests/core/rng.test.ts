import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Rng, rng } from "../../src/core/index.ts";
import { philox } from "../../src/core/philox.ts";
import { check } from "../support/check.ts";

const draw = <T>(count: number, next: () => T): T[] => Array.from({ length: count }, next);
const mean = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / values.length;
const moment = (values: readonly number[], power: number) => mean(values.map((value) => value ** power));

/** Pearson's χ² of the counts of values 0 … cells − 1 against equal shares. */
function chiSquare(cells: readonly number[], count: number): number {
  const seen = new Array<number>(count).fill(0);
  for (const cell of cells) seen[cell] = (seen[cell] as number) + 1;
  const share = cells.length / count;
  return seen.reduce((total, n) => total + (n - share) ** 2 / share, 0);
}

/** Six standard deviations above the mean of χ² with `freedom` degrees: a sound stream fails once in 10^7 seeds. */
const chiSquareLimit = (freedom: number) => freedom + 6 * Math.sqrt(2 * freedom);

test.each([
  { key: [0, 0], counter: [0, 0, 0, 0], words: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8] },
  {
    key: [0xffffffff, 0xffffffff],
    counter: [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    words: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  },
  {
    key: [0xa4093822, 0x299f31d0],
    counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    words: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  },
])(
  "philox gives the known answers of its authors' Random123 library for counter $counter",
  ({ key, counter, words }) => {
    const block = Uint32Array.from(counter);
    philox(Uint32Array.from(key), block);
    expect([...block]).toEqual(words);
  },
);

/** The first uniform number of a block: 27 bits of the first word, then 26 of the second. */
const uniformOf = ([first = 0, second = 0]: ArrayLike<number> & Iterable<number>) =>
  ((first >>> 5) * 2 ** 26 + (second >>> 6)) * 2 ** -53;

describe("seeding", () => {
  test("a number is the key of the generator, whose blocks are counted from 0", () => {
    const random = rng(0);
    expect(random.uniform()).toBe(uniformOf([0x6627e8d5, 0xe169c58d]));
    expect(random.uniform()).toBe(uniformOf([0xbc57ac4c, 0x9b00dbd8]));
    const next = Uint32Array.of(1, 0, 0, 0);
    philox(Uint32Array.of(0, 0), next);
    expect(random.uniform()).toBe(uniformOf(next));
  });

  test("equal seeds give equal streams, and 7 and 7n are equal", () => {
    const wanted = draw(9, rng(7).uniform);
    expect(draw(9, rng(7).uniform)).toEqual(wanted);
    expect(draw(9, rng(7n).uniform)).toEqual(wanted);
    expect(draw(9, rng("7").uniform)).toEqual(draw(9, rng("7").uniform));
  });

  test("different seeds give different streams, among texts too", () => {
    const seeds = [0, 1, 2 ** 32, 2 ** 53 - 1, 2n ** 64n - 1n, "", "0", "1", "a", "a\0", "ab", "ba", "abc", "b", "ψ"];
    const firsts = seeds.map((seed) => rng(seed).uniform());
    expect(new Set(firsts).size).toBe(seeds.length);
  });

  test.each([-1, 0.5, Number.NaN, 2 ** 53, -1n, 2n ** 64n])("the seed %s is refused", (seed) => {
    expect(() => rng(seed)).toThrow("a seed must be");
  });
});

describe("drawing", () => {
  const n = 200_000;

  test("uniform numbers lie in [0, 1), use all 53 bits, and have the moments 1/(p + 1)", () => {
    const values = draw(n, rng(1).uniform);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(values.every((value) => Number.isInteger(value * 2 ** 53))).toBe(true);
    expect(Math.abs(mean(values.map((value) => (value * 2 ** 53) % 2)) - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / n));
    for (const power of [1, 2, 3, 4]) {
      const deviation = Math.sqrt((1 / (2 * power + 1) - 1 / (power + 1) ** 2) / n);
      expect(Math.abs(moment(values, power) - 1 / (power + 1))).toBeLessThan(5 * deviation);
    }
  });

  test("pairs of successive uniform numbers fill the square evenly", () => {
    const random = rng(2);
    const cells = draw(n, () => 32 * Math.floor(32 * random.uniform()) + Math.floor(32 * random.uniform()));
    expect(chiSquare(cells, 1024)).toBeLessThan(chiSquareLimit(1023));
  });

  test("normal numbers have the moments 0, 1, 0, 3, 0, 15", () => {
    const values = draw(n, rng(3).normal);
    const moments = [0, 1, 0, 3, 0, 15];
    const doubled = [1, 3, 15, 105, 945, 10395]; // the moments of twice the power
    for (const [at, wanted] of moments.entries()) {
      const deviation = Math.sqrt(((doubled[at] as number) - wanted ** 2) / n);
      expect(Math.abs(moment(values, at + 1) - wanted)).toBeLessThan(5 * deviation);
    }
  });

  test("normal numbers fall into the normal distribution's deciles evenly", () => {
    const upper = [0.2533471031357997, 0.5244005127080407, 0.8416212335729143, 1.2815515655446004]; // Φ⁻¹(0.6 … 0.9)
    const edges = [...upper.map((edge) => -edge), 0, ...upper];
    const cells = draw(n, rng(4).normal).map((value) => edges.filter((edge) => value > edge).length);
    expect(chiSquare(cells, 10)).toBeLessThan(chiSquareLimit(9));
  });

  test("the two normal numbers of a pair are not correlated, nor are their squares", () => {
    const random = rng(5);
    const pairs = draw(n, () => [random.normal(), random.normal()] as const);
    expect(Math.abs(mean(pairs.map(([x, y]) => x * y)))).toBeLessThan(5 / Math.sqrt(n));
    expect(Math.abs(mean(pairs.map(([x, y]) => (x ** 2 - 1) * (y ** 2 - 1))))).toBeLessThan(10 / Math.sqrt(n));
  });

  test.each([1, 2, 7, 10, 1000])("integers below %i are all reached, equally often", (bound) => {
    const random = rng(6);
    const values = draw(100_000, () => random.integer(bound));
    expect(values.every((value) => Number.isInteger(value) && value >= 0 && value < bound)).toBe(true);
    expect(chiSquare(values, bound)).toBeLessThanOrEqual(chiSquareLimit(bound - 1));
  });

  test("integers below 3·2^51 are without the bias that a bare remainder has", () => {
    const random = rng(7);
    const low = draw(30_000, () => random.integer(3 * 2 ** 51)).filter((value) => value < 2 ** 51);
    expect(Math.abs(low.length / 30_000 - 1 / 3)).toBeLessThan(5 * Math.sqrt(2 / 9 / 30_000));
  });

  test.each([0, -1, 1.5, Number.NaN, 2 ** 54])("an integer below %d is refused", (bound) => {
    expect(() => rng(1).integer(bound)).toThrow("the bound of a random integer");
  });
});

describe("splitting", () => {
  test("a child depends on seed and path alone, not on what was drawn or split before", () => {
    const fresh = draw(20, rng(8).split(3).uniform);
    check(
      fc.property(fc.nat(50), fc.nat(5), fc.nat(5), (uniforms, normals, siblings) => {
        const parent = rng(8);
        draw(uniforms, parent.uniform);
        draw(normals, parent.normal);
        for (let index = 0; index < siblings; index++) parent.split(index).uniform();
        expect(draw(20, parent.split(3).uniform)).toEqual(fresh);
      }),
    );
  });

  test("splitting does not move the parent on", () => {
    const parent = rng(8);
    parent.uniform();
    parent.split(0).normal();
    const untouched = rng(8);
    untouched.uniform();
    expect(draw(5, parent.normal)).toEqual(draw(5, untouched.normal));
  });

  test("a child's key and stream are the words of a counter that the parent never draws", () => {
    const [k0, k1, s0, s1] = philoxBlock([8, 0], [3, 0x80000000, 0, 0]);
    const first = philoxBlock([k0, k1], [0, 0, s0, s1]);
    expect(rng(8).split(3).uniform()).toBe(uniformOf(first));
  });

  test("children, grandchildren and the parent are different streams", () => {
    const root = rng(9);
    const family: Rng[] = [root];
    for (let i = 0; i < 30; i++) {
      family.push(root.split(i), root.split(i).split(0), root.split(0).split(i + 1), root.split(2 ** 32 + i));
    }
    expect(new Set(family.map((member) => member.uniform())).size).toBe(family.length);
  });

  test("children are uniform across their indices, and not correlated with neighbours or with the parent", () => {
    const count = 20_000;
    const root = rng(10);
    const firsts = Array.from({ length: count }, (_, index) => root.split(index).uniform());
    const parents = draw(count, root.uniform);
    expect(
      chiSquare(
        firsts.map((value) => Math.floor(100 * value)),
        100,
      ),
    ).toBeLessThan(chiSquareLimit(99));
    const correlation = (xs: readonly number[], ys: readonly number[]) =>
      12 * mean(xs.map((x, i) => (x - 0.5) * ((ys[i] as number) - 0.5)));
    expect(Math.abs(correlation(firsts, parents))).toBeLessThan(5 / Math.sqrt(count));
    expect(Math.abs(correlation(firsts.slice(1), firsts.slice(0, -1)))).toBeLessThan(5 / Math.sqrt(count));
  });

  test.each([-1, 0.5, 2 ** 52])("the index %d is refused", (index) => {
    expect(() => rng(1).split(index)).toThrow("the index of a split");
  });
});

describe("saving", () => {
  test("a restored generator goes on to the bit, wherever it was saved, through JSON too", () => {
    check(
      fc.property(
        fc.array(fc.constantFrom("uniform", "normal", "integer"), { maxLength: 12 }),
        fc.nat(9),
        (calls, index) => {
          const random = rng(11).split(index);
          for (const call of calls) call === "integer" ? random.integer(5) : random[call]();
          const saved: number[] = JSON.parse(JSON.stringify([...random.save()]));
          const copy = rng("another");
          copy.restore(saved);
          const continuation = (r: Rng) => [
            ...draw(3, r.uniform),
            ...draw(3, r.normal),
            r.integer(9),
            r.split(1).uniform(),
          ];
          expect(continuation(copy)).toEqual(continuation(random));
        },
      ),
    );
  });

  test("the saved state is a copy", () => {
    const random = rng(12);
    const saved = random.save();
    const first = random.uniform();
    random.restore(saved);
    expect(random.uniform()).toBe(first);
  });

  test("what is not a saved state is refused", () => {
    const sound = [...rng(1).save()];
    for (const broken of [[], sound.slice(1), [...sound.slice(0, 7), Number.NaN], [-1, ...sound.slice(1)]]) {
      expect(() => rng(1).restore(broken)).toThrow("the state of a generator");
    }
    expect(() => rng(1).restore(sound)).not.toThrow();
    expect(() => rng(1).restore(sound.with(5, 7))).toThrow("the state of a generator");
    expect(() => rng(1).restore(sound.with(5, 2))).toThrow("the state of a generator"); // words in use, but no block
  });
});

function philoxBlock(key: readonly [number, number], counter: readonly number[]): [number, number, number, number] {
  const block = Uint32Array.from(counter);
  philox(Uint32Array.from(key), block);
  return [...block] as [number, number, number, number];
}
