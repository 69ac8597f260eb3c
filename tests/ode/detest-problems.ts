import type { Rhs } from "../../src/ode/index.ts";

type Scalar = (t: number, y: number) => number;

const scalar =
  (f: Scalar): Rhs =>
  (t, y, out) => {
    out[0] = f(t, y[0] as number);
  };

/** A system given as a function of (t, y) that returns the derivative. */
const system =
  (f: (t: number, y: readonly number[]) => readonly number[]): Rhs =>
  (t, y, out) =>
    out.set(f(t, Array.from(y)));

/** y′_i = y_{i−1} − 2 y_i + y_{i+1} */
const diffusion: Rhs = (_t, y, out) => {
  for (let i = 0; i < y.length; i++) out[i] = (y[i - 1] ?? 0) - 2 * (y[i] as number) + (y[i + 1] ?? 0);
};

const orbit: Rhs = system((_t, y) => {
  const [q1, q2, p1, p2] = y as [number, number, number, number];
  const r3 = (q1 * q1 + q2 * q2) ** 1.5;
  return [p1, p2, -q1 / r3, -q2 / r3];
});

const masses = [0.000954786104043, 0.000285583733151, 0.0000437273164546, 0.0000517759138449, 0.00000277777777778];

/** The sun and five outer planets: positions, then velocities. */
const planets: Rhs = (_t, y, out) => {
  const q = (j: number, i: number) => y[3 * j + i] as number;
  const axes = [0, 1, 2] as const;
  const cubed = (v: readonly number[]) => v.reduce((sum, x) => sum + x * x, 0) ** 1.5;
  const far = masses.map((_, j) => cubed(axes.map((i) => q(j, i))));
  out.set(y.subarray(15));
  masses.forEach((mass, j) => {
    for (const i of axes) {
      let a = (-(1.00000597682 + mass) * q(j, i)) / (far[j] as number);
      masses.forEach((other, k) => {
        if (k === j) return;
        const apart = cubed(axes.map((axis) => q(k, axis) - q(j, axis)));
        a += other * ((q(k, i) - q(j, i)) / apart - q(k, i) / (far[k] as number));
      });
      out[15 + 3 * j + i] = 2.95912208286 * a;
    }
  });
};

/** The right-hand sides of DETEST, classes A to E; the initial states are in the golden file. */
export const detest: Readonly<Record<string, Rhs>> = {
  A1: scalar((_t, y) => -y),
  A2: scalar((_t, y) => -(y ** 3) / 2),
  A3: scalar((t, y) => y * Math.cos(t)),
  A4: scalar((_t, y) => (y / 4) * (1 - y / 20)),
  A5: scalar((t, y) => (y - t) / (y + t)),
  B1: system((_t, [a = 0, b = 0]) => [2 * (a - a * b), -(b - a * b)]),
  B2: system((_t, [a = 0, b = 0, c = 0]) => [-a + b, a - 2 * b + c, b - c]),
  B3: system((_t, [a = 0, b = 0]) => [-a, a - b * b, b * b]),
  B4: system((_t, [a = 0, b = 0, c = 0]) => {
    const r = Math.hypot(a, b);
    return [-b - (a * c) / r, a - (b * c) / r, a / r];
  }),
  B5: system((_t, [a = 0, b = 0, c = 0]) => [b * c, -a * c, -0.51 * a * b]),
  C1: (_t, y, out) => {
    for (let i = 0; i < 10; i++) out[i] = (y[i - 1] ?? 0) - (i < 9 ? (y[i] as number) : 0);
  },
  C2: (_t, y, out) => {
    for (let i = 0; i < 10; i++) out[i] = i * (y[i - 1] ?? 0) - (i < 9 ? (i + 1) * (y[i] as number) : 0);
  },
  C3: diffusion,
  C4: diffusion,
  C5: planets,
  D1: orbit,
  D2: orbit,
  D3: orbit,
  D4: orbit,
  D5: orbit,
  E1: system((t, [a = 0, b = 0]) => [b, -(b / (t + 1) + (1 - 0.25 / (t + 1) ** 2) * a)]),
  E2: system((_t, [a = 0, b = 0]) => [b, (1 - a * a) * b - a]),
  E3: system((t, [a = 0, b = 0]) => [b, a ** 3 / 6 - a + 2 * Math.sin(2.78535 * t)]),
  E4: system((_t, [, b = 0]) => [b, 0.032 - 0.4 * b * b]),
  E5: system((t, [, b = 0]) => [b, Math.sqrt(1 + b * b) / (25 - t)]),
};
