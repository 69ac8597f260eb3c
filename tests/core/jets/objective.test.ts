import { describe, expect, test } from "vitest";
import {
  channelOf,
  type Expression,
  evaluateNetwork,
  jetLayout,
  type Network,
  plainLeastSquares,
  type ResidualObjective,
  rng,
  tapeJets,
  trace,
} from "../../../src/core/index.ts";
import { bare, pointsIn, programs, someParameters } from "./programs.ts";

/** Differences of order six, Richardson's: with h = 8e-3 their own error is about 1e-11. */
function difference(f: (h: number) => Float64Array, h: number): Float64Array {
  const [p1, m1, p2, m2, p3, m3] = [f(h), f(-h), f(2 * h), f(-2 * h), f(3 * h), f(-3 * h)] as Six;
  const at = (a: Float64Array, i: number) => a[i] as number;
  return p1.map((_, i) => {
    const odd = 45 * (at(p1, i) - at(m1, i)) - 9 * (at(p2, i) - at(m2, i)) + (at(p3, i) - at(m3, i));
    return odd / (60 * h);
  });
}

type Six = [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];

const largest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

function distance(a: Float64Array, b: Float64Array): number {
  return largest(a.map((value, i) => value - (b[i] as number))) / largest(b);
}

function residualsAt(objective: ResidualObjective, theta: Float64Array): Float64Array {
  const out = new Float64Array(objective.rows);
  objective.residuals(theta, out);
  return out;
}

describe.each(Object.entries(programs))("%s", (_, program) => {
  const objective = plainLeastSquares(program);
  const { parameters, rows } = objective;
  const theta = someParameters(program);
  const jacobian = new Float64Array(rows * parameters);
  const residuals = new Float64Array(rows);
  objective.jacobian(theta, jacobian, residuals);
  const random = rng(3);
  const v = Float64Array.from({ length: parameters }, () => random.normal());
  const w = Float64Array.from({ length: rows }, () => random.normal());

  test("has the Jacobian of differences of its residuals, to 1e-9", () => {
    for (let i = 0; i < parameters; i++) {
      const along = (h: number) => {
        const moved = theta.slice();
        moved[i] = (moved[i] as number) + h;
        return residualsAt(objective, moved);
      };
      const column = residuals.map((_value, row) => jacobian[row * parameters + i] as number);
      const error = largest(difference(along, 8e-3).map((value, row) => value - (column[row] as number)));
      expect(error).toBeLessThan(1e-9 * Math.max(1, largest(column)));
    }
  });

  test("has a gradient, products and a normal matrix that are those of its Jacobian", () => {
    const gradient = new Float64Array(parameters);
    const value = objective.valueAndGradient(theta, gradient);
    expect(residualsAt(objective, theta)).toEqual(residuals);
    expect(Math.abs(value / (residuals.reduce((sum, r) => sum + r * r, 0) / 2) - 1)).toBeLessThan(1e-13);
    const transposed = (x: Float64Array) =>
      new Float64Array(parameters).map((_value, i) =>
        x.reduce((sum, xr, r) => sum + xr * (jacobian[r * parameters + i] as number), 0),
      );
    expect(distance(gradient, transposed(residuals))).toBeLessThan(1e-12);

    const jv = new Float64Array(rows);
    objective.times(theta, v, jv);
    const wanted = jv.map((_value, r) =>
      v.reduce((sum, vi, i) => sum + vi * (jacobian[r * parameters + i] as number), 0),
    );
    expect(distance(jv, wanted)).toBeLessThan(1e-12);
    const jtw = new Float64Array(parameters);
    objective.transposeTimes(theta, w, jtw);
    expect(distance(jtw, transposed(w))).toBeLessThan(1e-12);

    const jtj = new Float64Array(parameters * parameters).fill(Number.NaN);
    const again = new Float64Array(parameters);
    expect(objective.normal(theta, jtj, again)).toBe(value);
    expect(again).toEqual(gradient);
    let [error, scale] = [0, 0];
    for (let a = 0; a < parameters; a++) {
      for (let b = 0; b < parameters; b++) {
        const got = jtj[a * parameters + b] as number;
        if (b > a) {
          expect(got).toBeNaN();
          continue;
        }
        let sum = 0;
        for (let r = 0; r < rows; r++) {
          sum += (jacobian[r * parameters + a] as number) * (jacobian[r * parameters + b] as number);
        }
        error = Math.max(error, Math.abs(got - sum));
        scale = Math.max(scale, Math.abs(sum));
      }
    }
    expect(error).toBeLessThan(1e-12 * scale);
  });

  test("has the first columns of its Jacobian and the first parts of its gradient alone", () => {
    const half = Math.ceil(parameters / 2);
    const columns = new Float64Array(rows * half);
    const again = new Float64Array(rows);
    objective.jacobian(theta, columns, again, half);
    expect(again).toEqual(residuals);
    columns.forEach((value, at) => {
      expect(value).toBe(jacobian[Math.floor(at / half) * parameters + (at % half)]);
    });
    const [whole, first, ofNormal] = [0, 1, 2].map(() => new Float64Array(parameters)) as Three;
    const value = objective.valueAndGradient(theta, whole);
    expect(objective.valueAndGradient(theta, first, half)).toBe(value);
    expect(objective.normal(theta, new Float64Array(half * half), ofNormal, half)).toBe(value);
    expect(ofNormal).toEqual(first);
    expect(distance(first.subarray(0, half), whole.subarray(0, half))).toBeLessThan(1e-12);
    expect(first.subarray(half)).toEqual(new Float64Array(parameters - half));
  });
});

