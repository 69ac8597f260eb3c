import { type Dataset, dataset, type Field, type Grid, type Tensor, tensor, type Variable } from "../core/index.ts";
import type { FieldPair } from "../problems/index.ts";
import type { CoupledSolution, CoupledSystem } from "./coupled.ts";
import { type CoupledInvariants, coupledEntropies, coupledInvariants } from "./coupled-measures.ts";
import { attribute, runAttributes } from "./dataset.ts";
import type { PlaneSolution, PlaneSystem } from "./plane.ts";
import { type PlaneIntegrals, planeEntropies, planeIntegrals } from "./plane-measures.ts";

/** One saved time as a row of every time-dependent variable of a dataset. */
export type FieldRow = Readonly<Record<string, number | Float64Array>>;

const coupledSeries = {
  t: "Time",
  mass_1: "Mass of component 1, integral of |psi_1|^2",
  mass_2: "Mass of component 2, integral of |psi_2|^2",
  momentum: "Momentum, integral of Im(psi_1* psi_1,x + psi_2* psi_2,x)",
  energy:
    "Energy, integral of dispersion (|psi_1,x|^2 + |psi_2,x|^2) / 2 - nonlinearity (|psi_1|^4 + 2 coupling |psi_1 psi_2|^2 + |psi_2|^4) / 2",
  entropy_shannon: "Shannon entropy of p = (|psi_1|^2 + |psi_2|^2) / sum, nats",
} as const;

const coupledFields = {
  psi_1_re: "Real part of component 1",
  psi_1_im: "Imaginary part of component 1",
  psi_2_re: "Real part of component 2",
  psi_2_im: "Imaginary part of component 2",
} as const;

const planeSeries = {
  t: "Time",
  mass: "Mass, integral of |psi|^2",
  energy: "Energy, integral of (dispersion |grad psi|^2 - nonlinearity |psi|^4) / 2 + potential |psi|^2",
  momentum_x: "Momentum, integral of Im(psi* psi_x)",
  momentum_y: "Momentum, integral of Im(psi* psi_y)",
  centre_x: "Mean of x over |psi|^2",
  centre_y: "Mean of y over |psi|^2",
  mean_square_radius: "Mean of x^2 + y^2 over |psi|^2",
  entropy_shannon: "Shannon entropy of p = |psi|^2 / sum |psi|^2, nats",
} as const;

const planeFields = {
  psi_re: "Real part of the wave function",
  psi_im: "Imaginary part of the wave function",
} as const;

/** The row of a pair at time t. */
export function coupledRow(
  system: CoupledSystem,
  t: number,
  fields: FieldPair,
  { masses, momentum, energy }: CoupledInvariants,
): FieldRow {
  const [first, second] = fields;
  const row: Record<keyof typeof coupledSeries | keyof typeof coupledFields, number | Float64Array> = {
    t,
    mass_1: masses[0],
    mass_2: masses[1],
    momentum,
    energy,
    entropy_shannon: coupledEntropies(system, fields).shannon,
    psi_1_re: first.re,
    psi_1_im: first.im,
    psi_2_re: second.re,
    psi_2_im: second.im,
  };
  return row;
}

/** The row of a plane at time t. */
export function planeRow(
  system: PlaneSystem,
  t: number,
  psi: Field<"x">,
  { mass, energy, momentum, centre, meanSquareRadius }: PlaneIntegrals,
): FieldRow {
  const row: Record<keyof typeof planeSeries | keyof typeof planeFields, number | Float64Array> = {
    t,
    mass,
    energy,
    momentum_x: momentum[0],
    momentum_y: momentum[1],
    centre_x: centre[0],
    centre_y: centre[1],
    mean_square_radius: meanSquareRadius,
    entropy_shannon: planeEntropies(system, psi).shannon,
    psi_re: psi.re,
    psi_im: psi.im,
  };
  return row;
}

