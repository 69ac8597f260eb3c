import { join } from "node:path";
import { expect, test } from "vitest";
import { readNetcdf } from "../../src/io/index.ts";
import { sech, temporary } from "./sech.ts";

test("sech pinn writes a problem of many coordinates along one dimension of points", async () => {
  const directory = temporary();
  const settings = ["dimension=4", "budget.steps=30", "output.picture=false", "model.trainer=separable"];
  const args = ["pinn", "poisson-nd", "--model", "gaussians", "--json", ...settings.flatMap((text) => ["--set", text])];
  const { code, stdout } = await sech(args, directory);
  expect(code).toBe(0);
  const report = JSON.parse(stdout) as { readonly relativeL2: number; readonly gaussians: { readonly rank: number } };
  expect(report.relativeL2).toBeLessThan(0.1);
  expect(report.gaussians.rank).toBeGreaterThan(3);
  const { variables, dimensions } = await readNetcdf(join(directory, "output/poisson-nd.nc"));
  expect(dimensions).toMatchObject({ point: 20_000 });
  for (const name of ["a", "b", "c", "d", "u", "u_exact"]) expect(variables[name]?.dimensions).toEqual(["point"]);
});
