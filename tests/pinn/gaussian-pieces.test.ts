import { describe, expect, test } from "vitest";
import { plainDense, rng } from "../../src/core/index.ts";
import { wasmDense } from "../../src/kernels/index.ts";
import { axisTable } from "../../src/pinn/gaussians/axis.ts";
import { tensorFields } from "../../src/pinn/gaussians/fields.ts";
import { incompatibilities } from "../../src/pinn/gaussians/incompatible.ts";
import { influence, influential, layersOf } from "../../src/pinn/gaussians/layers.ts";
import { solveIteratively, solveNormal } from "../../src/pinn/gaussians/linear-solvers.ts";
import { fitting, flatLine, gradedLine, timeLine, uniformLine, withEnds } from "../../src/pinn/gaussians/lines.ts";
import { gaussNewtonOn } from "../../src/pinn/gaussians/newton.ts";
import { chebyshevNodes, gaussNodes, gradedNodes, type Nodes } from "../../src/pinn/gaussians/nodes.ts";
import { settingsOf } from "../../src/pinn/gaussians/options.ts";
import { orthonormalise } from "../../src/pinn/gaussians/orthonormal.ts";
import { placement as placed } from "../../src/pinn/gaussians/placing.ts";
import { type Rows, rowSystem } from "../../src/pinn/gaussians/rows.ts";
import { curvatureSizes, graded, placesOf, samplePlaces, uniformSizes } from "../../src/pinn/gaussians/sizes.ts";
import type { SolvedSlab } from "../../src/pinn/gaussians/slab.ts";
import { type Space, spaceOf, valuesAt } from "../../src/pinn/gaussians/space.ts";
import { initialState } from "../../src/pinn/gaussians/state.ts";
import { posed, rowsOf } from "../../src/pinn/gaussians/terms.ts";
import * as problems from "../../src/problems/index.ts";

const placement = { ghosts: 3, kappa: 1.5, density: 1.4, cut: 1e-10 };

/** The products of all pairs of functions, summed with the weights of the nodes. */
function gram(table: Float64Array, { weights }: Nodes, functions: number): number[] {
  return Array.from({ length: functions * functions }, (_, at) => {
    const [a, b] = [Math.floor(at / functions), at % functions];
    return weights.reduce((sum, w, i) => sum + w * table[i * functions + a]! * table[i * functions + b]!, 0);
  });
}

describe("functions of one coordinate", () => {
  test.each([
    ["uniform", uniformLine(-1, 2, false, 14, placement)],
    ["periodic", uniformLine(-1, 2, true, 14, placement)],
    ["graded", gradedLine(graded(uniformSizes(0, 1, false, 0.1), [{ place: 0, size: 0.01 }], 0.2), placement)],
    ["flat", flatLine(-1, 2, 9, chebyshevNodes(-1, 2, 14))],
  ])("%s: are orthonormal on their points, and derivatives are those of the values", (name, { axis, nodes }) => {
    const table = axisTable(axis, nodes.points, 0);
    const weights = name === "graded" ? withEnds(nodes.weights, false) : nodes.weights;
    gram(table, { ...nodes, weights }, axis.functions).forEach((value, at) => {
      expect(value).toBeCloseTo(Math.floor(at / axis.functions) === at % axis.functions ? 1 : 0, 6);
    });
    const [x, h] = [axis.from + 0.37 * (axis.to - axis.from), 1e-3 * (axis.to - axis.from)];
    for (let order = 1; order <= 4; order++) {
      const around = axisTable(axis, [x - h, x + h], order - 1);
      const slopes = axisTable(axis, [x], order);
      const size = Math.max(...Array.from(slopes, Math.abs));
      for (let k = 0; k < Math.min(8, axis.functions); k++) {
        const difference = (around[axis.functions + k]! - around[k]!) / (2 * h);
        expect(Math.abs(difference - slopes[k]!) / size).toBeLessThan(1e-2);
      }
    }
  });

  test("of a ring have its period in value and slope", () => {
    const { axis } = uniformLine(-1, 2, true, 14, placement);
    for (const order of [0, 1]) {
      const [a, b] = [axisTable(axis, [-1], order), axisTable(axis, [2], order)];
      for (let k = 0; k < axis.functions; k++) expect(a[k]).toBeCloseTo(b[k]!, 8);
    }
  });

  test("of time hold every polynomial of lower degree exactly, with its derivatives", () => {
    const line = timeLine(2, 5, 6, 1, 10);
    const fit = fitting(line, plainDense);
    const m = line.nodes.points.length;
    expect(m).toBe(7);
    const coefficients = Array.from({ length: 6 }, (_, k) =>
      line.nodes.points.reduce((sum, t, i) => sum + fit[k * m + i]! * (t - 3) ** 5, 0),
    );
    for (const [order, wanted] of [
      [0, 1.5 ** 5],
      [1, 5 * 1.5 ** 4],
      [2, 20 * 1.5 ** 3],
    ] as const) {
      const row = axisTable(line.axis, [4.5], order);
      expect(coefficients.reduce((sum, c, k) => sum + c * row[k]!, 0)).toBeCloseTo(wanted, 7);
    }
  });

  test("come from singular vectors: dependent columns are left out", () => {
    const rows = 12;
    const values = Float64Array.from({ length: rows * 4 }, (_, at) => {
      const [i, j] = [Math.floor(at / 4), at % 4];
      return j < 3 ? Math.cos(i * (j + 1)) : Math.cos(i) + 2 * Math.cos(2 * i);
    });
    const { transform, rank } = orthonormalise(values, 4, 1e-10);
    expect(rank).toBe(3);
    for (let a = 0; a < rank; a++) {
      for (let b = 0; b < rank; b++) {
        let product = 0;
        for (let i = 0; i < rows; i++) {
          const value = (k: number) =>
            [0, 1, 2, 3].reduce((s, j) => s + values[i * 4 + j]! * transform[j * rank + k]!, 0);
          product += value(a) * value(b);
        }
        expect(product).toBeCloseTo(a === b ? 1 : 0, 12);
      }
    }
  });
});

