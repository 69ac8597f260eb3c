import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lagrangianPlan } from "../../src/cli/lagrangian/plan.ts";
import { lagrangianSettings } from "../../src/cli/lagrangian/settings.ts";
import { lagrangian, training } from "../../src/index.ts";
import { readNetcdf } from "../../src/io/index.ts";
import { finished, sech, start, temporary } from "./sech.ts";

const small = ["model.width=8", "model.depth=1", "points.interior=100", "output.picture=false"].flatMap((text) => [
  "--set",
  text,
]);
const steps = (count: number) => ["--set", `budget.steps=${count}`];

interface Report {
  readonly status: string;
  readonly relativeL2: number | null;
  readonly residual: { readonly train: number; readonly heldOut: number };
  readonly iterations: number;
  readonly minJacobian: number;
  readonly crossingTime: number | null;
  readonly files: string[];
}

describe("sech lagrangian", () => {
  test("leaves a report with its keys, a data set with paths, a checkpoint and pictures", async () => {
    const directory = temporary();
    const args = ["lagrangian", "convection", "--json", "--seed", "2", "--set", "speed=30", ...small, ...steps(12)];
    const { code, stdout } = await sech([...args, "--set", "output.picture=true"], directory);
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as Report;
    expect(report).toMatchObject({
      problem: "convection",
      model: "characteristics",
      mode: "lpinn",
      status: "success",
      stopReason: "step-budget",
      maxError: expect.any(Number),
      residual: { train: expect.any(Number), heldOut: expect.any(Number) },
      parameters: expect.any(Number),
      iterations: expect.any(Number),
      wallSeconds: expect.any(Number),
      seed: 2,
      crossingTime: null,
    });
    expect(report.relativeL2).toBeLessThan(1e-5);
    expect(report.minJacobian).toBeCloseTo(1, 4);
    const pictures = ["loss", "solution", "error", "paths", "jacobian"].map((what) => `convection-${what}.png`);
    const names = ["convection.nc", "convection.checkpoint", ...pictures];
    expect(report.files).toEqual(names.map((name) => join("output", name)));
    expect(readdirSync(join(directory, "output")).sort()).toEqual(names.toSorted());
    const { variables, attributes, dimensions } = await readNetcdf(join(directory, "output/convection.nc"));
    expect(dimensions).toMatchObject({ x: 201, t: 201, label: 128, time: 101 });
    expect(attributes).toMatchObject({ problem: "convection", speed: 30, mode: "lpinn", map: "single-valued" });
    const path = variables["path"]?.data.data as Float64Array;
    // The path of the label 0 is 30 t.
    expect(path[100]).toBeCloseTo(30, 4);
  });

  test("past breaking least action gives the values, and the time is told", async () => {
    const args = [
      "lagrangian",
      "burgers",
      "--json",
      "--set",
      "viscosity=0",
      "--set",
      "end=1.4",
      ...small,
      ...steps(40),
    ];
    const directory = temporary();
    const { code, stdout, stderr } = await sech(args, directory);
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as Report;
    expect(report).toMatchObject({ status: "success", map: "broken", shocks: 1 });
    expect(report.minJacobian).toBeLessThan(0);
    expect(report.crossingTime).toBeCloseTo(1, 2);
    expect(stderr).toMatch(/burgers: paths cross at t = \S+, where the solution breaks; .* with 1 shock\n/);
    const { variables, dimensions } = await readNetcdf(join(directory, "output/burgers.nc"));
    expect(dimensions).toMatchObject({ shock: 1, shock_time: 21 });
    const [places, left, right] = ["shock_place", "shock_left", "shock_right"].map(
      (name) => variables[name]?.data.data as Float64Array,
    ) as [Float64Array, Float64Array, Float64Array];
    for (const place of places) expect(Math.abs(place - Math.PI)).toBeLessThan(0.02);
    expect(left[20]).toBeGreaterThan(0.8);
    expect(right[20]).toBeLessThan(-0.8);
  });

  test("past breaking a model without paths that cross is called unresolved, with a suggestion", async () => {
    const set = ["viscosity=0", "end=1.4"].flatMap((text) => ["--set", text]);
    const args = ["lagrangian", "burgers", "--json", "--mode", "pinn", ...set, ...small, ...steps(3)];
    const { code, stdout, stderr } = await sech(args);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ status: "unresolved", map: "no-paths", shocks: 0 });
    expect(stderr).toMatch(/burgers: unresolved: the solution breaks at t = 1\S*, before the end, .* try mode lpinn/);
  });

  test("plans baselines in parts and in windows, and paths in windows", async () => {
    const trained = async (set: readonly string[]) => {
      const shape = ["speed=3", "model.width=8", "model.depth=1", "points.interior=100", "budget.steps=6"];
      const settings = await lagrangianSettings({ target: "convection", set: [...shape, ...set], threads: 1 });
      const { problem, model, options } = await lagrangianPlan(settings);
      const fit = await training.train(problem, model, options);
      const { name, mode } = model;
      return {
        name,
        mode,
        map: lagrangian.diagnose(fit).status,
        iterations: fit.iterations,
        of: fit.parameters.length,
      };
    };
    const parts = ["mode=pinn", "model.parts.x=2", "model.parts.t=2", "model.initial=soft"];
    const places = { mode: "pinn", map: "no-paths", iterations: 6 };
    expect(await trained(parts)).toMatchObject({ ...places, name: "xpinn", of: 4 * 33 });
    expect(await trained(["mode=pinn", "sequence=2"])).toMatchObject({ ...places, name: "mlp" });
    const paths = { name: "characteristics", mode: "lpinn", map: "single-valued" };
    expect(await trained(["sequence=2"])).toMatchObject(paths);
  });

  test("trains a baseline through a curriculum, in windows that grow and with causal weights", async () => {
    const set = ["mode=pinn", "speed=3", "curriculum.speed=[1, 2]", "windows=2", "balance.causal.tolerance=1"];
    const args = ["lagrangian", "convection", "--json", ...set.flatMap((one) => ["--set", one]), ...small, ...steps(6)];
    const { code, stdout } = await sech(args);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ model: "characteristics", mode: "pinn", iterations: 6 });
  });

  test("paths that cross where nothing chooses among them end with exit code 1 and a suggestion", async () => {
    const set = ["speed=u^2-u/4", "viscosity=0", "end=2"].flatMap((text) => ["--set", text]);
    const { code, stdout, stderr } = await sech(["lagrangian", "custom", "--json", ...set, ...small, ...steps(20)]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ status: "crossed", map: "crossed", relativeL2: null });
    expect(stderr).toMatch(/custom: crossed: paths of the fit cross at t = .*; try an earlier end, or viscosity/);
  });

  test("reads formulas from a configuration", async () => {
    const directory = temporary();
    const config = [
      "problem: custom",
      "speed: 2 + 0.5*cos(x)",
      "source: -u",
      "viscosity: 0",
      "initial: exp(sin(x))",
      "model: { width: 8, depth: 1 }",
      "points: { interior: 200 }",
      "budget: { steps: 10 }",
      "output: { picture: false }",
    ];
    writeFileSync(join(directory, "run.yaml"), config.join("\n"));
    const { code, stdout } = await sech(["lagrangian", "run.yaml", "--json"], directory);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ problem: "custom", mode: "lpinn", relativeL2: null, status: "success" });
  });

  test("killed without warning and resumed ends to the bit like one that was left alone", async () => {
    const args = ["lagrangian", "burgers", "--json", ...small, "--set", "output.checkpointEvery=0.001", ...steps(400)];
    const [alone, killed] = [temporary(), temporary()];
    const whole = JSON.parse((await sech(args, alone)).stdout) as Report;
    const child = start(args, killed);
    const checkpoint = join(killed, "output/burgers.checkpoint");
    while (!existsSync(checkpoint)) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill("SIGKILL");
    await finished(child);
    expect(existsSync(join(killed, "output/burgers.nc"))).toBe(false);
    const rest = JSON.parse((await sech([...args, "--resume"], killed)).stdout) as Report;
    expect(rest).toMatchObject({ resumed: true });
    const numbers = ({ relativeL2, residual, iterations }: Report) => [relativeL2, residual, iterations];
    expect(numbers(rest)).toEqual(numbers(whole));
  });
});

