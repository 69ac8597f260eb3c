import { type Dataset, dataset, type Field, type Tensor, tensor, type Variable } from "../core/index.ts";
import { dealiasName } from "./dealias.ts";
import { equationText } from "./equation.ts";
import { type FieldMeasures, fieldMeasures } from "./field-measures.ts";
import { type Invariants, invariantsOverTime, savedField } from "./invariants.ts";
import type { Evolution, WaveSolution } from "./solution.ts";
import type { WaveSystem } from "./system.ts";

const timeVariables = {
  t: "Time",
  mass: "Mass, integral of |psi|^2",
  momentum: "Momentum, integral of Im(psi* psi_x)",
  energy: "Energy, integral of psi* omega(-i d/dx) psi - nonlinearity |psi|^4 / 2 + static potential |psi|^2",
  entropy_shannon: "Shannon entropy of p = |psi|^2 / sum |psi|^2, nats",
  entropy_differential: "Shannon entropy of the density |psi|^2 / mass in x, nats",
  entropy_renyi_0: "Renyi entropy of order 0 of p, nats",
  entropy_renyi_half: "Renyi entropy of order 1/2 of p, nats",
  entropy_renyi_2: "Renyi entropy of order 2 of p, nats",
  entropy_renyi_infinity: "Renyi entropy of order infinity of p, nats",
  entropy_tsallis_2: "Tsallis entropy with q = 2 of p",
  spectral_entropy_shannon: "Shannon entropy of the power spectrum as probabilities, nats",
  spectral_entropy_differential: "Shannon entropy of the power spectrum as a density in k, nats",
  bandwidth: "Root mean square width of the power spectrum in k",
  intensity_max: "Largest |psi|^2",
  scintillation: "Mean of |psi|^4 over the square of the mean of |psi|^2",
} as const;

const fieldVariables = {
  psi_re: "Real part of the wave function",
  psi_im: "Imaginary part of the wave function",
} as const;

/** One saved time as a row of every time-dependent variable of the dataset. */
export type WaveRow = Readonly<
  Record<keyof typeof timeVariables, number> & Record<keyof typeof fieldVariables, Float64Array>
>;

/** The row of a field at time t. */
export function toRow(t: number, psi: Field<"x">, values: Invariants, measures: FieldMeasures): WaveRow {
  return { psi_re: psi.re, psi_im: psi.im, ...numbers(t, values, measures) };
}

function numbers(
  t: number,
  { mass, momentum, energy }: Invariants,
  { spatial, differential, spectral, spectralDifferential, bandwidth, intensity }: FieldMeasures,
): Record<keyof typeof timeVariables, number> {
  return {
    t,
    mass,
    momentum,
    energy,
    entropy_shannon: spatial.shannon,
    entropy_differential: differential.shannon,
    entropy_renyi_0: spatial.renyi0,
    entropy_renyi_half: spatial.renyiHalf,
    entropy_renyi_2: spatial.renyi2,
    entropy_renyi_infinity: spatial.renyiInfinity,
    entropy_tsallis_2: spatial.tsallis,
    spectral_entropy_shannon: spectral.shannon,
    spectral_entropy_differential: spectralDifferential.shannon,
    bandwidth: bandwidth.rms,
    intensity_max: intensity.max,
    scintillation: intensity.scintillation,
  };
}

/** A dataset with no time yet: dimensions t (0) and x, to which rows are appended. */
export function emptyDataset(system: WaveSystem): Dataset {
  return assemble(
    system,
    0,
    () => new Float64Array(0),
    { re: tensor([0, system.grid.points]), im: tensor([0, system.grid.points]) },
    {},
  );
}

/** A solution as a dataset: ψ(t, x), invariants over time, and how it was computed. */
export function toDataset(system: WaveSystem, solution: WaveSolution): Dataset {
  const rows = invariantsOverTime(system, solution).map((invariants, i) =>
    numbers(solution.t[i] as number, invariants, fieldMeasures(system, savedField(solution, i))),
  );
  const values = (name: keyof typeof timeVariables) => Float64Array.from(rows, (row) => row[name]);
  return assemble(system, solution.t.length, values, solution.psi, runAttributes(solution));
}

/** What is known after a run: status, method, cost, warnings. */
export function runAttributes<F>(solution: Evolution<F>): Dataset["attributes"] {
  const { steps, rejected, ffts } = solution.stats;
  return {
    status: solution.status,
    method: solution.method,
    method_reason: solution.reason,
    ...(solution.rtol === null ? {} : { relative_tolerance: solution.rtol }),
    ...(solution.conservationBudget === null
      ? {}
      : { conserve: solution.conserve.join(" "), conservation_budget: solution.conservationBudget }),
    steps,
    rejected_steps: rejected,
    ffts,
    ...(solution.warnings.length > 0 ? { warnings: solution.warnings.join("; ") } : {}),
  };
}

function assemble(
  system: WaveSystem,
  times: number,
  values: (name: keyof typeof timeVariables) => Float64Array,
  psi: WaveSolution["psi"],
  attributes: Dataset["attributes"],
): Dataset {
  const { grid, problem } = system;
  const real = (dimensions: readonly string[], data: Tensor, longName: string): Variable => ({
    dimensions,
    data,
    units: "1",
    longName,
  });
  const variables: Record<string, Variable> = { x: real(["x"], tensor([grid.points], grid.x), "Position") };
  for (const [name, longName] of Object.entries(timeVariables) as [keyof typeof timeVariables, string][]) {
    variables[name] = real(["t"], tensor([times], values(name)), longName);
  }
  variables["psi_re"] = real(["t", "x"], psi.re, fieldVariables.psi_re);
  variables["psi_im"] = real(["t", "x"], psi.im, fieldVariables.psi_im);
  return dataset({ t: times, x: grid.points }, variables, {
    title: `Nonlinear Schroedinger equation: ${problem.name}`,
    Conventions: "CF-1.8",
    equation: equationText(problem),
    scenario: problem.name,
    dispersion: problem.dispersion,
    nonlinearity: problem.nonlinearity,
    ...termAttributes(system),
    domain_length: grid.length,
    dealias: dealiasName(system.dealias),
    ...(system.compatibility === null ? {} : { compatibility: system.compatibility }),
    ...Object.fromEntries(
      Object.entries(problem.parameters).map(([key, value]) => [`initial_${key}`, attribute(value)]),
    ),
    ...attributes,
  });
}

/** The coefficients of the terms that the equation has, and its balance laws where something is not conserved. */
function termAttributes({ problem, laws }: WaveSystem): Dataset["attributes"] {
  if (problem.terms === undefined) return {};
  const { potential, loss, thirdOrder, fourthOrder, selfSteepening, intensitySlope, absorber, nonlinearityOverTime } =
    problem.terms;
  const values: Readonly<Record<string, number | string | undefined>> = {
    potential: potential && (potential.text ?? "a function"),
    nonlinearity_over_time: nonlinearityOverTime && (nonlinearityOverTime.text ?? "a function"),
    loss: typeof loss === "object" ? (loss.text ?? "a function") : loss,
    third_order: thirdOrder,
    fourth_order: fourthOrder,
    self_steepening: selfSteepening,
    intensity_slope: intensitySlope,
    absorber_width: absorber?.width,
    absorber_strength: absorber?.strength,
    mass_balance: laws.mass.text,
    momentum_balance: laws.momentum.text,
    energy_balance: laws.energy.text,
  };
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, number | string] => entry[1] !== undefined),
  );
}

/** A parameter as an attribute of a file. */
export function attribute(value: number | string | boolean): number | string {
  return typeof value === "boolean" ? String(value) : value;
}
