import { describe, expect, test } from "vitest";
import { lagrangian, problems, training } from "../support/sech.ts";

type Sine = NonNullable<problems.Symbols["x"]>;
type Options = Parameters<typeof training.train>[2];

function trained(
  problem: problems.TransportProblem,
  model: lagrangian.CharacteristicsOptions,
  steps: number,
  options: Partial<Options> = {},
) {
  return training.train(problem, lagrangian.characteristics(model), { seed: 4, budget: { steps }, ...options });
}

/** The relative error on a grid that is coarser than the one of `relativeError`, which takes seconds. */
function errorOf({ problem, values }: Awaited<ReturnType<typeof trained>>): number {
  const points = training.gridPoints(training.gridAxes(problem.domain, 13));
  const exact = training.exactValues(problem, points) as Float64Array;
  const got = values(points);
  let [difference, size] = [0, 0];
  exact.forEach((value, i) => {
    if (Number.isNaN(value)) return;
    difference += ((got[i] as number) - value) ** 2;
    size += (value - problem.offset) ** 2;
  });
  return Math.sqrt(difference / size);
}

describe("paths that are learnt", () => {
  const small = { mode: "lpinn", width: 8, depth: 1 } as const;

  test("convection has the same history and error at every speed, because the mean speed cancels", async () => {
    const fits = [];
    for (const speed of [3, 100]) fits.push(await trained(problems.convection({ speed }), small, 40));
    const [slow, ...others] = fits;
    for (const fit of others) {
      fit.history.forEach(({ train }, i) => {
        const wanted = slow?.history[i]?.train as number;
        // Rounding of the residual is 1e-16 of the speed.
        expect(Math.abs(train - wanted)).toBeLessThan(1e-6 * wanted + 1e-12);
      });
      expect(errorOf(fit)).toBeLessThan(1e-6);
    }
  });

  test("a Gaussian needs no more than a sine, because only the path is learnt", async () => {
    const initial: problems.TransportOptions["initial"] = ({ x }) =>
      x?.sub(Math.PI).square().mul(-8).exp() as NonNullable<typeof x>;
    const fit = await trained(problems.convection({ speed: 30, initial }), small, 40);
    expect(errorOf(fit)).toBeLessThan(1e-6);
  });

  test("soft conditions leave the initial state to the loss, and moving the path too", async () => {
    const problem = problems.convection({ speed: 30 });
    for (const [model, rows] of [
      [{ ...small, initial: "soft" }, ["path", "state", "initial"]],
      [{ ...small, mode: "moving" }, ["path", "state", "initial path", "initial"]],
    ] as const) {
      const fit = await trained(problem, model, 60);
      expect(Object.keys(fit.residuals)).toEqual(rows);
      expect(errorOf(fit)).toBeLessThan(2e-3);
    }
  });

  test("Burgers' equation without viscosity has the least Jacobian 1 − t, and its paths cross at t = 1", async () => {
    const before = await trained(problems.transportBurgers({ viscosity: 0 }), { ...small, width: 12, depth: 2 }, 40);
    expect(errorOf(before)).toBeLessThan(1e-5);
    const { status, minJacobian, crossingTime, breakingTime } = lagrangian.diagnose(before);
    expect([status, crossingTime]).toEqual(["single-valued", null]);
    expect(minJacobian).toBeCloseTo(0.1, 4);
    expect(breakingTime).toBeCloseTo(1, 12);

    const problem = problems.transportBurgers({ viscosity: 0, end: 1.5 });
    const after = await trained(problem, { ...small, width: 12, depth: 2 }, 40);
    const report = lagrangian.diagnose(after);
    expect(report.status).toBe("broken");
    expect(report.crossingTime).toBeCloseTo(1, 3);
    // At t = 1.5 paths are folded around x = π, where a shock stands; elsewhere one ends.
    for (const x of [1, 2.9, Math.PI - 0.01, Math.PI + 0.01, 5]) {
      expect(after.evaluate(x, 1.5)).toBeCloseTo(problem.exact?.(x, 1.5)[0] as number, 4);
    }
  });

  test("where least action does not hold, there is no value at places where several paths end", async () => {
    // The flux u³/3 − u²/8 is neither convex nor concave between −1 and 1.
    const problem = problems.transport({
      domain: { x: [0, 2 * Math.PI], t: [0, 2] },
      speed: ({ u }) => (u as Sine).square().sub((u as Sine).mul(0.25)),
      initial: ({ x }) => (x as Sine).sin(),
    });
    const fit = await trained(problem, { ...small, width: 10, depth: 2 }, 30);
    expect(lagrangian.diagnose(fit)).toMatchObject({ status: "crossed", crossingTime: expect.any(Number) });
    const values = fit.values(Float64Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? i / 32 : 2)));
    expect(values.some(Number.isNaN)).toBe(true);
    expect(values.every((value) => Number.isNaN(value) || Math.abs(value) < 1.001)).toBe(true);
  });

  test("a speed of the place is followed through eight turns of the ring", async () => {
    const fit = await trained(problems.variableSpeed({ speed: 50 }), { mode: "lpinn", width: 10, depth: 1 }, 60);
    expect(errorOf(fit)).toBeLessThan(1e-3);
    // J = a(x) / a(ξ) lies between 0.8 / 1.2 and its inverse.
    expect(lagrangian.diagnose(fit).minJacobian).toBeCloseTo(0.8 / 1.2, 2);
  });

  test("a source acts along paths: u_t + 3 u_x = −u decays as exp(−t)", async () => {
    const problem = problems.transport({
      domain: { x: [0, 2 * Math.PI], t: [0, 1] },
      speed: 3,
      source: ({ u }) => (u as NonNullable<typeof u>).neg(),
      initial: ({ x }) => (x as NonNullable<typeof x>).sin(),
      exact: (x = 0, t = 0) => Math.exp(-t) * Math.sin(x - 3 * t),
    });
    const fit = await trained(problem, { mode: "lpinn", width: 8, depth: 1 }, 80);
    expect(errorOf(fit)).toBeLessThan(1e-4);
  });

  test("diffusion is that of the place: lpinn agrees with Cole and Hopf", async () => {
    const problem = problems.transportBurgers({ viscosity: 0.1, end: 0.8 });
    const fit = await trained(problem, { mode: "lpinn", width: 8, depth: 2 }, 60);
    expect(errorOf(fit)).toBeLessThan(2e-3);
  });

  test("original agrees with its own equation instead, U = exp(−νt) sin ξ along X = ξ + (1 − exp(−νt)) / ν sin ξ", async () => {
    const problem = problems.transportBurgers({ viscosity: 0.1 });
    for (const shareWeights of [false, true]) {
      const fit = await trained(problem, { mode: "original", width: 8, depth: 1, shareWeights }, 60);
      for (const [label, t] of [
        [1, 0.5],
        [2.5, 1],
        [5, 0.9],
      ] as const) {
        const decay = Math.exp(-0.1 * t);
        const place = label + ((1 - decay) / 0.1) * Math.sin(label);
        expect(Math.abs(fit.evaluate(place, t) - decay * Math.sin(label))).toBeLessThan(1e-3);
      }
      // Diffusion that is left in labels is far too weak where these crowd.
      const place = 2.5 + ((1 - Math.exp(-0.1)) / 0.1) * Math.sin(2.5);
      expect(fit.evaluate(place, 1) - (problem.exact?.(place, 1)[0] as number)).toBeGreaterThan(0.1);
    }
  });

  test("the Riemann invariants of a gas are followed on the paths of one family, before they break", async () => {
    const problem = problems.isentropicGas({ end: 0.5 });
    const fit = await trained(problem, { mode: "lpinn", width: 8, depth: 2 }, 60);
    expect(errorOf(fit)).toBeLessThan(1e-3);
    // The paths of r are straight: J = 1 + t A cos ξ.
    expect(lagrangian.diagnose(fit).minJacobian).toBeCloseTo(0.75, 2);
    // Shallow water: along dx/dt = v + c nothing happens to r. Its path through (x, t) is found by stepping.
    const water = await trained(
      problems.isentropicGas({ gamma: 2, end: 0.5 }),
      { mode: "lpinn", width: 8, depth: 2 },
      60,
    );
    const at = (x: number, t: number) => water.values(Float64Array.of(x, t)) as unknown as [number, number];
    let x = 1;
    const start = at(x, 0)[0];
    const speed = ([r, s]: readonly [number, number]) => 0.75 * r + 0.25 * s;
    for (let k = 0; k < 10; k++) {
      const middle = x + 0.025 * speed(at(x, k * 0.05));
      x += 0.05 * speed(at(middle, (k + 0.5) * 0.05));
    }
    expect(at(x, 0.5)[0]).toBeCloseTo(start, 3);
  });

  test("a bump is carried a quarter turn around the middle", async () => {
    const fit = await trained(problems.rotation({ turns: 0.25 }), { mode: "lpinn", width: 8, depth: 2 }, 30);
    expect(errorOf(fit)).toBeLessThan(2e-2);
    const { status, minJacobian } = lagrangian.diagnose(fit);
    expect(status).toBe("single-valued");
    expect(minJacobian).toBeCloseTo(1, 1);
  });
});

