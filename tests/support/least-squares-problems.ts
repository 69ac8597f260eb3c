import type { LeastSquares } from "../../src/core/index.ts";

/** Residuals and their Jacobian, rows of numbers. */
export interface TestProblem {
  readonly name: string;
  readonly start: readonly number[];
  /** The least Σ r². */
  readonly least: number;
  residuals(x: readonly number[]): number[];
  jacobian(x: readonly number[]): number[][];
}

/** A problem as an objective. */
export function objectiveOf({ start, residuals, jacobian }: Omit<TestProblem, "name" | "least">): LeastSquares {
  const rows = residuals(start).length;
  const n = start.length;
  const r = (theta: Float64Array) => residuals([...theta]);
  const j = (theta: Float64Array) => jacobian([...theta]);
  const transposeTimes = (theta: Float64Array, w: ArrayLike<number>, out: Float64Array) => {
    out.fill(0);
    j(theta).forEach((row, i) => {
      for (let k = 0; k < n; k++) out[k] = (out[k] as number) + (row[k] as number) * (w[i] as number);
    });
  };
  const half = (values: readonly number[]) => values.reduce((total, value) => total + value * value, 0) / 2;
  return {
    parameters: n,
    rows,
    residuals: (theta, out) => out.set(r(theta)),
    valueAndGradient(theta, gradient) {
      const values = r(theta);
      transposeTimes(theta, values, gradient);
      return half(values);
    },
    jacobian(theta, out, values) {
      out.set(j(theta).flat());
      values.set(r(theta));
    },
    normal(theta, jtj, gradient) {
      const rowsOfJ = j(theta);
      const values = r(theta);
      for (let a = 0; a < n; a++) {
        for (let b = 0; b <= a; b++) {
          jtj[a * n + b] = rowsOfJ.reduce((total, row) => total + (row[a] as number) * (row[b] as number), 0);
        }
      }
      transposeTimes(theta, values, gradient);
      return half(values);
    },
    times(theta, v, out) {
      j(theta).forEach((row, i) => {
        out[i] = row.reduce((total, value, k) => total + value * (v[k] as number), 0);
      });
    },
    transposeTimes,
  };
}

type Four = readonly [number, number, number, number];
type Three = readonly [number, number, number];
type Two = readonly [number, number];

/**
 * J. J. Moré, B. S. Garbow and K. E. Hillstrom, Testing unconstrained optimization software, ACM Transactions on
 * Mathematical Software 7 (1981) 17–41, with their numbers, starts and minima.
 */
