import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { dop853, integrate, type OdeProblem, type StepController } from "../../src/ode/index.ts";
import { relative } from "./support.ts";

interface Golden {
  readonly period: number;
  readonly y0: number[];
  readonly rejected: number;
  readonly options: { readonly rtol: number; readonly atol: number; readonly first_step: number };
  readonly steps: readonly { readonly t: number; readonly y: number[]; readonly middle: number[] }[];
}

// Made by scipy: tests/golden/ode/make_arenstorf.py.
const golden = JSON.parse(readFileSync(new URL("../golden/ode/arenstorf.json", import.meta.url), "utf8")) as Golden;

const mu = 0.012277471;
const problem: OdeProblem = {
  rhs(_t, y, out) {
    const [x = 0, v = 0, u = 0, w = 0] = y;
    const m = 1 - mu;
    const d1 = ((x + mu) ** 2 + v ** 2) ** 1.5;
    const d2 = ((x - m) ** 2 + v ** 2) ** 1.5;
    out[0] = u;
    out[1] = w;
    out[2] = x + 2 * w - (m * (x + mu)) / d1 - (mu * (x - m)) / d2;
    out[3] = v - 2 * u - (m * v) / d1 - (mu * v) / d2;
  },
  y0: Float64Array.from(golden.y0),
  span: [0, golden.period],
};

const { rtol, atol, first_step: step } = golden.options;
const ends = [0, ...golden.steps.map(({ t }) => t)];

/** A controller that repeats scipy's accepted steps. */
const replay = (): StepController => {
  const lengths = ends.slice(1).map((t, i) => t - (ends[i] as number));
  let made = 0;
  return { name: "replay", factor: () => (lengths[++made] ?? 1e-9) / (lengths[made - 1] as number) };
};
const replayed = { method: dop853(), rtol: 1, atol: 1, step: ends[1] as number, maxSteps: 20 };

test("with scipy's step sizes dop853 agrees with it to 1e-12 over 20 steps of the Arenstorf orbit", () => {
  const { t, y } = integrate(problem, { ...replayed, controller: replay(), saveAt: { steps: true } });
  expect(t).toHaveLength(21);
  golden.steps.forEach((wanted, i) => {
    expect(relative(y.data.subarray(4 * (i + 1), 4 * (i + 2)), wanted.y)).toBeLessThanOrEqual(1e-12);
  });
});

test("its dense output agrees with scipy to 1e-12 in the middle of every step", () => {
  const middles = golden.steps.map(({ t }, i) => 0.5 * ((ends[i] as number) + t));
  const { t, y } = integrate(problem, { ...replayed, controller: replay(), saveAt: { times: middles } });
  expect(t).toHaveLength(20);
  golden.steps.forEach(({ middle }, i) => {
    expect(relative(y.data.subarray(4 * i, 4 * (i + 1)), middle)).toBeLessThanOrEqual(1e-12);
  });
});

// Left to itself the controller can agree only as far as the error estimate is known: it is a difference of terms 1e8
// times larger, so its rounding is 1e-8 of it, and each of the two codes has its own.
test("the elementary controller takes scipy's steps from the same first step, to the rounding of the estimate", () => {
  const { status, t, y, stats } = integrate(problem, {
    method: dop853(),
    rtol,
    atol,
    step,
    saveAt: { steps: true },
    maxSteps: 20 + golden.rejected,
  });
  expect(status).toBe("max-steps");
  expect(stats).toMatchObject({ steps: 20, rejected: golden.rejected });
  golden.steps.forEach((wanted, i) => {
    expect(Math.abs((t[i + 1] as number) - wanted.t)).toBeLessThanOrEqual(1e-7 * wanted.t);
    expect(relative(y.data.subarray(4 * (i + 1), 4 * (i + 2)), wanted.y)).toBeLessThanOrEqual(1e-7);
  });
});

test("the orbit closes after one period", () => {
  const { y } = integrate(problem, { method: dop853(), rtol: 1e-12, atol: 1e-14 });
  expect(relative(y.data.subarray(4, 8), golden.y0)).toBeLessThanOrEqual(1e-8);
});
