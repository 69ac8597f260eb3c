import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type MakeLeastSquares,
  network,
  type ResidualObjective,
  type ResidualProgram,
  rng,
} from "../../src/core/index.ts";
import { threadPool, wasmLeastSquares } from "../../src/kernels/jets/index.ts";
import { programs, someParameters } from "../core/jets/programs.ts";
import { compileSource } from "../io/compiled.ts";

let folder = "";
let onThreads: MakeLeastSquares;
let alone: MakeLeastSquares;
const workers: Worker[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "sech-jets-"));
  compileSource(folder, ["core", "kernels"]);
  const pool = threadPool(() => {
    const worker = new Worker(join(folder, "kernels", "jets.worker.js"));
    workers.push(worker);
    return worker;
  });
  onThreads = await wasmLeastSquares(pool);
  alone = await wasmLeastSquares(null);
});

afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.terminate()));
  rmSync(folder, { recursive: true, force: true });
});

/** Values, gradient, normal matrix and Jacobian. */
function everything(objective: ResidualObjective, program: ResidualProgram): Float64Array[] {
  const { parameters, rows } = objective;
  const theta = someParameters(program);
  const random = rng(9);
  const v = Float64Array.from({ length: parameters }, () => random.normal());
  const jacobian = new Float64Array(rows * parameters);
  const [residuals, jv] = [new Float64Array(rows), new Float64Array(rows)];
  const [gradient, again] = [new Float64Array(parameters), new Float64Array(parameters)];
  const jtj = new Float64Array(parameters * parameters);
  const value = objective.valueAndGradient(theta, gradient);
  objective.jacobian(theta, jacobian, residuals);
  objective.normal(theta, jtj, again);
  objective.times(theta, v, jv);
  const half = Math.ceil(parameters / 2);
  const [columns, leading] = [new Float64Array(rows * half), new Float64Array(parameters)];
  objective.jacobian(theta, columns, residuals, half);
  objective.valueAndGradient(theta, leading, half);
  return [Float64Array.of(value), residuals, jacobian, jv, columns, gradient, jtj, leading];
}

const largest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

describe.each(Object.entries(programs))("%s", (_, program) => {
  test.each([2, 3])(
    "on %i threads is what one computes, to the bit where nothing is summed and in every run",
    (threads) => {
      const one = everything(alone(program, {}), program);
      const runs = [0, 1].map(() => {
        const objective = onThreads(program, { threads });
        expect(objective.threads).toBe(threads);
        const results = everything(objective, program);
        objective.close();
        return results;
      }) as [Float64Array[], Float64Array[]];
      expect(runs[0]).toEqual(runs[1]);
      expect(runs[0].slice(1, 5)).toEqual(one.slice(1, 5));
      runs[0].forEach((values, i) => {
        const wanted = one[i] as Float64Array;
        expect(largest(values.map((value, at) => value - (wanted[at] as number)))).toBeLessThan(
          1e-13 * largest(wanted),
        );
      });
    },
  );
});

test("threads come back from a closed objective and serve the next", () => {
  const program = Object.values(programs)[0] as ResidualProgram;
  for (let round = 0; round < 5; round++) {
    const objective = onThreads(program, { threads: 3 });
    expect(objective.threads).toBe(3);
    objective.close();
    objective.close();
  }
  expect(workers.length).toBe(2);
});

test("a program that is refused, or too large for its memory, leaves the threads to the next", () => {
  const program = Object.values(programs)[0] as ResidualProgram;
  const before = workers.length;
  expect(() => onThreads({ ...program, terms: [] }, { threads: 3 })).toThrow(/at least one network and one term/);
  const wide = network({
    coordinates: ["x", "t"],
    domain: [
      [-1, 1],
      [0, 1],
    ],
    width: 8000,
    depth: 2,
  });
  expect(() => onThreads({ ...program, networks: [wide] }, { threads: 3 })).toThrow(/must fit into its memory/);
  const objective = onThreads(program, { threads: 3 });
  expect([objective.threads, workers.length]).toEqual([3, before]);
  objective.close();
});

test("there is one thread where there is no pool, and where a thread does not answer", async () => {
  const program = Object.values(programs)[0] as ResidualProgram;
  expect(alone(program, { threads: 4 }).threads).toBe(1);
  const silent = await wasmLeastSquares(threadPool(() => ({ postMessage() {} }), 20));
  expect(silent(program, { threads: 2 }).threads).toBe(1);
});

test("a process that has used threads ends by itself, closed or not", async () => {
  const core = JSON.stringify(join(folder, "core", "index.js"));
  const kernels = JSON.stringify(join(folder, "kernels", "index.js"));
  const file = join(folder, "program.mjs");
  writeFileSync(
    file,
    `import { network, rng, initialParameters, trace } from ${core};
import { loadJets } from ${kernels};
const net = network({ coordinates: ["x"], domain: [[0, 1]] });
const { make } = await loadJets();
const residual = trace(["ux"], ({ ux }) => ux.sub(1));
const reads = [{ from: "network", network: 0, output: 0, partial: "x" }];
const points = [Float64Array.from({ length: 99 }, (_, i) => i / 99)];
const objective = make({ networks: [net], terms: [{ name: "pde", points, reads, residual, weights: 1 }] }, { threads: 2 });
const gradient = new Float64Array(objective.parameters);
const value = objective.valueAndGradient(initialParameters(net, rng(1)), gradient);
console.log(objective.threads, value > 0);`,
  );
  const { stdout } = await promisify(execFile)(process.execPath, [file], { timeout: 20_000 });
  expect(stdout.trim()).toBe("2 true");
});

test("the module of fused multiply-adds is used where the machine has it, and its absence is said", async () => {
  const program = Object.values(programs)[0] as ResidualProgram;
  const objective = alone(program, { relaxed: true });
  const plain = alone(program, {});
  const has = Number(process.versions.node.split(".")[0]) >= 22;
  expect(objective.kernels).toBe(has ? "wasm, relaxed" : "wasm");
  expect(objective.note === null).toBe(has);
  if (!has) expect(objective.note).toMatch(/no fused multiply-adds/);
  const [a, b] = [everything(objective, program), everything(plain, program)];
  a.forEach((values, i) => {
    const wanted = b[i] as Float64Array;
    expect(largest(values.map((value, at) => value - (wanted[at] as number)))).toBeLessThan(1e-12 * largest(wanted));
  });
});
