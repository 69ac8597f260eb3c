import { pinn, problems, rng, training } from "sech";
import { describe, expect, test } from "vitest";

const truth = 3;
const sigma = 0.002;
const random = rng(11);
const points = Array.from({ length: 40 }, () => [random.uniform()] as const);
const values = points.map(([x]) => Math.sin(Math.PI * x) / (Math.PI ** 2 + truth) + sigma * random.normal());

/** u_xx = k u − sin πx with u = 0 at both ends: u = sin πx / (π² + k). */
const problem = problems.pde({
  domain: { x: [0, 1] },
  derivatives: ["xx"],
  trainable: { k: { initial: 20, min: 0 } },
  pde: ({ u, uxx, x, k }) => uxx.sub(u.mul(k)).add(x.mul(Math.PI).sin()),
  conditions: {
    ends: { kind: "dirichlet", faces: ["x.min", "x.max"] },
    measured: { kind: "data", points, values, sigma },
  },
});
const model = pinn.gaussians({ levels: 2 });

type Found = Awaited<ReturnType<typeof training.estimate>>;
const timeless = ({ fit, wallSeconds: _, ...rest }: Found) => ({ ...rest, parameters: fit.parameters });

/** An estimate, with the checkpoints of its rounds and the one at its end. */
async function kept(options: Partial<training.EstimateOptions> = {}) {
  const rounds: Uint8Array[] = [];
  let end: Uint8Array | undefined;
  const found = await training.estimate(problem, model, {
    seed: 2,
    ...options,
    onCheckpoint(bytes, ended) {
      if (ended) end = bytes();
      else rounds.push(bytes());
    },
  });
  return { found, rounds, end: end as Uint8Array };
}

describe("an estimate", () => {
  test("goes on after any of its rounds to the bit, and from its end at once", async () => {
    const { found, rounds, end } = await kept();
    expect(found.status).toBe("success");
    expect(found.rounds).toBeGreaterThan(2);
    expect(rounds).toHaveLength(found.rounds);
    const { interval, standardError, value } = found.scalars["k"]!;
    expect(Math.abs(value - truth)).toBeLessThan(4 * standardError);
    expect(interval[0]).toBeLessThan(value);
    for (const [k, resume] of [...rounds, end].entries()) {
      let told = 0;
      const rest = await training.estimate(problem, model, { seed: 2, resume, onProgress: () => told++ });
      expect(timeless(rest)).toEqual(timeless(found));
      if (k >= rounds.length - 1) expect(told).toBe(rest.fit.history.length); // that of one solve
    }
  });

  test("that its budget ends has not converged, says so, and goes on with more of it", async () => {
    const { found: whole } = await kept();
    // The first round has three solves, of which the last is cut off or not even begun.
    for (const steps of [Math.ceil((2.5 * whole.iterations) / whole.solves), Math.ceil(whole.iterations / 2)]) {
      const { found, end } = await kept({ budget: { steps } });
      expect(found.status).toBe("not-converged");
      expect(found.rounds).toBeLessThan(whole.rounds);
      const rest = await training.estimate(problem, model, { seed: 2, resume: end });
      expect(timeless(rest)).toEqual(timeless(whole));
    }
  });

  test("that is told to end is aborted, and goes on where it was", async () => {
    const stop = new AbortController();
    let told = 0;
    const onProgress = () => (++told === 9 ? stop.abort() : undefined);
    const { found, end } = await kept({ signal: stop.signal, onProgress });
    expect(found.status).toBe("aborted");
    const { found: whole } = await kept();
    const rest = await training.estimate(problem, model, { seed: 2, resume: end });
    expect(timeless(rest)).toEqual(timeless(whole));
  });

  test("does not go on from the checkpoint of a training, nor with other options", async () => {
    let bytes: Uint8Array | undefined;
    const poisson = pinn.gaussians();
    await training.train(problems.poisson(), poisson, {
      seed: 2,
      budget: { steps: 1 },
      onCheckpoint(checkpoint) {
        bytes = checkpoint();
      },
    });
    await expect(training.estimate(problem, model, { seed: 2, resume: bytes! })).rejects.toThrow("another training");
    const { end } = await kept({ rounds: 1 });
    await expect(training.estimate(problem, model, { seed: 3, resume: end })).rejects.toThrow("its seed is 2");
  });
});
