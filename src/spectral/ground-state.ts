import { type Fft, type Field, field, invalid, requireNumber, sum } from "../core/index.ts";
import { dispersionRelation, potentialAt } from "./equation.ts";
import type { PlaneSystem } from "./plane.ts";
import type { WaveSystem } from "./system.ts";

/** Options of `groundState`. */
export interface GroundStateOptions {
  /** ∫ |ψ|² of the state. @defaultValue that of the system's initial state */
  readonly mass?: number;
  /** Stop where ‖Hψ − μψ‖/‖ψ‖ is at most this, in units of energy. @defaultValue `1e-9` */
  readonly tolerance?: number;
  /** @defaultValue `2000` */
  readonly maxIterations?: number;
}

/** A state of lowest energy at a given mass, and how well it solves Hψ = μψ. */
export interface GroundState {
  /** `stalled`: rounding lets the energy fall no further; the residual says how good the state is. */
  readonly status: "success" | "stalled" | "max-iterations" | "non-finite";
  readonly psi: Field<"x">;
  /** μ, so that ψ e^{−iμt} is the stationary solution. */
  readonly chemicalPotential: number;
  readonly energy: number;
  /** ‖Hψ − μψ‖/‖ψ‖ */
  readonly residual: number;
  readonly iterations: number;
}

/** The parts of H = T + V − γ|ψ|² on any grid. */
interface Hamiltonian {
  readonly kinetic: Float64Array;
  readonly potential: Float64Array;
  readonly gamma: number;
  readonly fft: Fft;
  readonly cell: number;
}

type Vector = Field<"x">;

/**
 * Relaxes the initial state of a system, which must not be zero and should have no nodes, to the state of least energy with
 * the same mass: the normalised gradient flow in imaginary time, made faster by a preconditioner (1/(a + T) between roots of
 * 1/(a + V + |γ||ψ|²)) and conjugate directions. Along the circle cos θ ψ + sin θ d the energy is a quartic form of which
 * the minimum is found exactly, so mass is kept and the energy never grows, and the state has no error of a time step.
 *
 * W. Bao & Q. Du, SIAM J. Sci. Comput. 25 (2004) 1674; X. Antoine, A. Levitt & Q. Tang, J. Comput. Phys. 343 (2017) 92.
 */
export function groundState(system: WaveSystem | PlaneSystem, options: GroundStateOptions = {}): GroundState {
  const { tolerance = 1e-9, maxIterations = 2000 } = options;
  requireNumber("tolerance", tolerance, (value) => value > 0, "positive", "1e-9");
  requireNumber("maxIterations", maxIterations, (n) => Number.isInteger(n) && n > 0, "a positive integer", "2000");
  const h = hamiltonian(system);
  const given = h.cell * inner(system.initial, system.initial);
  const { mass = given } = options;
  requireNumber("mass", mass, (value) => value > 0, "positive", "1");
  if (!(given > 0)) throw invalid({ what: "the initial state must not be zero everywhere", path: "initial" });

  let psi = scaled(system.initial, Math.sqrt(mass / given));
  let direction: Vector | undefined;
  let before: { residual: Vector; product: number } | undefined;
  let smallest = Infinity;
  let stalled = 0;
  for (let iterations = 0; ; iterations++) {
    const motion = applyKinetic(h, psi);
    const force = residualOf(h, psi, motion);
    const size = Math.sqrt(inner(force.residual, force.residual) / inner(psi, psi));
    const finish = (status: GroundState["status"]): GroundState => ({
      status,
      psi,
      chemicalPotential: force.mu,
      energy: energyOf(h, psi, motion),
      residual: size,
      iterations,
    });
    if (!Number.isFinite(size)) return finish("non-finite");
    if (size <= tolerance) return finish("success");
    if (iterations >= maxIterations) return finish("max-iterations");
    stalled = size < 0.9 * smallest ? 0 : stalled + 1;
    smallest = Math.min(smallest, size);
    if (stalled > 100) return finish("stalled");

    const step = tangent(precondition(h, psi, motion, force.residual), psi);
    const product = inner(step, force.residual);
    // Polak and Ribière's rule, begun anew where it would go back or uphill.
    const turn = before === undefined ? 0 : Math.max(0, (product - inner(step, before.residual)) / before.product);
    let next = direction === undefined ? scaled(step, -1) : tangent(combine(-1, step, turn, direction), psi);
    if (inner(next, force.residual) >= 0) next = scaled(step, -1);
    before = { residual: force.residual, product };
    direction = next;
    psi = alongCircle(h, psi, motion, next);
  }
}

