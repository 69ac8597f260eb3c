import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readNetcdf } from "../src/io/index.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Runs an example as `npm run example NAME` does, and hands back what it printed. */
function example(name: string): string {
  return execFileSync(process.execPath, ["scripts/run.mjs", "examples", name], { cwd: root, encoding: "utf8" });
}

test("the soliton example prints its error and leaves a file", async () => {
  const file = `${root}soliton.nc`;
  try {
    const printed = example("soliton");
    expect(printed).toMatch(/^success /);
    const error = Number(/relative L2 error (\S+)/.exec(printed)?.[1]);
    expect(error).toBeGreaterThan(0);
    expect(error).toBeLessThan(1e-9);
    const { dimensions } = await readNetcdf(file);
    expect(dimensions).toEqual({ t: 101, x: 512 });
  } finally {
    rmSync(file, { force: true });
  }
});

test("the conservation example shows what was restored and what is lost without", () => {
  const rows = [...example("conservation").matchAll(/mass (\S+) energy (\S+) error (\S+) FFTs (\d+)/g)];
  const [kept, free] = rows.map((row) => row.slice(1).map(Number)) as [number[], number[]];
  expect(Math.max(kept[0] as number, kept[1] as number)).toBeLessThan(1e-13);
  expect(free[0] as number).toBeGreaterThan(1e-13);
  expect(Math.max(kept[2] as number, free[2] as number)).toBeLessThan(1e-6);
  expect(Math.max(kept[3] as number, free[3] as number)).toBeLessThan(4500);
});

test("the pendulum example finds the quarter periods and keeps the energy", () => {
  const printed = example("pendulum");
  const times = (/turning points (.*)/.exec(printed)?.[1] ?? "").split(" ").map(Number);
  expect(times).toHaveLength(3);
  // Half a period of the pendulum let go at 1 rad is 2 K(sin ½).
  for (const [i, t] of times.entries()) expect(t).toBeCloseTo((i + 1) * 3.3499878321852266, 8);
  expect(Number(/energy error (\S+)/.exec(printed)?.[1])).toBeLessThan(1e-8);
});

test("the example past the shock finds it where the mean has carried it, between states that fulfil the jump condition", () => {
  const printed = example("past-the-shock");
  expect(printed).toContain("status: 'broken'");
  const [place, left, right, speed] = (/shock at (.*)/.exec(printed)?.[0].match(/-?\d+\.\d+(?:e-?\d+)?/g) ?? []).map(
    Number,
  );
  expect(place).toBeCloseTo(Math.PI + 0.75, 3);
  expect(speed).toBeCloseTo(0.5, 3);
  expect(((left as number) + (right as number)) / 2).toBeCloseTo(speed as number, 10);
  // 1 / max(−d(1 + sin(x)/2)³/dx), where sin x = (√7 − 1)/3.
  const sine = (Math.sqrt(7) - 1) / 3;
  const steepest = 1.5 * (1 + sine / 2) ** 2 * Math.sqrt(1 - sine * sine);
  expect(Number(/breaks at (\S+)/.exec(printed)?.[1])).toBeCloseTo(1 / steepest, 8);
});

test("the entropy example prints H, C, their bounds and the zone of the logistic map", () => {
  const printed = example("entropy");
  const [H, C, min, max] = printed.split(" ").map(Number);
  expect(H).toBeCloseTo(0.680238, 6);
  expect(C).toBeCloseTo(0.399151, 6);
  expect(min).toBeLessThan(C as number);
  expect(max).toBeGreaterThan(C as number);
  expect(printed).toContain("zone: 'complex'");
});

const numbersIn = (text: string) =>
  [...text.matchAll(/-?\d+(?:\.\d+)?(?:e[-+]?\d+)?/g)].map(([number]) => Number(number));

test("the fibre example has a soliton of order 2 that is itself again after a period of 72.4 m", () => {
  const [order, period, , power, back] = numbersIn(example("fibre"));
  expect(order).toBeCloseTo(2, 6);
  expect(period).toBeCloseTo((0.5 * Math.PI * 1e-24) / 21.7e-27, 8);
  expect(power).toBeCloseTo(16.6923, 4);
  expect(back).toBeLessThan(1e-5);
});

test("the condensate example finds the ground state above the Thomas–Fermi limit", () => {
  const [length, gamma, mu, limit, residual] = numbersIn(example("condensate"));
  expect(length).toBeCloseTo(3.49e-6, 8);
  expect(gamma).toBeCloseTo((-2 * 2000 * 5.3e-9 * 25) / (length as number), 6);
  expect(mu).toBeGreaterThan(limit as number);
  expect((mu as number) / (limit as number)).toBeLessThan(1.001);
  expect(residual).toBeLessThanOrEqual(1e-9);
});

