import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Dataset } from "../../src/core/index.ts";
import { readNetcdf } from "../../src/io/index.ts";
import { finished, sech, start, temporary } from "./sech.ts";

interface Run {
  readonly error: { readonly l2: number } | null;
  readonly drift: Readonly<Record<string, number | null>>;
  readonly files: readonly string[];
}

async function run(at: string, ...args: string[]): Promise<Run> {
  const { code, stdout } = await sech(["nlse", ...args, "--json", "--out", "out"], at);
  expect(code).toBe(0);
  return JSON.parse(stdout) as Run;
}

const set = (...pairs: string[]) => pairs.flatMap((pair) => ["--set", pair]);

test("a coupled pair goes through the command: exact error, drifts, entropies, both components in file and pictures", async () => {
  const at = temporary();
  const report = await run(at, "manakov", ...set("time.end=0.5", "time.snapshots=3"));
  expect(report).toMatchObject({
    scenario: "manakov",
    status: "success",
    method: "etd-adams",
    grid: { points: 768, length: 70 },
    entropy: { shannon: expect.any(Number), renyi2: expect.any(Number), tsallis2: expect.any(Number) },
    balance: { mass: "conserved", momentum: "conserved", energy: "conserved" },
    diagnostics: { masses: [expect.any(Number), expect.any(Number)] },
  });
  expect(report.error?.l2).toBeLessThan(1e-9);
  for (const key of ["mass", "momentum", "energy"]) expect(report.drift[key]).toBeLessThan(1e-9);
  const names = ["manakov.nc", "manakov-density-1.png", "manakov-density-2.png", "manakov-drift.png"];
  expect(report.files).toEqual(names.map((name) => `out/${name}`));
  for (const file of report.files) expect(existsSync(join(at, file))).toBe(true);
  const { dimensions, attributes, variables } = await readNetcdf(join(at, "out/manakov.nc"));
  expect(dimensions).toEqual({ t: 3, x: 768 });
  expect(attributes).toMatchObject({ coupling: 1, scenario: "manakov", status: "success" });
  expect(Object.keys(variables)).toEqual(
    expect.arrayContaining(["psi_1_re", "psi_2_im", "mass_1", "mass_2", "energy"]),
  );
});

test("two expressions and a coupling make a pair", async () => {
  const report = await run(
    temporary(),
    "coupled",
    ...set("initial.psi1=sech(x)", "initial.psi2=0", "equation.coupling=2/3", "time.end=1", "time.snapshots=2"),
  );
  expect(report).toMatchObject({ error: null, diagnostics: { masses: [expect.closeTo(2, 9), 0] } });
});

test("a plane goes through the command: exact error, null with a reason for the momentum, maps and motion", async () => {
  const at = temporary();
  const small = set("time.end=0.3", "time.snapshots=3", "grid.points=[48,40]", "grid.length=[14,13]");
  const report = await run(at, "condensate-2d", ...small, ...set("initial.mass=4", "tolerance.relative=1e-6"));
  expect(report).toMatchObject({
    status: "success",
    grid: { points: [48, 40], length: [14, 13] },
    drift: { momentum: null },
    balance: { momentum: "not conserved: changed by the potential" },
    groundState: { status: "success" },
  });
  expect(report.error?.l2).toBeLessThan(1e-6);
  const names = ["density-start", "density-end", "motion", "drift"].map((name) => `out/condensate-2d-${name}.png`);
  expect(report.files).toEqual(["out/condensate-2d.nc", ...names]);
  const { dimensions, variables } = await readNetcdf(join(at, "out/condensate-2d.nc"));
  expect(dimensions).toEqual({ t: 3, y: 40, x: 48 });
  expect(variables["centre_x"]?.data.data[2]).toBeCloseTo(1.5 * Math.cos(0.3), 5);
});

