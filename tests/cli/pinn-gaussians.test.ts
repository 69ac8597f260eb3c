import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { rng } from "../../src/core/index.ts";
import { readNetcdf } from "../../src/io/index.ts";
import { finished, sech, start, temporary } from "./sech.ts";

const plain = ["--json", "--quiet", "--set", "output.picture=false"];

describe("sech pinn --model gaussians", () => {
  test("killed without warning and resumed ends to the bit like one that was left alone", async () => {
    const often = ["--set", "output.checkpointEvery=0.001", "--set", "budget.steps=60", "--set", "model.levels=2"];
    const args = ["pinn", "klein-gordon", "--model", "gaussians", ...plain, ...often, "--set", "end=0.4"];
    const [alone, killed] = [temporary(), temporary()];
    const whole = JSON.parse((await sech(args, alone)).stdout) as object;
    const child = start(args, killed);
    while (!existsSync(join(killed, "output/klein-gordon.checkpoint")))
      await new Promise((wake) => setTimeout(wake, 2));
    child.kill("SIGKILL");
    expect((await finished(child)).code).toBe(null);
    expect(existsSync(join(killed, "output/klein-gordon.nc"))).toBe(false);
    const rest = JSON.parse((await sech([...args, "--resume"], killed)).stdout) as object;
    expect(rest).toEqual({ ...whole, resumed: true, wallSeconds: expect.any(Number) });
    const solution = async (directory: string) => {
      const { variables } = await readNetcdf(join(directory, "output/klein-gordon.nc"));
      return variables["u"]?.data.data;
    };
    expect(await solution(killed)).toEqual(await solution(alone));
  });

  /** u_xx = k u − sin πx with k = 3, known to 0.002 at 40 points. */
  function inverse(directory: string): void {
    const random = rng(11);
    const rows = Array.from({ length: 40 }, () => {
      const x = random.uniform();
      return `${x},${Math.sin(Math.PI * x) / (Math.PI ** 2 + 3) + 2e-3 * random.normal()}`;
    });
    writeFileSync(join(directory, "probes.csv"), ["x,u", ...rows].join("\n"));
    const equation = {
      name: "rod",
      domain: { x: [0, 1] },
      derivatives: ["xx"],
      pde: "uxx - k*u + sin(pi*x)",
      trainable: { k: { initial: 20, min: 0 } },
      conditions: {
        ends: { kind: "dirichlet", faces: ["x.min", "x.max"] },
        measured: { kind: "data", file: "probes.csv", sigma: 2e-3 },
      },
    };
    writeFileSync(join(directory, "rod.json"), JSON.stringify({ equation, model: { kind: "gaussians" } }));
  }

  test("estimates the scalars of an equation from data, each with its interval, and goes on from a checkpoint", async () => {
    const directory = temporary();
    inverse(directory);
    const cut = await sech(["pinn", "rod.json", ...plain, "--set", "budget.steps=4"], directory);
    expect(cut.code).toBe(0);
    expect(JSON.parse(cut.stdout)).toMatchObject({
      estimate: { status: "not-converged" },
      scalars: { k: expect.any(Number) },
    });
    expect(JSON.parse(cut.stdout).warnings.join()).toContain("has not converged");
    const { code, stdout, stderr } = await sech(["pinn", "rod.json", ...plain, "--resume"], directory);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      problem: "rod",
      model: "gaussians",
      status: "success",
      resumed: true,
      estimate: { status: "success", degreesOfFreedom: 39, rounds: expect.any(Number), solves: expect.any(Number) },
      warnings: [],
      files: ["rod.nc", "rod.checkpoint"].map((name) => join("output", name)),
    });
    const { value, standardError, interval } = report.scalars.k;
    expect(Math.abs(value - 3)).toBeLessThan(4 * standardError);
    expect(interval[0]).toBeLessThan(value);
    expect(interval[1]).toBeGreaterThan(value);
    expect(report.estimate.noise.measured).toBeGreaterThan(0.5);
    expect(report.estimate.noise.measured).toBeLessThan(2);
    const told = await sech(["pinn", "rod.json", "--set", "output.picture=false", "--resume"], directory);
    expect(told.stdout).toMatch(/k = \S+, 95 % within \S+ … \S+/);
  });

  test("refuses a curriculum, and weights, beside an estimate", async () => {
    const directory = temporary();
    inverse(directory);
    const { code, stderr } = await sech(["pinn", "rod.json", ...plain, "--set", "weights.interior=2"], directory);
    expect(code).toBe(2);
    expect(stderr).toContain("weights is not an option of Gaussians that are fixed");
    const eased = ["--model", "gaussians", "--set", 'curriculum={"viscosity":[0.1]}'];
    const refused = await sech(["pinn", "burgers-inverse", ...plain, ...eased], directory);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("without a curriculum");
  });

  test("knows inverse problems by name", async () => {
    const { stdout } = await sech(["list"], temporary());
    expect(stdout).toContain("burgers-inverse");
    expect(stdout).toContain("diffusivity=0.005 rate=5 values=200 noise=0.01 sample=0");
  });
});
