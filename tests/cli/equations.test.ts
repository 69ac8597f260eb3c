import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/cli/nlse/run.ts";
import { readNetcdf } from "../../src/io/index.ts";
import { finished, sech, start, temporary } from "./sech.ts";

const sets = (values: Readonly<Record<string, string | number>>) =>
  Object.entries(values).flatMap(([key, value]) => ["--set", `${key}=${value}`]);

describe("sech nlse with terms in its equation", () => {
  test("expressions for the initial state, the potential and a coefficient give the numbers of the library", async () => {
    const directory = temporary();
    const keys = {
      "initial.psi": "sech(x - 3)*exp(i*x/2)",
      "equation.potential": "x^2/8 + 0.1*sin(t)",
      "equation.loss": "1/20",
      "grid.points": 256,
      "time.end": 1,
      "time.snapshots": 3,
      "output.picture": "false",
    };
    const { code, stdout } = await sech(["nlse", "expression", "--json", "--quiet", ...sets(keys)], directory);
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as Report;
    expect(report.drift.mass).toBeLessThan(1e-12);
    expect(report.drift.energy).toBeNull();
    expect(report.balance).toEqual({
      mass: "decays as exp(-0.05 t)",
      momentum: "not conserved: changed by the potential",
      energy: "not conserved: changed by the potential, which depends on time and the loss",
    });
    const { attributes, variables } = await readNetcdf(join(directory, "output", "expression.nc"));
    expect(attributes).toMatchObject({
      initial_psi: keys["initial.psi"],
      potential: keys["equation.potential"],
      loss: 0.05,
    });
    const masses = variables["mass"]?.data.data as Float64Array;
    expect((masses[2] as number) / (masses[0] as number)).toBeCloseTo(Math.exp(-0.05), 12);
  });

  test("a run from a relaxed state stands still and reports the residual", async () => {
    const directory = temporary();
    const keys = { "initial.psi": "exp(-x^2/8)", "relax.mass": 2, "time.end": 1, "output.picture": "false" };
    const { code, stdout } = await sech(["nlse", "expression", "--json", "--quiet", ...sets(keys)], directory);
    expect(code).toBe(0);
    const { groundState } = JSON.parse(stdout) as Report;
    expect(groundState?.chemicalPotential).toBeCloseTo(-0.5, 9);
    expect(groundState?.residual).toBeLessThanOrEqual(1e-9);
    const { variables } = await readNetcdf(join(directory, "output", "expression.nc"));
    const re = variables["psi_re"]?.data.data as Float64Array;
    const im = variables["psi_im"]?.data.data as Float64Array;
    const height = (j: number) => Math.hypot(re[j] as number, im[j] as number);
    for (let j = 0; j < 512; j++) expect(Math.abs(height(j) - height(re.length - 512 + j))).toBeLessThan(1e-8);
  });

  test("a lossy run that is stopped goes on to the same bits", async () => {
    const [whole, parts] = [temporary(), temporary()];
    const keys = sets({
      "equation.loss": 0.1,
      "equation.potential": "x/10*cos(t)",
      "time.end": 8,
      "output.picture": "false",
    });
    const every = ["--set", "output.checkpointEvery=5"];
    expect((await sech(["nlse", "soliton", ...keys, ...every], whole)).code).toBe(0);
    const child = start(["nlse", "soliton", ...keys, ...every], parts);
    const watch = setInterval(() => {
      try {
        if (readdirSync(join(parts, "output")).includes("soliton.checkpoint")) child.kill("SIGKILL");
      } catch {}
    }, 2);
    await finished(child);
    clearInterval(watch);
    const { code, stdout } = await sech(["nlse", "soliton", ...keys, ...every, "--resume", "--json"], parts);
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as Report).status).toBe("success");
    const [a, b] = await Promise.all([whole, parts].map((at) => readNetcdf(join(at, "output", "soliton.nc"))));
    for (const name of Object.keys(a?.variables ?? {})) {
      expect(b?.variables[name]?.data.data).toEqual(a?.variables[name]?.data.data);
    }
  });

  const refused: readonly (readonly [string, Readonly<Record<string, string | number>>, string])[] = [
    ["a matrix", { "initial.psi": "ones(3000,3000)" }, "initial.psi: unknown function ones at position 1"],
    ["an assignment", { "equation.potential": "x=3" }, 'equation.potential: "=" has no place at position 2'],
    ["an accessor", { "equation.potential": "x.y" }, 'equation.potential: "." has no place at position 2'],
    [
      "deep nesting",
      { "initial.psi": `${"(".repeat(500)}x${")".repeat(500)}` },
      "more than 200 nested parts at position 201",
    ],
    ["an imaginary potential", { "equation.potential": "i*x" }, "unknown name i at position 1"],
    ["a coefficient of x", { "equation.loss": "x" }, "equation.loss: unknown name x at position 1"],
    ["an infinite potential", { "equation.potential": "1/x" }, "the potential must be finite at every point"],
    ["an infinite initial state", { "initial.psi": "1/x" }, "the initial state must be finite at every point"],
    [
      "a wide absorber",
      { "equation.absorber": '{"width":30,"strength":1}' },
      "equation.absorber.width must leave something",
    ],
  ];
  test.each(refused)("refuses %s with exit 2 and one line", async (_name, keys, message) => {
    const directory = temporary();
    const { code, stdout, stderr } = await sech(["nlse", "expression", ...sets(keys)], directory);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain(message);
    expect(readdirSync(directory)).toEqual([]);
  });

  test("refuses an expression of a megabyte without parsing it", async () => {
    const directory = temporary();
    const potential = `${"x+".repeat(500_000)}x`;
    writeFileSync(join(directory, "long.json"), JSON.stringify({ scenario: "soliton", equation: { potential } }));
    const { code, stderr } = await sech(["nlse", "long.json"], directory);
    expect(code).toBe(2);
    expect(stderr).toContain("an expression may have 10000 characters at position 10001");
    expect(stderr.length).toBeLessThan(400);
  });
});
