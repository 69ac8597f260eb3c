import { expect, test } from "vitest";
import {
  initialParameters,
  network,
  plainLeastSquares,
  type ResidualProgram,
  type ResidualTerm,
  rng,
  SechError,
  trace,
} from "../../../src/core/index.ts";
import { bare, burgers } from "./programs.ts";

const good = burgers(bare("tanh", 3, 1));

/** The program with its first term changed. */
function changed(change: Partial<ResidualTerm>): ResidualProgram {
  const [first, ...others] = good.terms as [ResidualTerm, ...ResidualTerm[]];
  return { ...good, terms: [{ ...first, ...change }, ...others] };
}

test.each([
  ["no points", changed({ points: [new Float64Array(0)] }), /the term pde has no points/],
  ["half a point", changed({ points: [new Float64Array(7)] }), /points of the term pde must have shape/],
  [
    "points that are not numbers",
    changed({ points: [Float64Array.of(0, Number.NaN)] }),
    /term pde must be finite, got "NaN"/,
  ],
  ["a negative weight", changed({ weights: -1 }), /weights of the term pde/],
  ["too few weights", changed({ weights: Float64Array.of(1) }), /term pde must have 45 weights/],
  ["too few reads", changed({ reads: [] }), /term pde must read one quantity/],
  [
    "an unknown derivative",
    changed({
      residual: trace(["u"], ({ u }) => u),
      reads: [{ from: "network", network: 0, output: 0, partial: "xy" }],
    }),
    /must be named by the coordinates, got "xy"/,
  ],
  [
    "an unknown output",
    changed({ residual: trace(["u"], ({ u }) => u), reads: [{ from: "network", network: 0, output: 1, partial: "" }] }),
    /term pde reads an output that does not exist, got 1/,
  ],
  [
    "an unknown column",
    changed({ residual: trace(["u"], ({ u }) => u), reads: [{ from: "data", column: 0 }] }),
    /term pde reads a column of data/,
  ],
])("a program with %s is refused, naming the term", (_, program, message) => {
  expect(() => plainLeastSquares(program)).toThrow(message);
  expect(() => plainLeastSquares(program)).toThrow(SechError);
});

test("a network with an inverted range, or a wrong number of hard conditions, is refused", () => {
  expect(() => network({ coordinates: ["x"], domain: [[1, -1]] })).toThrow(/range of x must go up/);
  expect(() => network({ coordinates: ["x"], domain: [[0, 1]], outputs: 2, hard: () => [] })).toThrow(
    /one for each output/,
  );
  expect(() => network({ coordinates: ["x"], domain: [[0, 1]], width: 0 })).toThrow(/network.width/);
});

test("arrays of another length are refused", () => {
  const objective = plainLeastSquares(good);
  expect(() => objective.residuals(new Float64Array(3), new Float64Array(objective.rows))).toThrow(/the parameters/);
  expect(() => objective.setWeights("pd", 1)).toThrow(/no such term, got "pd" \(the terms are pde, initial\)/);
});

test("weights and points change between calls, and the result is that of a new program", () => {
  const objective = plainLeastSquares(good);
  const theta = initialParameters(good.networks[0]!, rng(5));
  const points = good.terms[0]!.points[0]!.map((value) => 0.9 * value);
  const weights = Float64Array.from({ length: 45 }, (_, i) => 1 + i);
  objective.setPoints("pde", [points]);
  objective.setWeights("pde", weights);
  const fresh = plainLeastSquares(changed({ points: [points], weights }));
  const [a, b] = [new Float64Array(theta.length), new Float64Array(theta.length)];
  expect(objective.valueAndGradient(theta, a)).toBe(fresh.valueAndGradient(theta, b));
  expect(a).toEqual(b);
});

test("parameters start from a seed: Glorot's range, biases zero, the same again", () => {
  const net = bare("tanh", 20, 3);
  const theta = initialParameters(net, rng(1));
  expect(theta).toEqual(initialParameters(net, rng(1)));
  expect(net.parameters).toBe(2 * 20 + 20 + 2 * (400 + 20) + 21);
  expect(theta.subarray(40, 60)).toEqual(new Float64Array(20));
  const second = theta.subarray(60, 460);
  const bound = Math.sqrt(6 / 40);
  expect(Math.max(...second)).toBeLessThan(bound);
  expect(Math.max(...second)).toBeGreaterThan(0.95 * bound);
});