function hamiltonian(system: WaveSystem | PlaneSystem): Hamiltonian {
  if ("kinetic" in system) {
    const { kinetic, potential, nonlinearity, x, y, kernels } = system;
    return {
      kinetic,
      potential,
      gamma: nonlinearity,
      fft: kernels.fft2(y.points, x.points),
      cell: x.spacing * y.spacing,
    };
  }
  const { problem, grid, fft, mask } = system;
  const { potential, loss = 0, selfSteepening = 0, intensitySlope = 0, absorber } = problem.terms ?? {};
  const modulated = problem.terms?.nonlinearityOverTime !== undefined;
  const driven = potential !== undefined && potential.timeDependent !== false;
  if (
    driven ||
    modulated ||
    loss !== 0 ||
    selfSteepening !== 0 ||
    intensitySlope !== 0 ||
    absorber !== undefined ||
    mask !== null
  ) {
    const what =
      "a ground state needs a static potential, constant coefficients, no loss, no self-steepening, no absorber and no dealiasing";
    throw invalid({ what, got: Object.keys(problem.terms ?? {}) });
  }
  return {
    kinetic: dispersionRelation(grid, problem),
    potential: potentialAt(grid, problem, 0) ?? new Float64Array(grid.points),
    gamma: problem.nonlinearity,
    fft,
    cell: grid.spacing,
  };
}

/** Tψ */
function applyKinetic({ fft, kinetic }: Hamiltonian, psi: Vector): Vector {
  return inModes(fft, psi, kinetic);
}

/** Hψ − μψ with μ = ⟨ψ, Hψ⟩/⟨ψ, ψ⟩. */
function residualOf(h: Hamiltonian, psi: Vector, motion: Vector): { residual: Vector; mu: number } {
  const local = psi.re.map((a, i) => (h.potential[i] as number) - h.gamma * (a * a + (psi.im[i] as number) ** 2));
  const applied = combine(1, motion, 1, pointwise(psi, local));
  const mu = inner(psi, applied) / inner(psi, psi);
  return { residual: combine(1, applied, -mu, psi), mu };
}

function energyOf({ potential, gamma, cell }: Hamiltonian, psi: Vector, motion: Vector): number {
  const local = psi.re.map((a, i) => {
    const density = a * a + (psi.im[i] as number) ** 2;
    return density * ((potential[i] as number) - 0.5 * gamma * density);
  });
  return cell * (inner(psi, motion) + sum(local));
}

function precondition({ fft, kinetic, potential, gamma }: Hamiltonian, psi: Vector, motion: Vector, r: Vector): Vector {
  const lowest = potential.reduce((a, b) => Math.min(a, b));
  const above = psi.re.map(
    (a, i) => (potential[i] as number) - lowest + Math.abs(gamma) * (a * a + (psi.im[i] as number) ** 2),
  );
  // The mean energy of the state separates what is fast from what is slow.
  const a = (inner(psi, motion) + inner(psi, pointwise(psi, above))) / inner(psi, psi);
  const root = above.map((value) => 1 / Math.sqrt(a + value));
  const inverse = kinetic.map((energy) => 1 / (a + Math.abs(energy)));
  return pointwise(inModes(fft, pointwise(r, root), inverse), root);
}