describe("points", () => {
  test("of Gauss integrate polynomials of degree 2n − 1", () => {
    const { points, weights } = gaussNodes(0, 2, 4);
    expect(points.reduce((sum, t, i) => sum + 2 * weights[i]! * t ** 7, 0)).toBeCloseTo(2 ** 8 / 8, 11);
  });

  test("hold both ends, more near them, and weights that add up to 1", () => {
    const centres = Float64Array.of(0, 0.1, 0.3, 0.6, 1);
    for (const nodes of [gradedNodes(centres, 1, 1.4, false), chebyshevNodes(0, 1, 9)]) {
      expect(nodes.points[0]).toBe(0);
      expect(nodes.points.at(-1)).toBe(1);
      expect(nodes.points[1]).toBeLessThan(0.06);
      expect(nodes.weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 14);
      expect([...nodes.points]).toEqual([...nodes.points].sort((a, b) => a - b));
    }
  });
});

describe("sizes", () => {
  const rule = { gamma: 0.2, least: 1e-3, most: 0.1, growth: 0.15 };

  test("are small where the solution is bent or steep, and change no faster than they may", () => {
    const places = samplePlaces(-1, 1);
    const slopes = places.map((x) => 50 / Math.cosh(50 * x) ** 2);
    const curvatures = places.map((x) => (-5000 * Math.tanh(50 * x)) / Math.cosh(50 * x) ** 2);
    const sizes = graded(curvatureSizes(-1, 1, false, slopes, curvatures, 1, rule), [], 0.15);
    const middle = sizes.values[1500]!;
    // |u′| alone is left at the middle: 0.2 / (½ · 50).
    expect(middle).toBeLessThan(0.0081);
    expect(sizes.values[0]).toBeCloseTo(0.1, 10);
    const step = places[1]! - places[0]!;
    for (let i = 1; i < places.length; i++) {
      expect(Math.abs(sizes.values[i]! - sizes.values[i - 1]!)).toBeLessThanOrEqual(0.15 * step + 1e-15);
    }
    const centres = placesOf(sizes);
    const gap = (i: number) => centres[i + 1]! - centres[i]!;
    expect(gap(0) / gap(Math.floor(centres.length / 2))).toBeGreaterThan(5);
    expect([centres[0], centres.at(-1)]).toEqual([-1, 1]);
  });

  test("grow from seeds, on a ring from both of its ends", () => {
    const one = graded(uniformSizes(0, 1, false, 0.1), [{ place: 1, size: 0.01 }], 0.2);
    expect(one.values.at(-1)).toBe(0.01);
    expect(one.values[0]).toBe(0.1);
    const ring = graded(uniformSizes(0, 1, true, 0.1), [{ place: 1, size: 0.01 }], 0.2);
    expect(ring.values[0]).toBe(0.01);
    expect(placesOf(ring).at(-1)).toBeLessThan(1);
  });
});

