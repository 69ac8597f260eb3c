import { beforeAll, describe, expect, test } from "vitest";
import {
  evaluateNetwork,
  gaussianNetwork,
  geometryLength,
  type MakeLeastSquares,
  type Network,
  plainLeastSquares,
  rng,
  trace,
} from "../../../src/core/index.ts";
import { wasmLeastSquares } from "../../../src/kernels/jets/index.ts";
import { pointsIn } from "./programs.ts";

let wasm: MakeLeastSquares;

beforeAll(async () => {
  wasm = await wasmLeastSquares(null);
});

/** Partials of the first output at points, shape [count][partials], by either twin. */
function partialsOf(make: MakeLeastSquares, net: Network, theta: Float64Array, points: Float64Array, by: string[]) {
  const names = by.map((_, i) => `q${i}`);
  const objective = make(
    {
      networks: [net],
      terms: [
        {
          name: "partials",
          points: [points],
          reads: by.map((partial) => ({ from: "network", network: 0, output: 0, partial })),
          residual: trace(names, (inputs) => names.map((name) => inputs[name]!)),
          weights: 1,
        },
      ],
    },
    {},
  );
  const out = new Float64Array(objective.rows);
  objective.residuals(theta, out);
  return out;
}

const twins: readonly (readonly [string, () => MakeLeastSquares])[] = [
  ["plain", () => plainLeastSquares],
  ["WASM", () => wasm],
];
const square = [
  [-1, 1],
  [-1, 1],
] as const;

describe.each(twins)("the %s jets of one Gaussian", (_, make) => {
  test("with turned axes are the closed form to 1e-10", () => {
    const net = gaussianNetwork({ coordinates: ["x", "y"], count: 1, covariance: "full" });
    const [weight, cx, cy, sa, sb, angle] = [1.7, 0.2, -0.3, 0.11, 0.4, 0.7];
    const theta = Float64Array.of(weight, cx, cy, Math.log(sa), Math.log(sb), angle);
    const points = pointsIn(square, 70, 1);
    const got = partialsOf(make(), net, theta, points, ["", "x", "y", "xx", "xy", "yy"]);
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const [pxx, pxy, pyy] = [
      (c / sa) ** 2 + (s / sb) ** 2,
      c * s * (sa ** -2 - sb ** -2),
      (s / sa) ** 2 + (c / sb) ** 2,
    ];
    for (let i = 0; i < 70; i++) {
      const [x, y] = [points[2 * i]! - cx, points[2 * i + 1]! - cy];
      const [px, py] = [pxx * x + pxy * y, pxy * x + pyy * y];
      const g = weight * Math.exp(-(x * px + y * py) / 2);
      const wanted = [g, -px * g, -py * g, (px * px - pxx) * g, (px * py - pxy) * g, (py * py - pyy) * g];
      wanted.forEach((value, q) => {
        expect(Math.abs(got[6 * i + q]! - value)).toBeLessThan(1e-10);
      });
    }
  });

  test("with a period are those of the sum over all images, to 1e-14", () => {
    const net = gaussianNetwork({ coordinates: ["x"], count: 1, periods: { x: 2 } });
    const points = pointsIn([[-1, 1]], 40, 2);
    const width = 0.3;
    const got = partialsOf(make(), net, Float64Array.of(1, 0.9, Math.log(width)), points, [""]);
    points.forEach((x, i) => {
      const images = Array.from({ length: 21 }, (_unused, n) =>
        Math.exp(-(((x - 0.9 - 2 * (n - 10)) / width) ** 2) / 2),
      );
      expect(Math.abs(got[i]! - images.reduce((sum, value) => sum + value, 0))).toBeLessThan(1e-14);
    });
  });
});

describe("of sixty Gaussians in the plane", () => {
  const random = rng(4);
  const net = gaussianNetwork({ coordinates: ["x", "y"], count: 60 });
  const geometry = geometryLength({ inputs: 2, covariance: "diagonal" });
  const theta = new Float64Array(net.parameters).map((_, i) =>
    i < 60
      ? random.normal()
      : (i - 60) % geometry < 2
        ? 2 * random.uniform() - 1
        : Math.log(0.02 + 0.2 * random.uniform()),
  );
  const points = pointsIn(square, 300, 5);
  const by = ["", "xx", "yy"];
  const byBoth = (network: Network, parameters: Float64Array) =>
    [wasm, plainLeastSquares].map((make) => partialsOf(make, network, parameters, points, by)) as [
      Float64Array,
      Float64Array,
    ];

  test("those that are left out are together less than 1e-16 of the largest one at its centre", () => {
    const single = gaussianNetwork({ coordinates: ["x", "y"], count: 1 });
    const missing = new Float64Array((points.length / 2) * by.length);
    const largest = [0, 0, 0];
    let leftOut = 0;
    for (let i = 0; i < 60; i++) {
      const own = theta.subarray(60 + i * geometry, 60 + (i + 1) * geometry);
      const [near, all] = byBoth(single, Float64Array.of(theta[i]!, ...own));
      const peaks = [1, Math.exp(-2 * own[2]!), Math.exp(-2 * own[3]!)];
      peaks.forEach((peak, q) => {
        largest[q] = Math.max(largest[q]!, Math.abs(theta[i]!) * peak);
      });
      near.forEach((value, at) => {
        if (value !== 0) return;
        leftOut += 1;
        missing[at]! += all[at]!;
      });
    }
    expect(leftOut).toBeGreaterThan(0.1 * 60 * missing.length);
    expect(missing.some((value) => value !== 0)).toBe(true);
    missing.forEach((value, at) => {
      expect(Math.abs(value)).toBeLessThan(1e-16 * largest[at % 3]!);
    });
  });

  test("the sums of both twins agree to 2e-14 of the narrowest one, which rounding leaves of sixty terms", () => {
    const [near, all] = byBoth(net, theta);
    // Second derivatives have the size of 1/σ², 2500; sums of 60 terms are rounded to about 60 of 2e-16.
    near.forEach((value, i) => {
      expect(Math.abs(value - all[i]!)).toBeLessThan((i % 3 === 0 ? 1 : 2500) * 2e-14);
    });
  });
});

test("a Gaussian at its own centre has its weight, wherever it is asked for", () => {
  const net = gaussianNetwork({ coordinates: ["x", "y", "t"], count: 1 });
  const theta = Float64Array.of(-2.5, 1, 2, 3, 0, 0, 0);
  expect(evaluateNetwork(net, theta, Float64Array.of(1, 2, 3))[0]).toBe(-2.5);
});

test("a full covariance in four coordinates is refused by name", () => {
  const make = () => gaussianNetwork({ coordinates: ["x", "y", "z", "t"], count: 1, covariance: "full" });
  expect(make).toThrow(/gaussians\.covariance/);
});