type Three = [Float64Array, Float64Array, Float64Array];

/** A network written out as a traced function of its coordinates. */
function written(net: Network, theta: Float64Array) {
  return trace(net.coordinates, (inputs) => {
    let at = 0;
    let x: Expression[] = net.coordinates.map((name, i) => {
      const input = inputs[name] as Expression;
      return i === 0 ? input : input.mul(2).sub(1);
    });
    for (const layer of net.layers) {
      if (layer.kind !== "dense") throw new Error("only dense layers are written out here");
      const { inputs: n, outputs, activation } = layer;
      const bias = at + n * outputs;
      const z = Array.from({ length: outputs }, (_, o) =>
        x
          .map((value, i) => value.mul(theta[at + o * n + i] as number))
          .reduce((sum, part) => sum.add(part))
          .add(theta[bias + o] as number),
      );
      const sigma = {
        tanh: (value: Expression) => value.tanh(),
        sin: (value: Expression) => value.sin(),
        swish: (value: Expression) => value.div(value.neg().exp().add(1)),
        identity: (value: Expression) => value,
      };
      x = z.map(sigma[activation]);
      at = bias + outputs;
    }
    return x;
  });
}

describe.each(["tanh", "sin", "swish"] as const)("the jets of a %s network", (activation) => {
  const partials = ["", "x", "t", "xt", "tt", "xxx", "xxt", "xxxx", "xxtt", "tttt"];
  const quantities = partials.map((partial) => ({ output: 0, partial }));
  const points = pointsIn(
    [
      [-1, 1],
      [0, 1],
    ],
    37,
    1,
  );

  test.each([1, 3])("are those of its formula to 1e-10, %i layers", (depth) => {
    const net = bare(activation, 7, depth);
    const theta = someParameters({ networks: [net], terms: [] });
    const got = evaluateNetwork(net, theta, points, quantities);
    const layout = jetLayout(["x", "t"], partials);
    const wanted = tapeJets(written(net, theta), layout, points);
    const channels = layout.names.length;
    partials.forEach((partial, q) => {
      const channel = channelOf(layout, partial);
      const column = points.subarray(0, 37).map((_, p) => wanted[p * channels + channel] as number);
      const error = largest(column.map((value, p) => value - (got[p * partials.length + q] as number)));
      expect(error).toBeLessThan(1e-10 * Math.max(1, largest(column)));
    });
  });
});

test("the third and fourth derivatives of a hidden layer of sines are the closed form to 1e-12", () => {
  const net = bare("sin", 4, 1);
  const theta = someParameters({ networks: [net], terms: [] });
  const [x, t] = [0.3, 0.6];
  const [got3, got4] = evaluateNetwork(net, theta, Float64Array.of(x, t), [
    { output: 0, partial: "xxx" },
    { output: 0, partial: "xxxx" },
  ]) as unknown as [number, number];
  let [third, fourth] = [0, 0];
  for (let o = 0; o < 4; o++) {
    const [a, b, bias, out] = [theta[2 * o], theta[2 * o + 1], theta[8 + o], theta[12 + o]] as [
      number,
      number,
      number,
      number,
    ];
    const phase = a * x + b * (2 * t - 1) + bias;
    third -= out * a ** 3 * Math.cos(phase);
    fourth += out * a ** 4 * Math.sin(phase);
  }
  expect(Math.abs(got3 - third)).toBeLessThan(1e-12);
  expect(Math.abs(got4 - fourth)).toBeLessThan(1e-12);
});