describe("Gaussians in a plane", () => {
  test.each([
    ["become denser before a slab that would be too rough", [2e-4, 6e-4], 1e-3, 5, 7],
    ["stay where slabs become no rougher", [6e-4, 6e-4], 1e-3, 5, 5],
    ["stay where fresh points agree", [2e-4, 6e-4], 1e-5, 5, 5],
    ["stay after a single slab", [9e-4], 1e-3, 5, 5],
  ])("%s", (_, roughness, errorInSpace, before, after) => {
    const [put, settings] = [posed(problems.flowMixing()), settingsOf({}, true)];
    const placing = placed(put, settings, [], 0.2, 1e-3, null, null);
    for (const space of roughness) {
      placing.begin(0);
      expect(placing.count()).toBe(before);
      placing.kept({ tails: { time: 0, space }, errorInSpace } as SolvedSlab);
    }
    const again = placed(put, settings, [], 0.2, 1e-3, null, placing.state());
    for (const one of [placing, again]) {
      one.begin(0);
      expect(one.count()).toBe(after);
    }
  });
});

describe("disagreements of beginning and walls", () => {
  const found = (problem: Parameters<typeof posed>[0]) =>
    incompatibilities(posed(problem), initialState(posed(problem)));

  test("are found where values differ or a ring's slope jumps, with the diffusivity there", () => {
    expect(found(problems.burgers())).toEqual([]);
    expect(found(problems.kleinGordon())).toEqual([]);
    expect(found(problems.allenCahn()).map(({ place, diffusivity }) => [place, diffusivity])).toEqual([
      [-1, 1e-4],
      [1, 1e-4],
    ]);
    const walls = found(problems.nonlinearDiffusion());
    expect(walls).toHaveLength(4);
    for (const { diffusivity } of walls) {
      expect(diffusivity).toBeGreaterThan(0);
      expect(diffusivity).toBeLessThan(0.05 * 0.0095);
    }
  });

  test("make layers as thick as diffusion comes, in which equations count by the distance from the wall", () => {
    const put = posed(problems.nonlinearDiffusion());
    const walls = incompatibilities(put, initialState(put));
    const layers = layersOf(put, walls);
    expect(layers.map(({ coordinate, place }) => [coordinate, place])).toEqual([
      [0, -1],
      [0, 1],
      [1, -1],
      [1, 1],
    ]);
    const { thickness } = layers[0]!;
    expect(thickness).toBeCloseTo(Math.sqrt(walls[0]!.diffusivity), 12);
    expect(influence(layers, 0, -1 + 0.5 * thickness)).toBeCloseTo(0.5, 12);
    expect(influence(layers, 0, -1 + 2 * thickness)).toBe(1);
    expect(influence(layers, 0, -1)).toBeGreaterThan(0);
    const nodes = chebyshevNodes(-1, 1, 40);
    const { points, weights } = influential(layers, 0, nodes);
    expect(points).toBe(nodes.points);
    weights.forEach((w, i) => {
      expect(w).toBeCloseTo(nodes.weights[i]! * influence(layers, 0, points[i]!) ** 2, 14);
    });
  });

  test("of slopes on a ring make no layer, and a thick one ends at a quarter of the box", () => {
    const ring = posed(problems.allenCahn());
    expect(layersOf(ring, incompatibilities(ring, initialState(ring)))).toEqual([]);
    const put = posed(problems.nonlinearDiffusion());
    const [layer] = layersOf(put, [{ coordinate: 1, place: -1, diffusivity: 9 }]);
    expect(layer?.thickness).toBe(0.5);
  });
});