describe("a map that is known", () => {
  test("keeps its Jacobian at the least and above for all time", () => {
    const problem = problems.transportBurgers({ end: 10 });
    const { map } = lagrangian.characteristics({ mode: "ale", minJacobian: 0.2 }).parts(problem);
    const least = (t: number) => {
      const labels = Array.from({ length: 200 }, (_, i) => (2 * Math.PI * i) / 200);
      const d = map?.displacement(new Float64Array(0), Float64Array.from(labels.flatMap((label) => [label, t])));
      return Math.min(...labels.map((_, i) => 1 + (d?.[2 * i + 1] as number)));
    };
    expect(least(0.1)).toBeCloseTo(0.9, 3);
    expect(least(10)).toBeGreaterThan(0.2);
    expect(least(10)).toBeLessThan(0.2001);
  });

  test("the offset of Burgers' equation cancels in history and error", async () => {
    const fits = [];
    for (const offset of [0, 50]) {
      const problem = problems.transportBurgers({ viscosity: 0.05, offset });
      fits.push(await trained(problem, { mode: "ale", width: 8, depth: 2 }, 60));
    }
    const [still, moving] = fits as [(typeof fits)[number], (typeof fits)[number]];
    for (const fit of fits) expect(errorOf(fit)).toBeLessThan(1e-3);
    still.history.slice(0, 10).forEach(({ train }, i) => {
      expect(Math.abs(train / (moving.history[i]?.train as number) - 1)).toBeLessThan(1e-6);
    });
    expect(lagrangian.diagnose(still).crossingTime).toBe(null);
  });
});

describe("the baseline", () => {
  test("is given places: it has no paths, and is exact where u₀ and u agree", async () => {
    const fit = await trained(problems.convection({ speed: 1 }), { mode: "pinn", width: 10, depth: 2 }, 60);
    expect(errorOf(fit)).toBeLessThan(1e-3);
    expect(lagrangian.diagnose(fit)).toEqual({
      status: "no-paths",
      minJacobian: null,
      crossingTime: null,
      breakingTime: null,
    });
  });
});