export const testProblems: readonly TestProblem[] = [
  {
    name: "1 Rosenbrock",
    start: [-1.2, 1],
    least: 0,
    residuals: (x) => {
      const [a, b] = x as Two;
      return [10 * (b - a * a), 1 - a];
    },
    jacobian: (x) => [
      [-20 * (x as Two)[0], 10],
      [-1, 0],
    ],
  },
  {
    name: "4 Brown badly scaled",
    start: [1, 1],
    least: 0,
    residuals: (x) => {
      const [a, b] = x as Two;
      return [a - 1e6, b - 2e-6, a * b - 2];
    },
    jacobian: (x) => {
      const [a, b] = x as Two;
      return [
        [1, 0],
        [0, 1],
        [b, a],
      ];
    },
  },
  {
    name: "5 Beale",
    start: [1, 1],
    least: 0,
    residuals: (x) => {
      const [a, b] = x as Two;
      return [1.5, 2.25, 2.625].map((y, i) => y - a * (1 - b ** (i + 1)));
    },
    jacobian: (x) => {
      const [a, b] = x as Two;
      return [1, 2, 3].map((i) => [b ** i - 1, a * i * b ** (i - 1)]);
    },
  },
  {
    name: "6 Jennrich–Sampson",
    start: [0.3, 0.4],
    least: 124.362182355615,
    residuals: (x) => {
      const [a, b] = x as Two;
      return tenths.map((i) => 2 + 2 * i - (Math.exp(i * a) + Math.exp(i * b)));
    },
    jacobian: (x) => {
      const [a, b] = x as Two;
      return tenths.map((i) => [-i * Math.exp(i * a), -i * Math.exp(i * b)]);
    },
  },
  {
    name: "7 helical valley",
    start: [-1, 0, 0],
    least: 0,
    residuals: (x) => {
      const [a, b, c] = x as Three;
      const angle = Math.atan(b / a) / (2 * Math.PI) + (a < 0 ? 0.5 : 0);
      return [10 * (c - 10 * angle), 10 * (Math.hypot(a, b) - 1), c];
    },
    jacobian: (x) => {
      const [a, b] = x as Three;
      const square = a * a + b * b;
      const root = Math.sqrt(square);
      const factor = 100 / (2 * Math.PI * square);
      return [
        [factor * b, -factor * a, 10],
        [(10 * a) / root, (10 * b) / root, 0],
        [0, 0, 1],
      ];
    },
  },
  {
    name: "8 Bard",
    start: [1, 1, 1],
    least: 8.21487730657897e-3,
    residuals: (x) => {
      const [a, b, c] = x as Three;
      return bard.map((y, k) => {
        const { u, v, w } = bardPlace(k);
        return y - (a + u / (v * b + w * c));
      });
    },
    jacobian: (x) => {
      const [, b, c] = x as Three;
      return bard.map((_, k) => {
        const { u, v, w } = bardPlace(k);
        const square = (v * b + w * c) ** 2;
        return [-1, (u * v) / square, (u * w) / square];
      });
    },
  },
  {
    name: "13 Powell singular",
    start: [3, -1, 0, 1],
    least: 0,
    residuals: (x) => {
      const [a, b, c, d] = x as Four;
      return [a + 10 * b, Math.sqrt(5) * (c - d), (b - 2 * c) ** 2, Math.sqrt(10) * (a - d) ** 2];
    },
    jacobian: (x) => {
      const [a, b, c, d] = x as Four;
      const slope = 2 * Math.sqrt(10) * (a - d);
      return [
        [1, 10, 0, 0],
        [0, 0, Math.sqrt(5), -Math.sqrt(5)],
        [0, 2 * (b - 2 * c), -4 * (b - 2 * c), 0],
        [slope, 0, 0, -slope],
      ];
    },
  },
  {
    name: "14 Wood",
    start: [-3, -1, -3, -1],
    least: 0,
    residuals: (x) => {
      const [a, b, c, d] = x as Four;
      const [root10, root90] = [Math.sqrt(10), Math.sqrt(90)];
      return [10 * (b - a * a), 1 - a, root90 * (d - c * c), 1 - c, root10 * (b + d - 2), (b - d) / root10];
    },
    jacobian: (x) => {
      const [a, , c] = x as Four;
      const [root10, root90] = [Math.sqrt(10), Math.sqrt(90)];
      return [
        [-20 * a, 10, 0, 0],
        [-1, 0, 0, 0],
        [0, 0, -2 * root90 * c, root90],
        [0, 0, -1, 0],
        [0, root10, 0, root10],
        [0, 1 / root10, 0, -1 / root10],
      ];
    },
  },
  {
    name: "15 Kowalik–Osborne",
    start: [0.25, 0.39, 0.415, 0.39],
    least: 3.07505603849238e-4,
    residuals: (x) => {
      const [a, b, c, d] = x as Four;
      return kowalik.map(([y, u]) => y - (a * (u * u + u * b)) / (u * u + u * c + d));
    },
    jacobian: (x) => {
      const [a, b, c, d] = x as Four;
      return kowalik.map(([, u]) => {
        const [top, below] = [u * u + u * b, u * u + u * c + d];
        return [-top / below, (-a * u) / below, (a * top * u) / below ** 2, (a * top) / below ** 2];
      });
    },
  },
  {
    name: "16 Brown–Dennis",
    start: [25, 5, -5, -1],
    least: 85822.2016263563,
    residuals: (x) => {
      const [a, b, c, d] = x as Four;
      return fifths.map((t) => (a + t * b - Math.exp(t)) ** 2 + (c + d * Math.sin(t) - Math.cos(t)) ** 2);
    },
    jacobian: (x) => {
      const [a, b, c, d] = x as Four;
      return fifths.map((t) => {
        const p = 2 * (a + t * b - Math.exp(t));
        const q = 2 * (c + d * Math.sin(t) - Math.cos(t));
        return [p, t * p, q, Math.sin(t) * q];
      });
    },
  },
  {
    name: "21 extended Rosenbrock of 30",
    start: Array.from({ length: 30 }, (_, i) => (i % 2 === 0 ? -1.2 : 1)),
    least: 0,
    residuals: (x) =>
      x.map((value, i) => (i % 2 === 0 ? 10 * ((x[i + 1] as number) - value * value) : 1 - (x[i - 1] as number))),
    jacobian: (x) =>
      x.map((value, i) =>
        x.map((_, k) => {
          if (i % 2 === 0) return k === i ? -20 * value : k === i + 1 ? 10 : 0;
          return k === i - 1 ? -1 : 0;
        }),
      ),
  },
  {
    name: "30 Broyden tridiagonal of 40",
    start: new Array<number>(40).fill(-1),
    least: 0,
    residuals: (x) => x.map((value, i) => (3 - 2 * value) * value - (x[i - 1] ?? 0) - 2 * (x[i + 1] ?? 0) + 1),
    jacobian: (x) =>
      x.map((value, i) => x.map((_, k) => (k === i ? 3 - 4 * value : k === i - 1 ? -1 : k === i + 1 ? -2 : 0))),
  },
];

const tenths = Array.from({ length: 10 }, (_, i) => i + 1);
const fifths = Array.from({ length: 20 }, (_, i) => (i + 1) / 5);
const bard = [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.1, 4.39];
const bardPlace = (k: number) => ({ u: k + 1, v: 15 - k, w: Math.min(k + 1, 15 - k) });
const kowalik = [
  [0.1957, 4],
  [0.1947, 2],
  [0.1735, 1],
  [0.16, 0.5],
  [0.0844, 0.25],
  [0.0627, 0.167],
  [0.0456, 0.125],
  [0.0342, 0.1],
  [0.0323, 0.0833],
  [0.0235, 0.0714],
  [0.0246, 0.0625],
] as const;
