import { pinn, problems, training } from "sech";
import { describe, expect, test } from "vitest";
import { denseReady, rng } from "../../src/core/index.ts";
import { uniformLine } from "../../src/pinn/gaussians/lines.ts";
import { alternation } from "../../src/pinn/gaussians/separable/alternating.ts";
import { jointSteps } from "../../src/pinn/gaussians/separable/joint.ts";
import { emptySum, type ProductSum, partialsAt, withProduct } from "../../src/pinn/gaussians/separable/product-sum.ts";
import { squaresOf } from "../../src/pinn/gaussians/separable/squares.ts";
import { posed } from "../../src/pinn/gaussians/terms.ts";

const kernels = await denseReady();
const never = () => false;

/** A problem with its squares on a few points, and a random sum of so many products. */
function prepared(rank: number) {
  const problem = problems.manyPoisson({ dimension: 3 });
  const { interior, boundary } = posed(problem);
  const lines = problem.domain.map(([from, to]) =>
    uniformLine(from, to, false, 3, { ghosts: 2, kappa: 2.5, density: 1.3, cut: 1e-13 }),
  );
  const terms = [interior, ...boundary].map((term) => ({ term, weights: [term === interior ? 0.5 : 3] }));
  const random = rng(2);
  let sum = emptySum(lines.map(({ axis }) => axis));
  for (let r = 0; r < rank; r++) {
    sum = withProduct(
      sum,
      sum.axes.map(({ functions }) => Float64Array.from({ length: functions }, () => random.normal())),
    );
  }
  return { problem, lines, terms, sum, squares: squaresOf(terms, problem.coordinates, lines) };
}

/** The squares point by point: u and its second derivatives summed at every point of the grid. */
function squaresByPoints({ problem, lines, terms }: ReturnType<typeof prepared>, sum: ProductSum): number {
  let total = 0;
  for (const { term, weights } of terms) {
    const axes = term.box.map(([from, to], d) =>
      from === to ? { points: [from], weights: [1] } : (lines[d]?.nodes ?? { points: [], weights: [] }),
    );
    const orders = [
      problem.domain.map(() => 0),
      ...problem.domain.map((_, d) => problem.domain.map((_, e) => (d === e ? 2 : 0))),
    ];
    const inside = term.group === "interior";
    Array.from(axes[0]?.points ?? []).forEach((a, i) => {
      Array.from(axes[1]?.points ?? []).forEach((b, j) => {
        Array.from(axes[2]?.points ?? []).forEach((c, k) => {
          const [u, ...seconds] = partialsAt(sum, Float64Array.of(a, b, c), orders).map(
            (values) => values[0] as number,
          );
          const s = a + b + c;
          const residual = inside
            ? seconds.reduce((x, y) => x + y, 0) - 2 + 3 * Math.sin(s)
            : (u as number) - (s * s) / 3 - Math.sin(s);
          const weight = [i, j, k].reduce((w, place, d) => w * (axes[d]?.weights[place] as number), 1);
          total += weight * ((weights[0] as number) * residual) ** 2;
        });
      });
    });
  }
  return total;
}

describe("sums of products of Gaussians", () => {
  test("have squares that agree with those of their residuals point by point", () => {
    const work = prepared(3);
    const found = alternation(work.squares, work.sum, 0, kernels).squares();
    expect(found / squaresByPoints(work, work.sum)).toBeCloseTo(1, 9);
  });

  test("lower their squares by alternating rounds, and by joint steps to a place where no direction lowers them", () => {
    const { squares, sum } = prepared(4);
    const rounds = alternation(squares, sum, 0, kernels);
    const before = rounds.squares();
    rounds.sweep();
    const after = rounds.squares();
    expect(after).toBeLessThan(0.5 * before);
    const { squares: least } = jointSteps(squares, sum, 60, 1e-9, never, kernels);
    expect(least).toBeLessThan(0.5 * after);
    const random = rng(8);
    for (const factor of sum.factors) {
      const direction = factor.map(() => random.normal());
      const at = (step: number): number => {
        const moved = sum.factors.map((own) =>
          own === factor ? own.map((x, i) => x + step * (direction[i] as number)) : own,
        );
        return alternation(squares, { ...sum, factors: moved }, 0, kernels).squares();
      };
      const step = 1e-4;
      const [slope, curvature] = [(at(step) - at(-step)) / (2 * step), (at(step) - 2 * at(0) + at(-step)) / step ** 2];
      // How far below a line search would come.
      expect((slope * slope) / (2 * curvature)).toBeLessThan(1e-2 * least);
    }
  });

  test("change the products from one on alone", () => {
    const { squares, sum } = prepared(3);
    const kept = sum.factors.map((factor) => factor.slice(0, (2 * factor.length) / 3));
    alternation(squares, sum, 2, kernels).sweep();
    sum.factors.forEach((factor, d) => {
      expect(factor.subarray(0, kept[d]?.length)).toEqual(kept[d]);
    });
  });

  test("solve Helmholtz' equation in a cube by one product, chosen by themselves", async () => {
    const problem = problems.spaceHelmholtz({ a1: 2, a2: 1, a3: 1 });
    const fit = await training.train(problem, pinn.gaussians(), { seed: 1 });
    expect(fit).toMatchObject({ status: "success", stopReason: "stages-done", warnings: [] });
    expect(fit.stages[0]?.name).toBe("separable");
    expect(fit.measures).toMatchObject({ rank: 1, movedMedian: 0 });
    expect(training.relativeError(problem, fit)).toBeLessThan(1e-7);
    const values = fit.values(Float64Array.of(0.3, 0.2, 0.1, -0.3, 0.4, 0.6));
    expect(fit.evaluate(-0.3, 0.4, 0.6)).toBeCloseTo(values[1] as number, 14);
  });

  test("solve an equation that no product solves alone, the same from one seed", async () => {
    const problem = problems.manyPoisson({ dimension: 4 });
    const options = { seed: 1, budget: { steps: 150 } };
    const [a, b] = [
      await training.train(problem, pinn.gaussians({ trainer: "separable" }), options),
      await training.train(problem, pinn.gaussians({ trainer: "separable" }), options),
    ];
    expect(a.parameters).toEqual(b.parameters);
    expect(a.measures?.["rank"]).toBeGreaterThan(4);
    expect(training.relativeError(problem, a)).toBeLessThan(5e-3);
  });

  test("treat time as any other coordinate where they are asked to", async () => {
    const problem = problems.heat();
    const fit = await training.train(problem, pinn.gaussians({ trainer: "separable" }), { seed: 1 });
    expect(training.relativeError(problem, fit)).toBeLessThan(1e-6);
  });

  test("are refused for equations that are not linear sums of products", async () => {
    const separable = pinn.gaussians({ trainer: "separable" });
    await expect(training.train(problems.burgers(), separable, { seed: 1 })).rejects.toThrow(
      "must be sums of products of functions of one coordinate each (it is not linear in the unknown)",
    );
    await expect(training.train(problems.planeBurgers(), separable, { seed: 1 })).rejects.toThrow(
      "sums of products solve one equation for one unknown",
    );
    expect(() => pinn.gaussians({ rank: 0 })).toThrow("model.rank must be a whole number from 1 to 200, got 0; try 40");
  });
});