/** The minimum of the energy on the circle through ψ in direction d, from the quartic form in cos θ and sin θ. */
function alongCircle(h: Hamiltonian, psi: Vector, motion: Vector, d: Vector): Vector {
  const unit = scaled(d, Math.sqrt(inner(psi, psi) / inner(d, d)));
  const moved = applyKinetic(h, unit);
  const quadratic = [inner(psi, motion), inner(psi, moved), inner(unit, moved)] as [number, number, number];
  const quartic = [0, 0, 0, 0, 0] as [number, number, number, number, number];
  for (let i = 0; i < psi.re.length; i++) {
    const [a, b] = [psi.re[i] as number, psi.im[i] as number];
    const [c, e] = [unit.re[i] as number, unit.im[i] as number];
    const [p, q, r] = [a * a + b * b, a * c + b * e, c * c + e * e];
    const V = h.potential[i] as number;
    quadratic[0] += V * p;
    quadratic[1] += V * q;
    quadratic[2] += V * r;
    quartic[0] += p * p;
    quartic[1] += 4 * p * q;
    quartic[2] += 2 * p * r + 4 * q * q;
    quartic[3] += 4 * q * r;
    quartic[4] += r * r;
  }
  const form = [...quadratic, ...quartic.map((value) => -0.5 * h.gamma * value)];
  const theta = minimum(form as unknown as Form);
  return combine(Math.cos(theta), psi, Math.sin(theta), unit);
}

type Form = readonly [number, number, number, number, number, number, number, number];

/** The θ of the first minimum of A c² + 2B cs + C s² + Σ q_m c^{4−m} s^m on the way down from 0, by safeguarded Newton. */
function minimum([A, B, C, q0, q1, q2, q3, q4]: Form): number {
  const slope = (theta: number) => {
    const [c, s] = [Math.cos(theta), Math.sin(theta)];
    const quadratic = 2 * B * (c * c - s * s) + 2 * (C - A) * c * s;
    const quartic =
      -4 * q0 * c ** 3 * s +
      q1 * (c ** 4 - 3 * c * c * s * s) +
      q2 * (2 * c ** 3 * s - 2 * c * s ** 3) +
      q3 * (3 * c * c * s * s - s ** 4) +
      4 * q4 * c * s ** 3;
    return quadratic + quartic;
  };
  // Bracket the first change of sign of the slope, which is negative at 0, and halve the bracket to rounding.
  let low = 0;
  let high = 1e-3;
  while (slope(high) < 0 && high < Math.PI / 2) {
    low = high;
    high *= 1.5;
  }
  for (let i = 0; i < 60; i++) {
    const middle = 0.5 * (low + high);
    if (slope(middle) < 0) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}

function inModes(fft: Fft, { re, im }: Vector, factors: Float64Array): Vector {
  const v = field("x", [re.slice(), im.slice()]);
  fft.forward(v.re, v.im);
  const scaledModes = pointwise(v, factors);
  fft.inverse(scaledModes.re, scaledModes.im);
  return scaledModes;
}

/** Re ⟨a, b⟩, without the volume element. */
function inner(a: Vector, b: Vector): number {
  return sum(a.re.map((value, i) => value * (b.re[i] as number) + (a.im[i] as number) * (b.im[i] as number)));
}

function pointwise({ re, im }: Vector, factors: Float64Array): Vector {
  return field("x", [
    re.map((value, i) => value * (factors[i] as number)),
    im.map((value, i) => value * (factors[i] as number)),
  ]);
}

function combine(a: number, x: Vector, b: number, y: Vector): Vector {
  return field("x", [
    x.re.map((value, i) => a * value + b * (y.re[i] as number)),
    x.im.map((value, i) => a * value + b * (y.im[i] as number)),
  ]);
}

const scaled = ({ re, im }: Vector, factor: number): Vector =>
  field("x", [re.map((value) => factor * value), im.map((value) => factor * value)]);

/** The part of a vector that leaves the mass as it is. */
const tangent = (d: Vector, psi: Vector): Vector => combine(1, d, -inner(d, psi) / inner(psi, psi), psi);
