import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const read = (name: string) => JSON.parse(readFileSync(new URL(`../golden/entropy/${name}`, import.meta.url), "utf8"));

/** One row of hc.json. */
export interface Row {
  readonly n: number;
  readonly delay: number;
  readonly windows: number;
  readonly patterns: number;
  readonly maxCount: number;
  readonly peccary: readonly [H: number, C: number];
}

interface Recorded {
  readonly sha256_f64le: string;
  readonly N: number;
  readonly series?: readonly (string | number)[];
  readonly results: readonly Row[];
}

export const recorded: Readonly<Record<string, Recorded>> = read("hc.json");

/** Extremal points of one order: [k, f, H, C] of the upper bound, [j, H, C] of the lower. */
export interface Curve {
  readonly max: readonly (readonly [number, number, number, number])[];
  readonly min: readonly (readonly [number, number, number])[];
}

export const curves: Readonly<Record<string, Curve>> = {
  ...read("curves_exact50digit.json"),
  ...read("bounds78.json"),
};

interface Exact {
  readonly H: number;
  readonly C: number;
  readonly patterns: number;
  readonly probs: Readonly<Record<string, string>> | null;
}

export const exact: Readonly<Record<"3" | "4" | "5" | "6" | "7", Exact>> = read("exact.json");

/** Uniform numbers of the generator mulberry32, 53 bits of two draws each. */
function mulberry(seed: number): () => number {
  let state = seed;
  const word = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  return () => {
    const a = word();
    const b = word();
    return ((a >>> 5) * 67108864 + (b >>> 6)) / 2 ** 53;
  };
}

const recipes: Readonly<Record<string, (length: number) => Float64Array>> = {
  "logistic_r4_x0.4": (length) => iterate(length, [0.4], ([x = 0]) => [4 * x * (1 - x)]),
  henon_classic: (length) => iterate(length, [1, 1], ([x = 0, y = 0]) => [1 - 1.4 * (x * x) + y, 0.3 * x]),
  lorenz_rk4_rho28: (length) => lorenzRungeKutta(length),
  lorenz_euler_peccary_default: (length) =>
    iterate(length, [0, 1, 1.05], ([x = 0, y = 0, z = 0]) => [
      x + 10 * (y - x) * 0.01,
      y + (20 * x - y - x * z) * 0.01,
      z + (x * y - 2.667 * z) * 0.01,
    ]),
  white_mulberry32: (length) => Float64Array.from({ length }, mulberry(20261122)),
  walk_mulberry32(length) {
    const uniform = mulberry(7);
    let sum = 0;
    return Float64Array.from({ length }, () => {
      sum += uniform() - 0.5;
      return sum;
    });
  },
  constant: (length) => new Float64Array(length).fill(3.25),
};

/** A recorded series: recomputed from its recipe, or read; its hash is checked. */
export function recordedSeries(name: string): Float64Array {
  const { N, series, sha256_f64le } = recorded[name] as Recorded;
  const values = series === undefined ? recipes[name]?.(N) : Float64Array.from(series, Number);
  if (values === undefined) throw new Error(`no recipe for ${name}`);
  const hash = createHash("sha256").update(new Uint8Array(values.buffer)).digest("hex");
  if (hash !== sha256_f64le) throw new Error(`the recipe of ${name} gives other bits`);
  return values;
}

function iterate(length: number, start: readonly number[], map: (state: readonly number[]) => number[]): Float64Array {
  let state: readonly number[] = start;
  return Float64Array.from({ length }, () => {
    const [x = 0] = state;
    state = map(state);
    return x;
  });
}

function lorenzRungeKutta(length: number): Float64Array {
  const f = ([x = 0, y = 0, z = 0]: readonly number[]) => [10 * (y - x), x * (28 - z) - y, x * y - (8 / 3) * z];
  const h = 0.01;
  const h6 = h / 6;
  const at = (u: readonly number[], k: readonly number[], s: number) =>
    u.map((value, i) => value + s * (k[i] as number));
  const all = iterate(length + 1000, [1, 1, 1], (u) => {
    const k1 = f(u);
    const k2 = f(at(u, k1, h / 2));
    const k3 = f(at(u, k2, h / 2));
    const k4 = f(at(u, k3, h));
    return u.map((value, i) => {
      const [a = 0, b = 0, c = 0, d = 0] = [k1[i], k2[i], k3[i], k4[i]];
      return value + h6 * (a + 2 * b + 2 * c + d);
    });
  });
  return all.slice(1000);
}