describe.each([plainDense, wasmDense()].map((kernels) => [kernels.name, kernels] as const))(
  "rows, %s",
  (_, kernels) => {
    const problem = problems.burgers({ viscosity: 0.1 });
    const put = posed(problem);

    function system(cut: number): { readonly space: Space; readonly rows: readonly Rows[] } {
      const sizes = graded(uniformSizes(-1, 1, false, 0.2), [{ place: 0, size: 0.05 }], 0.2);
      const lines = [gradedLine(sizes, { ...placement, cut }), timeLine(0, 0.1, 4, 1, 10)];
      const space = spaceOf(problem, 1, [lines[0]!.axis, lines[1]!.axis]);
      const nodes = lines.map((line) => line.nodes);
      const terms = [put.interior, ...put.boundary, ...put.initial];
      return {
        space,
        rows: terms.map((term) =>
          rowsOf(
            put,
            space,
            term,
            nodes,
            term.rows.map(() => 1),
          ),
        ),
      };
    }

    test("have derivatives that agree with differences, and a transpose", () => {
      const { space, rows } = system(1e-10);
      const made = rowSystem(space, rows, kernels);
      const random = rng(5);
      const vector = (length: number) => Float64Array.from({ length }, () => random.normal());
      const [at, v, w] = [vector(made.columns), vector(made.columns), vector(made.count)];
      const shifted = (h: number) => {
        const out = new Float64Array(made.count);
        made.linearise(
          at.map((value, i) => value + h * v[i]!),
          out,
        );
        return out;
      };
      const [a, b] = [shifted(1e-4), shifted(-1e-4)];
      shifted(0);
      const [forward, back] = [new Float64Array(made.count), new Float64Array(made.columns)];
      made.times(v, forward);
      made.transposedTimes(w, back);
      const size = Math.max(...Array.from(forward, Math.abs));
      for (let i = 0; i < made.count; i += 7) {
        expect(Math.abs((a[i]! - b[i]!) / 2e-4 - forward[i]!) / size).toBeLessThan(1e-8);
      }
      const inner = (x: Float64Array, y: Float64Array) => x.reduce((sum, value, i) => sum + value * y[i]!, 0);
      expect(inner(forward, w) / inner(v, back)).toBeCloseTo(1, 10);
      made.free();
    });

    test.each([
      ["banded", 0],
      ["iterative", 1e-10],
    ] as const)("have one least-squares step by dense and by %s solves", (other, cut) => {
      const { space, rows } = system(cut);
      const made = rowSystem(space, rows, kernels);
      const residuals = new Float64Array(made.count);
      made.linearise(new Float64Array(made.columns), residuals);
      const rest = (step: Float64Array) => {
        const out = residuals.slice();
        made.times(step, out);
        return Math.hypot(...out);
      };
      const dense = solveNormal(space, made, residuals, "dense", kernels);
      const step =
        other === "banded"
          ? solveNormal(space, made, residuals, other, kernels)
          : solveIteratively(made, residuals, 1e-10, 4000);
      expect([dense.status, step.status]).toEqual(["solved", "solved"]);
      const least = rest(dense.step);
      expect(least).toBeLessThan(1e-2 * Math.hypot(...residuals));
      expect(rest(step.step) / least).toBeCloseTo(1, 6);
      made.free();
    });

    test("are solved by products where normal equations cannot be factorised", () => {
      const { space, rows } = system(1e-10);
      const start = new Float64Array(space.functions);
      const options = { solver: "dense", steps: 3, tolerance: 1e-12, iterations: 0 } as const;
      const usual = gaussNewtonOn(space, rows, start, options, kernels);
      const without = gaussNewtonOn(space, rows, start, options, { ...kernels, factorBlock: () => 0 });
      expect([usual.products, without.products > 0]).toEqual([0, true]);
      expect(without.residual / usual.residual).toBeCloseTo(1, 6);
    });

    test("are made of fields that agree with values at scattered points", () => {
      const { space } = system(1e-10);
      const random = rng(2);
      const coefficients = Float64Array.from({ length: space.functions }, () => random.normal());
      const places = [Float64Array.of(0.02, 0.07), Float64Array.of(-0.9, 0.1, 0.4)];
      const partials = [
        { unknown: 0, orders: [0, 2] },
        { unknown: 0, orders: [1, 0] },
      ];
      const fields = tensorFields(space, partials, places, kernels);
      const onGrid = fields.forward(coefficients).map((field) => field.slice());
      const points = Float64Array.from(places[0]!).reduce<number[]>((all, t) => {
        for (const x of places[1]!) all.push(x, t);
        return all;
      }, []);
      valuesAt(space, coefficients, Float64Array.from(points), partials).forEach((values, p) => {
        values.forEach((value, i) => {
          expect(value / onGrid[p]![i]!).toBeCloseTo(1, 9);
        });
      });
      fields.free();
    });
  },
);
