import { evaluateNetwork, initialParameters, leastSquares, linear, network, rng, trace, training } from "sech";
import { describe, expect, test } from "vitest";

const { hessianProduct, largestEigenvalue, lanczos, partAbove, spectrumDensity } = training.landscape;

/** u_xx + sin u at 40 places of a line by a small network, and data at its ends. */
function program() {
  const net = network({ coordinates: ["x"], domain: [[-1, 1]], width: 5, depth: 2 });
  const points = Float64Array.from({ length: 40 }, (_, i) => -1 + i / 19.5);
  const objective = leastSquares({
    networks: [net],
    terms: [
      {
        name: "interior",
        points: [points],
        reads: [
          { from: "network", network: 0, output: 0, partial: "" },
          { from: "network", network: 0, output: 0, partial: "xx" },
        ],
        residual: trace(["u", "uxx"], ({ u, uxx }) => [uxx.add(u.sin())]),
        weights: 1 / 40,
      },
      {
        name: "ends",
        points: [Float64Array.of(-1, 1)],
        reads: [{ from: "network", network: 0, output: 0, partial: "" }],
        residual: trace(["u"], ({ u }) => [u.sub(1)]),
        weights: 1,
      },
    ],
  });
  return { net, objective, theta: initialParameters(net, rng(3)) };
}

const unit = (size: number, at: number) => Float64Array.from({ length: size }, (_, i) => (i === at ? 1 : 0));

/** The Hessian by its columns, shape [size][size]. */
function dense(times: training.landscape.Operator, size: number): Float64Array {
  const h = new Float64Array(size * size);
  const column = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    times(unit(size, j), column);
    for (let i = 0; i < size; i++) h[i * size + j] = column[i] as number;
  }
  return h;
}

describe("products with the Hessian", () => {
  test("are those of central differences of the gradient, symmetric, with an error below the one stated", () => {
    const { objective, theta } = program();
    const size = objective.parameters;
    const product = hessianProduct(objective, theta);
    const h = dense(product.times, size);
    const scale = Math.max(...h.map(Math.abs));
    const gradient = (at: Float64Array) => {
      const out = new Float64Array(size);
      objective.valueAndGradient(at, out);
      return out;
    };
    let [asymmetry, worst] = [0, 0];
    for (let j = 0; j < size; j++) {
      const at = (factor: number) => gradient(theta.map((value, i) => value + (i === j ? factor * 1e-3 : 0)));
      const [a, b, c, d] = [at(-2), at(-1), at(1), at(2)] as const;
      for (let i = 0; i < size; i++) {
        const four = (8 * ((c[i] as number) - (b[i] as number)) - ((d[i] as number) - (a[i] as number))) / 12e-3;
        worst = Math.max(worst, Math.abs((h[i * size + j] as number) - four));
        asymmetry = Math.max(asymmetry, Math.abs((h[i * size + j] as number) - (h[j * size + i] as number)));
      }
    }
    expect(worst / scale).toBeLessThan(1e-8);
    expect(asymmetry / scale).toBeLessThan(1e-8);
    expect(product.worstError()).toBeLessThan(1e-4);
    expect(product.worstError()).toBeGreaterThan(worst / scale);
    objective.close();
  });

  test("are exact without residuals, where the Gauss–Newton part is all", () => {
    const net = network({ coordinates: ["x"], domain: [[-1, 1]], width: 4, depth: 1 });
    const theta = initialParameters(net, rng(1));
    const points = Float64Array.from({ length: 20 }, (_, i) => -1 + i / 9.5);
    const objective = leastSquares({
      networks: [net],
      terms: [
        {
          name: "data",
          points: [points],
          data: [evaluateNetwork(net, theta, points)],
          reads: [
            { from: "network", network: 0, output: 0, partial: "" },
            { from: "data", column: 0 },
          ],
          residual: trace(["u", "known"], ({ u, known }) => [u.sub(known)]),
          weights: 1,
        },
      ],
    });
    const product = hessianProduct(objective, theta);
    const size = objective.parameters;
    const [whole, part] = [dense(product.times, size), dense(product.gaussNewton, size)];
    whole.forEach((value, i) => {
      expect(Math.abs(value - (part[i] as number))).toBeLessThan(1e-12);
    });
    const jtj = new Float64Array(size * size);
    objective.normal(theta, jtj, new Float64Array(size));
    expect(part[size + 0]).toBeCloseTo(jtj[size + 0] as number, 12);
    objective.close();
  });
});

