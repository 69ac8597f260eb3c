import { expect, test } from "vitest";
import { readNetcdf, writeNetcdf } from "../../src/io/index.ts";
import { temporary } from "../cli/sech.ts";
import { periodicGrid, problems, spectral } from "../support/sech.ts";

test("a coupled solution goes to a file and back with both components and their masses", async () => {
  const grid = periodicGrid({ points: 64, length: 30 });
  const system = spectral.discretiseCoupled(problems.vectorSoliton(), grid);
  const solution = spectral.integrateCoupled(system, [0, 0.1], { rtol: 1e-6, saveAt: { count: 3 } });
  const path = `${temporary()}/pair.nc`;
  await writeNetcdf(path, spectral.coupledDataset(system, solution));
  const { dimensions, variables, attributes } = await readNetcdf(path);
  expect(dimensions).toEqual({ t: 3, x: 64 });
  expect(attributes).toMatchObject({ coupling: 1, status: "success" });
  expect(variables["psi_2_im"]?.data.data.slice(128)).toEqual(solution.psi[2]?.[1].im);
  expect(variables["mass_1"]?.data.data[0]).toBeCloseTo(2 * Math.cos(Math.PI / 5) ** 2, 6);
});

test("a plane goes to a file and back as rows of y", async () => {
  const grids = { x: periodicGrid({ points: 16, length: 10 }), y: periodicGrid({ points: 8, length: 10 }) };
  const problem: spectral.PlaneProblem = {
    potential: (x, y) => x + 10 * y,
    initial: (x, y) => [Math.exp(-x * x - y * y), 0],
  };
  const system = spectral.discretisePlane(problem, grids);
  const solution = spectral.integratePlane(system, [0, 0.01], { rtol: 1e-4 });
  const path = `${temporary()}/plane.nc`;
  await writeNetcdf(path, spectral.planeDataset(system, solution));
  const { dimensions, variables } = await readNetcdf(path);
  expect(dimensions).toEqual({ t: 2, y: 8, x: 16 });
  expect(variables["potential"]?.data.data[3 * 16 + 5]).toBeCloseTo(
    (grids.x.x[5] as number) + 10 * (grids.y.x[3] as number),
    12,
  );
  expect(variables["psi_re"]?.data.data.slice(128)).toEqual(solution.psi[1]?.re);
});
