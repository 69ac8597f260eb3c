import { type Grid, invalid, requireNumber } from "../core/index.ts";
import type { TimeFunction, WaveProblem } from "../problems/index.ts";
import { quadrature } from "./quadrature.ts";

/** ω(k) = (β/2) k² + (β₃/6) k³ + (β₄/24) k⁴ of every mode; the Nyquist mode has no sign, so it takes no odd part. */
export function dispersionRelation(grid: Grid, { dispersion, terms }: WaveProblem): Float64Array {
  const { thirdOrder = 0, fourthOrder = 0 } = terms ?? {};
  return grid.k.map((k, j) => {
    const odd = j === grid.points / 2 ? 0 : (thirdOrder / 6) * k ** 3;
    return 0.5 * dispersion * k * k + odd + (fourthOrder / 24) * k ** 4;
  });
}

/** Whether the dispersion is quadratic in k. */
export function isQuadratic({ terms }: WaveProblem): boolean {
  return (terms?.thirdOrder ?? 0) === 0 && (terms?.fourthOrder ?? 0) === 0;
}

/** V at every point of the grid at a time, or null without a potential. */
export function potentialAt(grid: Grid, { terms }: WaveProblem, t: number): Float64Array | null {
  const potential = terms?.potential;
  return potential === undefined ? null : grid.x.map((x) => potential.value(x, t));
}

/** Throws where the terms of a problem do not suit a grid. */
export function requireTerms(grid: Grid, problem: WaveProblem): void {
  absorption(grid, problem);
  const t = problem.initialTime ?? 0;
  requireNumber("equation.nonlinearity", nonlinearityAt(problem, t), () => true, `finite at t = ${t}`);
  const { loss = 0 } = problem.terms ?? {};
  if (typeof loss !== "number") requireNumber("equation.loss", loss.value(t), () => true, `finite at t = ${t}`);
  const values = potentialAt(grid, problem, t);
  const bad = values?.findIndex((value) => !Number.isFinite(value)) ?? -1;
  if (bad < 0) return;
  const got = `${values?.[bad]} at x = ${grid.x[bad]}, t = ${t}`;
  throw invalid({ what: "the potential must be finite at every point", got, path: "equation.potential" });
}

/** σ at every point of the grid, or null without an absorbing layer. */
export function absorption(grid: Grid, { terms }: WaveProblem): Float64Array | null {
  const absorber = terms?.absorber;
  if (absorber === undefined || absorber.strength === 0) return null;
  const { width, strength } = absorber;
  if (2 * width >= grid.length) {
    throw invalid({
      what: `equation.absorber.width must leave something of the domain of length ${grid.length}`,
      got: width,
      attempt: String(grid.length / 10),
      path: "equation.absorber.width",
    });
  }
  return grid.x.map((x) => {
    const depth = width - Math.min(x - grid.start, grid.start + grid.length - x);
    return depth > 0 ? strength * (depth / width) ** 3 : 0;
  });
}

/** ‖ψ‖ at time t over that of φ in ψ = e^{−½∫α dt} φ, from the time of the initial state on: linear loss alone. */
export function lossFactor({ terms, initialTime = 0 }: WaveProblem, t: number): number {
  return Math.exp(-0.5 * lossBetween(terms?.loss ?? 0, initialTime, t));
}

/** ∫ α dt */
export function lossBetween(loss: number | TimeFunction, from: number, to: number): number {
  return typeof loss === "number" ? loss * (to - from) : quadrature((t) => loss.value(t), from, to);
}

/** γ at a time. */
export function nonlinearityAt({ nonlinearity, terms }: WaveProblem, t: number): number {
  return terms?.nonlinearityOverTime?.value(t) ?? nonlinearity;
}

/** The equation as text, with the terms that it has. */
export function equationText({ terms = {} }: WaveProblem): string {
  const { potential, loss, thirdOrder, fourthOrder, selfSteepening, intensitySlope, absorber } = terms;
  const gamma = terms.nonlinearityOverTime === undefined ? "nonlinearity" : "nonlinearity(t)";
  const optional: readonly (readonly [unknown, string])[] = [
    [thirdOrder, "- i (third_order/6) psi_xxx"],
    [fourthOrder, "- (fourth_order/24) psi_xxxx"],
    [selfSteepening, "+ i self_steepening (|psi|^2 psi)_x"],
    [intensitySlope, "+ i intensity_slope psi (|psi|^2)_x"],
    [potential, "- potential psi"],
    [loss, typeof loss === "object" ? "+ i (loss(t)/2) psi" : "+ i (loss/2) psi"],
    [absorber, "+ i sigma(x) psi"],
  ];
  const extra = optional.filter(([value]) => value !== undefined && value !== 0).map(([, text]) => ` ${text}`);
  return `i psi_t + (dispersion/2) psi_xx + ${gamma} |psi|^2 psi${extra.join("")} = 0`;
}