test("V of a plane is an expression of x and y, and its ground state can be relaxed to", async () => {
  const report = await run(
    temporary(),
    "plane",
    ...set("initial.psi=exp(-(x^2+y^2)/3)", "equation.potential=(x^2+4*y^2)/2", "equation.nonlinearity=0"),
    ...set("relax.mass=1", "grid.points=48", "time.end=0.2", "time.snapshots=2", "output.picture=false"),
  );
  expect(report).toMatchObject({ groundState: { chemicalPotential: expect.closeTo(1.5, 8) }, error: null });
});

test.each([
  [["manakov", "equation.potential=x^2"], "equation.potential: is not for a coupled pair, as manakov is"],
  [["plane", "equation.loss=0.1"], "equation.loss: is not for a plane, as plane is"],
  [["plane", "dealias=2/3"], "dealias: is not for a plane"],
  [["manakov", "diagnostics.solitons=true"], "diagnostics.solitons: is not for a coupled pair"],
  [["soliton", "equation.coupling=1"], "equation.coupling: is not for a single wave"],
  [["soliton", "grid.points=[64,64]"], "grid.points: must be one number"],
  [["plane", "equation.potential=x*t"], "unknown name t"],
  [["soliton", "equation.dispersion=1+t"], "equation.dispersion cannot depend on t"],
  [["soliton", "equation.thirdOrder=t"], "equation.thirdOrder cannot depend on t"],
] as const)("%s is refused with a reason", async ([scenario, pair], message) => {
  const { code, stdout, stderr } = await sech(["nlse", scenario, "--set", pair, "--out", "out"], temporary());
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(message);
});

test("nonlinearity and loss may be expressions of t", async () => {
  const at = temporary();
  const report = await run(
    at,
    "soliton",
    ...set("equation.nonlinearity=1 + 0.2*sin(t)", "equation.loss=0.1*cos(t)", "time.end=1", "time.snapshots=4"),
  );
  expect(report).toMatchObject({
    error: null,
    drift: { energy: null },
    balance: { mass: "decays as exp(-integral of loss over t)" },
  });
  expect(report.drift["mass"]).toBeLessThan(1e-12);
  const { attributes, variables } = await readNetcdf(join(at, "out/soliton.nc"));
  expect(attributes).toMatchObject({ nonlinearity: 1, nonlinearity_over_time: "1 + 0.2*sin(t)", loss: "0.1*cos(t)" });
  expect(variables["mass"]?.data.data[3]).toBeCloseTo(4 * Math.exp(-0.1 * Math.sin(1)), 10);
});

/** All of a file but when it was made. */
function content({ dimensions, variables, attributes }: Dataset): unknown {
  const { created: _created, history: _history, ...rest } = attributes;
  return { dimensions, rest, variables: Object.entries(variables).map(([name, { data }]) => [name, data.data]) };
}

test.each([
  ["manakov", ["time.end=12", "time.snapshots=61"]],
  ["plane", ["time.end=4", "time.snapshots=21", "method=etd-adams", "grid.points=64"]],
])("an interrupted %s goes on to the same bits", { timeout: 60_000 }, async (scenario, settings) => {
  const at = temporary();
  const args = ["nlse", scenario, "--quiet", ...set(...settings, "output.picture=false", "output.checkpointEvery=20")];
  const child = start([...args, "--out", "run"], at);
  while (!existsSync(join(at, "run", `${scenario}.checkpoint`))) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill("SIGINT");
  expect((await finished(child)).code).toBe(130);
  const { code, stdout } = await sech([...args, "--resume", "--json", "--out", "run"], at);
  expect(code).toBe(0);
  expect(JSON.parse(stdout).resumedAt).toBeGreaterThan(0);
  expect((await sech([...args, "--out", "whole"], at)).code).toBe(0);
  const [resumed, whole] = await Promise.all(
    ["run", "whole"].map((name) => readNetcdf(join(at, name, `${scenario}.nc`))),
  );
  expect(content(resumed as Dataset)).toEqual(content(whole as Dataset));
});
