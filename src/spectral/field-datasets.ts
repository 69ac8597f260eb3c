import { type Dataset, dataset, type Field, type Grid, type Tensor, tensor, type Variable } from "../core/index.ts";
import { type CoupledSolution, type CoupledSystem, masses } from "./coupled.ts";
import { type PlaneSolution, type PlaneSystem, planeIntegrals } from "./plane.ts";

/** A coupled solution as a dataset: ψ₁ and ψ₂ over (t, x), and their masses over time. */
export function coupledDataset({ problem, grid, ...system }: CoupledSystem, solution: CoupledSolution): Dataset {
  const { t, psi } = solution;
  const kept = psi.map((pair) => masses({ problem, grid, ...system }, pair));
  const variables: Record<string, Variable> = { x: axis("x", grid), t: series(t, "Time") };
  for (const i of [0, 1] as const) {
    const fields = psi.map((pair) => pair[i]);
    const name = `psi_${i + 1}`;
    variables[`${name}_re`] = part(["t", "x"], fields, "re", [grid.points], `Real part of component ${i + 1}`);
    variables[`${name}_im`] = part(["t", "x"], fields, "im", [grid.points], `Imaginary part of component ${i + 1}`);
    variables[`mass_${i + 1}`] = series(
      Float64Array.from(kept, (pair) => pair[i]),
      `Mass of component ${i + 1}`,
    );
  }
  return dataset({ t: t.length, x: grid.points }, variables, {
    title: `Coupled nonlinear Schroedinger equations: ${problem.name}`,
    Conventions: "CF-1.8",
    equation:
      "i psi_j,t + (dispersion/2) psi_j,xx + nonlinearity (|psi_j|^2 + coupling |psi_k|^2) psi_j = 0, k the other of 1, 2",
    dispersion: problem.dispersion,
    nonlinearity: problem.nonlinearity,
    coupling: problem.coupling,
    ...run(solution),
  });
}

/** A plane's solution as a dataset: ψ over (t, y, x), V over (y, x), mass and energy over time. */
export function planeDataset(system: PlaneSystem, solution: PlaneSolution): Dataset {
  const { x, y, potential } = system;
  const { t, psi } = solution;
  const integrals = psi.map((field) => planeIntegrals(system, field));
  const over = ["t", "y", "x"] as const;
  const shape = [y.points, x.points];
  const variables: Record<string, Variable> = {
    x: axis("x", x),
    y: axis("y", y),
    t: series(t, "Time"),
    potential: variable(["y", "x"], tensor(shape, potential), "Potential"),
    psi_re: part(over, psi, "re", shape, "Real part of the wave function"),
    psi_im: part(over, psi, "im", shape, "Imaginary part of the wave function"),
    mass: series(
      Float64Array.from(integrals, ({ mass }) => mass),
      "Mass, integral of |psi|^2",
    ),
    energy: series(
      Float64Array.from(integrals, ({ energy }) => energy),
      "Energy, integral of (dispersion |grad psi|^2 - nonlinearity |psi|^4) / 2 + potential |psi|^2",
    ),
  };
  return dataset({ t: t.length, y: y.points, x: x.points }, variables, {
    title: "Gross-Pitaevskii equation on a periodic box",
    Conventions: "CF-1.8",
    equation: "i psi_t + (dispersion/2) (psi_xx + psi_yy) + nonlinearity |psi|^2 psi - potential psi = 0",
    dispersion: system.dispersion,
    nonlinearity: system.nonlinearity,
    ...run(solution),
  });
}

function run({ status, method, stats }: CoupledSolution | PlaneSolution): Dataset["attributes"] {
  return { status, method, steps: stats.steps, rejected_steps: stats.rejected, ffts: stats.ffts };
}

function variable(dimensions: readonly string[], data: Tensor, longName: string): Variable {
  return { dimensions, data, units: "1", longName };
}

const axis = (name: string, grid: Grid): Variable =>
  variable([name], tensor([grid.points], grid.x), `Position ${name}`);
const series = (values: Float64Array, longName: string): Variable =>
  variable(["t"], tensor([values.length], values), longName);

function part(
  dimensions: readonly string[],
  fields: readonly Field<"x">[],
  name: "re" | "im",
  shape: readonly number[],
  longName: string,
): Variable {
  const data = tensor([fields.length, ...shape]);
  const size = shape.reduce((product, extent) => product * extent, 1);
  fields.forEach((field, i) => data.data.set(field[name], i * size));
  return variable(dimensions, data, longName);
}