/** A coupled solution as a dataset: ψ₁ and ψ₂ over (t, x), and what is kept over time. */
export function coupledDataset(system: CoupledSystem, solution: CoupledSolution): Dataset {
  const rows = solution.psi.map((pair, i) =>
    coupledRow(system, solution.t[i] as number, pair, coupledInvariants(system, pair)),
  );
  return emptyCoupled(system, rows, runAttributes(solution));
}

/** A plane's solution as a dataset: ψ over (t, y, x), V over (y, x), mass, energy, centre and radius over time. */
export function planeDataset(system: PlaneSystem, solution: PlaneSolution): Dataset {
  const rows = solution.psi.map((psi, i) =>
    planeRow(system, solution.t[i] as number, psi, planeIntegrals(system, psi)),
  );
  return emptyPlane(system, rows, runAttributes(solution));
}

/** The dataset of a pair, of no time unless rows are given: dimensions t and x. */
export function emptyCoupled(
  { problem, grid }: CoupledSystem,
  rows: readonly FieldRow[] = [],
  attributes: Dataset["attributes"] = {},
): Dataset {
  const variables = { x: axis("x", grid), ...along(coupledSeries, coupledFields, rows, { x: grid.points }) };
  return dataset({ t: rows.length, x: grid.points }, variables, {
    title: `Coupled nonlinear Schroedinger equations: ${problem.name}`,
    Conventions: "CF-1.8",
    equation:
      "i psi_j,t + (dispersion/2) psi_j,xx + nonlinearity (|psi_j|^2 + coupling |psi_k|^2) psi_j = 0, k the other of 1, 2",
    scenario: problem.name,
    dispersion: problem.dispersion,
    nonlinearity: problem.nonlinearity,
    coupling: problem.coupling,
    domain_length: grid.length,
    ...Object.fromEntries(
      Object.entries(problem.parameters).map(([key, value]) => [`initial_${key}`, attribute(value)]),
    ),
    ...attributes,
  });
}

/** The dataset of a plane, of no time unless rows are given: dimensions t, y and x. */
export function emptyPlane(
  { x, y, potential, dispersion, nonlinearity }: PlaneSystem,
  rows: readonly FieldRow[] = [],
  attributes: Dataset["attributes"] = {},
): Dataset {
  const variables = {
    x: axis("x", x),
    y: axis("y", y),
    potential: variable(["y", "x"], tensor([y.points, x.points], potential), "Potential"),
    ...along(planeSeries, planeFields, rows, { y: y.points, x: x.points }),
  };
  return dataset({ t: rows.length, y: y.points, x: x.points }, variables, {
    title: "Gross-Pitaevskii equation on a periodic box",
    Conventions: "CF-1.8",
    equation: "i psi_t + (dispersion/2) (psi_xx + psi_yy) + nonlinearity |psi|^2 psi - potential psi = 0",
    dispersion,
    nonlinearity,
    domain_length_x: x.length,
    domain_length_y: y.length,
    ...attributes,
  });
}

function variable(dimensions: readonly string[], data: Tensor, longName: string): Variable {
  return { dimensions, data, units: "1", longName };
}

const axis = (name: string, grid: Grid): Variable =>
  variable([name], tensor([grid.points], grid.x), `Position ${name}`);

/** Variables along t from rows: numbers, and fields over further dimensions. */
function along(
  series: Readonly<Record<string, string>>,
  fields: Readonly<Record<string, string>>,
  rows: readonly FieldRow[],
  space: Readonly<Record<string, number>>,
): Record<string, Variable> {
  const size = Object.values(space).reduce((product, extent) => product * extent, 1);
  const numbers = Object.entries(series).map(([name, longName]) => {
    const data = tensor(
      [rows.length],
      Float64Array.from(rows, (row) => row[name] as number),
    );
    return [name, variable(["t"], data, longName)] as const;
  });
  const arrays = Object.entries(fields).map(([name, longName]) => {
    const data = tensor([rows.length, ...Object.values(space)]);
    rows.forEach((row, i) => data.data.set(row[name] as Float64Array, i * size));
    return [name, variable(["t", ...Object.keys(space)], data, longName)] as const;
  });
  return Object.fromEntries([...numbers, ...arrays]);
}