test("the ocean example raises a swell to its height times 1 + √2 in the scales of 150 m waves", () => {
  const [swell, highest, after, velocity, growth] = numbersIn(example("ocean"));
  expect(swell).toBeCloseTo(15 / (2 * Math.PI), 10);
  // The Akhmediev breather of a = 1/4 reaches 1 + 2√(2a).
  expect((highest as number) / (swell as number)).toBeCloseTo(1 + Math.SQRT2, 6);
  const frequency = Math.sqrt((9.80665 * 2 * Math.PI) / 150);
  expect(after).toBeCloseTo(1000 / frequency / 60, 6);
  expect(velocity).toBeCloseTo(frequency / ((4 * Math.PI) / 150), 8);
  expect(growth).toBeCloseTo(0.005 * frequency, 10);
});

test("the Burgers example reaches its error in a given number of steps", () => {
  const printed = example("burgers");
  expect(printed).toMatch(/^stages-done after 180 steps/);
  const error = Number(/relative L2 error (\S+)/.exec(printed)?.[1]);
  expect(error).toBeGreaterThan(0);
  expect(error).toBeLessThan(5e-3);
  const [, fitted, exact] = /u\(0\.5, 0\.25\) = (\S+) exactly (\S+)/.exec(printed) ?? [];
  expect(Number(exact)).toBeCloseTo(-0.7564472, 6);
  expect(Number(fitted)).toBeCloseTo(Number(exact), 2);
});

test("the convection example follows c = 50, and a front that moves", () => {
  const printed = example("convection");
  const error = Number(/^step-budget relative L2 error (\S+)/.exec(printed)?.[1]);
  expect(error).toBeLessThan(1e-6);
  expect(printed).toContain("crossingTime: null");
  const [front, jacobian] = (/front (.*)/.exec(printed)?.[1] ?? "").split(" ").map(Number);
  expect(front).toBeLessThan(1e-3);
  expect(jacobian).toBeGreaterThan(0.1);
});

test("the example of one's own equation meets the beginning exactly and the walls nearly", () => {
  const printed = example("own-equation");
  const [, start, end] = /u\(1, 0\) = (\S+) u\(1, 1\) = (\S+)/.exec(printed) ?? [];
  expect(Number(start)).toBe(1);
  // 0.877260 by central differences on 400 cells and 4000 steps of RK4.
  expect(Number(end)).toBeCloseTo(0.87726, 2);
  for (const [, residual] of printed.matchAll(/(?:pde|min'|max'): (\S+?),?\n/g))
    expect(Number(residual)).toBeLessThan(0.05);
});

test("the least squares example fits exp x, and finds the bottom of Rosenbrock's valley", () => {
  const printed = example("least-squares");
  expect(printed).toMatch(/^rank 12 full-rank /);
  // The coefficient of T_12 in exp x is 2 I_12(1) = 1e-12.
  expect(Number(/error (\S+)/.exec(printed)?.[1])).toBeLessThan(1e-11);
  const [x, y] = (/stop gradient at (.*) after/.exec(printed)?.[1] ?? "").split(" ").map(Number);
  expect(x).toBeCloseTo(1, 9);
  expect(y).toBeCloseTo(1, 9);
});

test("the Gaussians example resolves ten half waves each way", () => {
  const printed = example("gaussians");
  expect(printed).toMatch(/^step-budget with \d+ Gaussians$/m);
  expect(Number(/relative L2 error (\S+)/.exec(printed)?.[1])).toBeLessThan(1e-4);
  const [, fitted, exact] = /u\(0\.05, 0\.05\) = (\S+) exactly (\S+)/.exec(printed) ?? [];
  expect(Number(exact)).toBeCloseTo(1, 12);
  expect(Number(fitted)).toBeCloseTo(1, 4);
});

test("the vector solitons are followed to 1e-8, and exchange mass between their components", () => {
  const [, error, before, after] = numbersIn(example("vector-solitons"));
  expect(error).toBeLessThan(1e-8);
  expect(before).toBeCloseTo(Math.cos(0.2) ** 2, 2);
  expect(Math.abs((after as number) - (before as number))).toBeGreaterThan(0.05);
});

test("the condensate on a plane is back over the centre of its trap after a quarter of its swing", () => {
  const [mu, residual, x, y, , error] = numbersIn(example("trapped-plane"));
  expect(mu).toBeGreaterThan(1);
  expect(residual).toBeLessThan(1e-9);
  expect(Math.abs(x as number)).toBeLessThan(1e-6);
  expect(y).toBeCloseTo(1, 6);
  expect(error).toBeLessThan(1e-6);
});

test("moving-gaussians: Gaussians that move are ten times as exact as the same ones fixed", () => {
  const printed = example("moving-gaussians");
  const [fixed, moving] = [...printed.matchAll(/relative L2 error (\S+)/g)].map((match) => Number(match[1]));
  expect(moving).toBeLessThan(1e-3);
  expect(moving! * 10).toBeLessThan(fixed!);
  expect(printed).toMatch(/moved by 0 in the median/);
});

test("many-coordinates: Poisson's equation in six coordinates to half a percent", () => {
  const printed = example("many-coordinates");
  expect(printed).toMatch(/^step-budget with \d+ products$/m);
  expect(Number(/relative L2 error (\S+)/.exec(printed)?.[1])).toBeLessThan(5e-3);
});