describe("bad input of sech lagrangian exits with 2, one clear line and nothing half-written", () => {
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ["an unknown problem", ["burger"], 'unknown problem, got "burger"; try one of convection'],
    ["a viscosity below zero", ["burgers", "--set", "viscosity=-1"], "viscosity must be 0 or at least 1e-4, got -1"],
    ["a state that is not periodic", ["custom", "--set", "initial=x"], "initial must be the same at both ends"],
    ["a speed that is not finite", ["custom", "--set", "speed=log(u)"], "speed must be finite everywhere"],
    ["no time at all", ["convection", "--set", "end=0"], "end must be positive, got 0"],
    ["a speed that is infinite", ["convection", "--set", "speed=Infinity"], "speed"],
    ["parts without places", ["convection", "--set", "model.parts.t=2"], "model.parts belongs to the mode pinn"],
    ["windows where paths depend on u", ["burgers", "--set", "sequence=2"], "windows of paths need a speed"],
    ["a curriculum of nothing", ["burgers", "--set", "curriculum.speed=[1]"], "is no parameter of problem burgers"],
    [
      "a curriculum in windows",
      ["convection", "--set", "sequence=2", "--set", "curriculum.speed=[1]"],
      "cannot be used with",
    ],
    ["an unknown mode", ["burgers", "--mode", "euler"], "mode: invalid option"],
  ];
  test.each(cases)("%s", async (_name, args, message) => {
    const directory = temporary();
    const { code, stdout, stderr } = await sech(["lagrangian", ...args, "--json"], directory);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain(message);
    expect(readdirSync(directory)).toEqual([]);
  });
});
