import {
  denseKernels,
  factorise,
  type LeastSquares,
  matrix,
  solveFactorised,
  solveTriangle,
  transposed,
} from "../../core/index.ts";
import { factoriseDamped, leastRidge, scaleToOne } from "./solve-weights.ts";

/** The linearisation of the residuals with the weights projected out. */
export interface ProjectedModel {
  readonly value: number;
  readonly gradient: Float64Array;
  /** The step of all parameters that a damping of the others than weights gives, and the fall that it promises. */
  step(damping: number): { readonly step: Float64Array; readonly predicted: number };
  release(): void;
}

/**
 * Variable projection in the form of Kaufman, from the normal equations: with weights w and all else α, the weights are
 * eliminated from [W B; Bᵀ G] (δw, δα) = −(g_w, g_α), which leaves the Schur complement S = G − Bᵀ W⁻¹ B for δα. The damping
 * λ (diag S + m I) acts on α alone, m the median of diag S in units of α that make steps comparable, so that neither what
 * matters much nor what matters little goes far.
 *
 * L. Kaufman, A variable projection method for solving separable nonlinear least squares problems, BIT 15 (1975) 49–57;
 * G. H. Golub and V. Pereyra, Separable nonlinear least squares, Inverse Problems 19 (2003) R1–R26.
 *
 * @param weights How many of the parameters come first and are weights.
 * @param units The units of α, which are the parameters after the weights; as many as may change, the others stay.
 */
export function projectedModel(
  objective: LeastSquares,
  theta: Float64Array,
  weights: number,
  units: Float64Array,
  ridge: number = leastRidge,
): ProjectedModel {
  const kernels = denseKernels();
  const rest = units.length;
  const leading = weights + rest;
  const all = matrix(kernels.allocate(leading * leading), leading, leading);
  const gradient = new Float64Array(objective.parameters);
  const value = objective.normal(theta, all.data, gradient, leading);
  const scale = scaleToOne(all);
  const g = Float64Array.from(scale, (s, i) => (gradient[i] as number) / s);
  // The parts in memory of their own, so that blocks of columns lie close.
  const w = matrix(kernels.allocate(weights * weights), weights, weights);
  const b = matrix(kernels.allocate(rest * weights), rest, weights);
  const schur = matrix(kernels.allocate(rest * rest), rest, rest);
  for (let i = 0; i < weights; i++) w.data.set(all.data.subarray(i * leading, i * leading + weights), i * weights);
  for (let i = 0; i < rest; i++) {
    const row = (weights + i) * leading;
    b.data.set(all.data.subarray(row, row + weights), i * weights);
    schur.data.set(all.data.subarray(row + weights, row + leading), i * rest);
  }
  kernels.free(all.data);
  factoriseDamped(w, ridge);
  solveTriangle(w, "lower", transposed(b), kernels);
  kernels.multiplyAdd(-1, b, transposed(b), schur, "lower");
  const reduced = matrix(kernels.allocate(weights), weights, 1);
  reduced.data.set(g.subarray(0, weights));
  solveTriangle(w, "lower", reduced, kernels);
  const right = matrix(kernels.allocate(rest), rest, 1);
  right.data.set(g.subarray(weights));
  kernels.multiplyAdd(-1, b, reduced, right);
  const factor = matrix(kernels.allocate(rest * rest), rest, rest);
  const alpha = matrix(kernels.allocate(rest), rest, 1);
  const own = matrix(kernels.allocate(weights), weights, 1);
  // Rounding may leave nothing, or less, of a column that the weights can do without.
  const kept = Float64Array.from(right.data, (_, i) => Math.max(schur.data[i * (rest + 1)] as number, 1e-12));
  const inUnits = kept.map((value, i) => value * ((scale[weights + i] as number) * (units[i] as number)) ** 2);
  const middle = inUnits.toSorted()[rest >> 1] as number;
  const metric = kept.map((value, i) => value * (1 + middle / Math.max(inUnits[i] as number, Number.MIN_VALUE)));

  return {
    value,
    gradient,
    step(damping) {
      for (let wanted = damping; ; wanted *= 10) {
        factor.data.set(schur.data);
        for (let i = 0; i < rest; i++) {
          factor.data[i * (rest + 1)] = (kept[i] as number) + wanted * (metric[i] as number);
        }
        if (factorise(factor, kernels) < 0 || !Number.isFinite(wanted)) break;
      }
      for (let i = 0; i < rest; i++) alpha.data[i] = -(right.data[i] as number);
      solveFactorised(factor, alpha, kernels);
      // (W) δw = −g_w − B δα, with W = L Lᵀ and Bᵀ L⁻ᵀ at hand.
      for (let i = 0; i < weights; i++) own.data[i] = -(reduced.data[i] as number);
      kernels.multiplyAdd(-1, transposed(b), alpha, own);
      solveTriangle(transposed(w), "upper", own, kernels);
      const step = new Float64Array(objective.parameters);
      let slope = 0;
      for (let i = 0; i < leading; i++) {
        const q = (i < weights ? own.data[i] : alpha.data[i - weights]) as number;
        step[i] = q / (scale[i] as number);
        slope -= q * (g[i] as number);
      }
      // The fall of gᵀq + ½ qᵀAq for (A + λ D) q = −g.
      let damped = 0;
      for (let i = 0; i < rest; i++) damped += damping * (metric[i] as number) * (alpha.data[i] as number) ** 2;
      return { step, predicted: (slope + damped) / 2 };
    },
    release() {
      for (const { data } of [w, b, schur, reduced, right, factor, alpha, own]) kernels.free(data);
    },
  };
}
