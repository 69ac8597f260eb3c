import { pinn, problems, training } from "sech";
import { describe, expect, test } from "vitest";

type Model = training.Model<problems.PdeProblem>;
type Fit = training.Fit<problems.PdeProblem, Model>;
type Options = Partial<training.TrainOptions>;

/** All numbers of a fit but its times. */
const timeless = ({ history, wallSeconds: _, evaluate: _e, values: _v, problem: _p, model: _m, ...rest }: Fit) => ({
  ...rest,
  history: history.map(({ seconds: _s, ...entry }) => entry),
});

/** A fit with every checkpoint that it left on the way, and the last one. */
async function kept(problem: problems.PdeProblem, model: Model, options: Options = {}) {
  const checkpoints: Uint8Array[] = [];
  let end: Uint8Array | undefined;
  const fit = await training.train(problem, model, {
    seed: 3,
    ...options,
    onCheckpoint(bytes, ended) {
      if (ended) end = bytes();
      else checkpoints.push(bytes());
    },
  });
  return { fit, checkpoints, end: end as Uint8Array };
}

const cases: readonly (readonly [string, problems.PdeProblem, Model, Options, readonly number[]])[] = [
  // Two marches of eleven slabs.
  ["along one coordinate and time", problems.heat(), pinn.gaussians({ levels: 2 }), {}, [17]],
  [
    "beside a beginning that does not fit its ends",
    problems.allenCahn({ diffusivity: 0.02 }),
    pinn.gaussians({ levels: 1 }),
    { budget: { steps: 30 } },
    [8],
  ],
  ["in the plane and time", problems.kleinGordon({ end: 0.4 }), pinn.gaussians({ levels: 2 }), {}, [1, 11, 12, 20]],
  // The Gaussians have become more once before the third slab ends.
  [
    "that become more in the plane and time",
    problems.flowMixing(),
    pinn.gaussians({ levels: 1 }),
    { budget: { steps: 8 } },
    [3],
  ],
  ["without time", problems.helmholtz({ a1: 2, a2: 1 }), pinn.gaussians({ levels: 4 }), {}, [1, 2]],
  [
    "as a sum of products",
    problems.poisson(),
    pinn.gaussians({ trainer: "separable", levels: 2, rank: 4 }),
    {},
    [1, 2, 3, 4, 5, 6],
  ],
];

describe.each(cases)("fixed Gaussians %s", (_name, problem, model, options, places) => {
  test("go on from where a killed fit was, to the bit", async () => {
    const { fit, checkpoints, end } = await kept(problem, model, options);
    expect(checkpoints.length).toBeGreaterThanOrEqual(places.at(-1) as number);
    for (const resume of [...places.map((place) => checkpoints[place - 1] as Uint8Array), end]) {
      let done = 0;
      const rest = await training.train(problem, model, { seed: 3, ...options, resume, onProgress: () => done++ });
      expect(done).toBeLessThan(fit.history.length);
      expect(timeless(rest)).toEqual(timeless(fit));
      expect(rest.evaluate(0.3, 0.2)).toBe(fit.evaluate(0.3, 0.2));
    }
  });
});

describe("a fit by fixed Gaussians that was ended", () => {
  const problem = problems.kleinGordon({ end: 0.4 });
  const model = pinn.gaussians({ levels: 2 });

  test("by a budget in steps, or from outside, becomes with more of it what it would have been at once", async () => {
    const whole = await training.train(problem, model, { seed: 3 });
    for (const steps of [9, 40]) {
      const { fit, end } = await kept(problem, model, { budget: { steps } });
      expect(fit.stopReason).toBe("step-budget");
      expect(timeless(await training.train(problem, model, { seed: 3, resume: end }))).toEqual(timeless(whole));
    }
    const stop = new AbortController();
    const slabs = (entries: number) => (entries === 5 ? stop.abort() : undefined);
    let entries = 0;
    const { fit, end } = await kept(problem, model, { signal: stop.signal, onProgress: () => slabs(++entries) });
    expect(fit).toMatchObject({ status: "aborted", stopReason: "aborted" });
    expect(fit.warnings.join()).toMatch(/the march ended at time 0\.\d+/);
    expect(timeless(await training.train(problem, model, { seed: 3, resume: end }))).toEqual(timeless(whole));
  });

  test("by a budget in seconds counts those that it has used", async () => {
    const { end } = await kept(problem, model, { budget: { steps: 9 } });
    const { fit } = await kept(problem, model, { resume: end, budget: { seconds: 1e-9 } });
    expect(fit).toMatchObject({ stopReason: "time-budget", status: "incomplete" });
    expect(fit.wallSeconds).toBeGreaterThan(fit.history.at(-1)?.seconds as number);
    expect(fit.iterations).toBeLessThanOrEqual(9);
  });

  test("is refused as the beginning of another, by what differs", async () => {
    const { end } = await kept(problem, model, { budget: { steps: 3 } });
    const wrong = (change: Options, other: Model = model) =>
      expect(training.train(problem, other, { seed: 3, resume: end, ...change })).rejects;
    await wrong({ seed: 4 }).toThrow("the checkpoint belongs to another training: its seed is 3");
    await wrong({}, pinn.gaussians({ levels: 3 })).toThrow("its levels is 2");
    await wrong({ checkpointEvery: 0 }).toThrow("checkpointEvery must be a positive whole number");
  });

  test("leaves a checkpoint every so many linear solves, where that is asked for", async () => {
    const { fit, checkpoints } = await kept(problem, model, { checkpointEvery: 20 });
    expect(checkpoints.length).toBeLessThanOrEqual(fit.iterations / 20);
    expect(checkpoints.length).toBeGreaterThanOrEqual(2);
  });
});