describe("Lanczos' method", () => {
  test("finds the extreme eigenvalue and vector of a Hessian as the dense solver does", () => {
    const { objective, theta } = program();
    const product = hessianProduct(objective, theta);
    const size = objective.parameters;
    const all = linear.symmetricEigen(linear.matrix(dense(product.times, size), size, size)).values;
    const outermost = Math.abs(all[0] as number) > Math.abs(all[size - 1] as number) ? all[0] : all[size - 1];
    const found = largestEigenvalue(product.times, size, rng(2), { tolerance: 1e-9 });
    expect(found.status).toBe("converged");
    expect(found.value / (outermost as number)).toBeCloseTo(1, 8);
    const image = new Float64Array(size);
    product.times(found.vector, image);
    const miss = image.map((value, i) => value - found.value * (found.vector[i] as number));
    expect(Math.hypot(...miss)).toBeLessThan(1e-6 * Math.abs(found.value));
    const top = largestEigenvalue(product.times, size, rng(2), { tolerance: 1e-9, which: "top" });
    expect(top.value / (all[size - 1] as number)).toBeCloseTo(1, 8);
    expect(largestEigenvalue(product.times, size, rng(2), { steps: 3 }).status).toBe("not-converged");
    objective.close();
  });

  test("has the Ritz values of a diagonal matrix in a full space, and ends early in an invariant one", () => {
    const diagonal = Float64Array.of(-3, 1, 2, 7, 7.5);
    const times: training.landscape.Operator = (v, out) => {
      v.forEach((value, i) => {
        out[i] = (diagonal[i] as number) * value;
      });
    };
    const full = lanczos(times, new Float64Array(5).fill(1), 5);
    diagonal.forEach((value, i) => {
      expect(full.values[i]).toBeCloseTo(value, 12);
      expect(full.weights[i]).toBeCloseTo(0.2, 12);
    });
    const early = lanczos(times, Float64Array.of(1, 0, 0, 1, 0), 5);
    expect(Array.from(early.values)).toEqual([expect.closeTo(-3, 12), expect.closeTo(7, 12)]);
    expect(() => lanczos(times, new Float64Array(5), 3)).toThrow(/not zero/);
  });

  test("gives the density of a known spectrum within the fluctuation of its probes", () => {
    // 900 eigenvalues at 0.01, 90 spread over [1, 2], 10 over [50, 100].
    const values = Float64Array.from({ length: 1000 }, (_, i) =>
      i < 900 ? 0.01 : i < 990 ? 1 + (i - 900) / 90 : 50 + 5 * (i - 990),
    );
    const times: training.landscape.Operator = (v, out) => {
      v.forEach((value, i) => {
        out[i] = (values[i] as number) * value;
      });
    };
    const density = spectrumDensity(times, 1000, rng(4), { probes: 8, steps: 40 });
    expect(density.weights.reduce((total, weight) => total + weight, 0)).toBeCloseTo(1, 12);
    const [all = 0, most = 0, few = 0] = partAbove(density, [0, 0.5, 20]);
    expect(all).toBeCloseTo(1, 12);
    // Standard deviations √(2 p / (probes · 1000)).
    expect(Math.abs(most - 0.1)).toBeLessThan(4 * Math.sqrt((2 * 0.1) / 8000));
    expect(Math.abs(few - 0.01)).toBeLessThan(4 * Math.sqrt((2 * 0.01) / 8000));
  });
});

describe("slices of a loss", () => {
  const { filterNormalised, filtersOf, lossSlice } = training.landscape;

  test("follow the gradient and the curvature along a direction", () => {
    const { net, objective, theta } = program();
    const direction = filterNormalised(theta, filtersOf([net]), rng(8));
    const h = 1e-4;
    const { data } = lossSlice(objective, theta, [direction], [-h, 0, h]);
    const gradient = new Float64Array(theta.length);
    const value = objective.valueAndGradient(theta, gradient);
    const slope = gradient.reduce((total, g, i) => total + g * (direction[i] as number), 0);
    const image = new Float64Array(theta.length);
    hessianProduct(objective, theta).times(direction, image);
    const bend = image.reduce((total, g, i) => total + g * (direction[i] as number), 0);
    const [a = 0, b = 0, c = 0] = data;
    expect(b).toBeCloseTo(value, 12);
    expect((c - a) / (2 * h) / slope).toBeCloseTo(1, 4);
    expect((a - 2 * b + c) / (h * h) / bend).toBeCloseTo(1, 3);
    const plane = lossSlice(objective, theta, [direction, gradient], [0, 0.1]);
    expect(plane.shape).toEqual([2, 2]);
    expect(plane.data[0]).toBeCloseTo(value, 12);
    expect(plane.data[2]).toBeCloseTo(lossSlice(objective, theta, [direction], [0.1]).data[0] as number, 12);
    expect(() => lossSlice(objective, theta, [new Float64Array(3)], [0])).toThrow(/length/);
    objective.close();
  });

  test("have directions as long as each neuron's own parameters, whatever their scale", () => {
    const { net, theta, objective } = program();
    const filters = filtersOf([net, net]);
    expect(filters.length).toBe(2 * (5 + 5 + 1));
    expect(filters.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: 2 * net.parameters }, (_, i) => i));
    const both = Float64Array.from([...theta, ...theta.map((value) => 100 * value)]);
    const direction = filterNormalised(both, filters, rng(8));
    for (const filter of filters) {
      const size = (v: Float64Array) => Math.hypot(...filter.map((i) => v[i] as number));
      expect(size(direction)).toBeCloseTo(size(both), 9);
    }
    objective.close();
  });
});
