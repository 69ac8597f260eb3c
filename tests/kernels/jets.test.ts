import { beforeAll, describe, expect, test } from "vitest";
import { type MakeLeastSquares, plainLeastSquares, type ResidualObjective, rng } from "../../src/core/index.ts";
import { wasmLeastSquares } from "../../src/kernels/jets/index.ts";
import { programs, someParameters } from "../core/jets/programs.ts";

let wasm: MakeLeastSquares;

beforeAll(async () => {
  wasm = await wasmLeastSquares(null);
});

/** All that an objective computes, by name. */
function everything(objective: ResidualObjective, theta: Float64Array): Record<string, Float64Array> {
  const { parameters, rows } = objective;
  const random = rng(3);
  const v = Float64Array.from({ length: parameters }, () => random.normal());
  const w = Float64Array.from({ length: rows }, () => random.normal());
  const results = {
    residuals: new Float64Array(rows),
    gradient: new Float64Array(parameters),
    jacobian: new Float64Array(rows * parameters),
    jacobianResiduals: new Float64Array(rows),
    jtj: new Float64Array(parameters * parameters),
    normalGradient: new Float64Array(parameters),
    jv: new Float64Array(rows),
    jtw: new Float64Array(parameters),
  };
  objective.residuals(theta, results.residuals);
  const values = Float64Array.of(
    objective.valueAndGradient(theta, results.gradient),
    objective.normal(theta, results.jtj, results.normalGradient),
  );
  objective.jacobian(theta, results.jacobian, results.jacobianResiduals);
  objective.times(theta, v, results.jv);
  objective.transposeTimes(theta, w, results.jtw);
  return { values, ...results };
}

const largest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

describe.each(Object.entries(programs))("the WASM jets of: %s", (_, program) => {
  test("agree with the plain ones to 1e-12 in everything", () => {
    const theta = someParameters(program);
    const wanted = everything(plainLeastSquares(program), theta);
    const got = everything(wasm(program, {}), theta);
    for (const [name, values] of Object.entries(wanted)) {
      const error = largest(values.map((value, i) => value - (got[name]?.[i] as number)));
      expect(error / largest(values), name).toBeLessThan(1e-12);
    }
  });

  test("are the same to the bit in every run", () => {
    const theta = someParameters(program);
    expect(everything(wasm(program, {}), theta)).toEqual(everything(wasm(program, {}), theta));
  });
});
