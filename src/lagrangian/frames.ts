import { jetLayout, tapeJets, trace } from "../core/index.ts";
import type { Symbols, TransportProblem } from "../problems/index.ts";

/** A map of labels to places that is known: X = ξ + c̄ t + d(ξ, t). */
export interface Frame {
  /** d, d_ξ, d_t and d_ξξ at labels and times of shape [count][2], each of shape [count]. */
  columns(points: Float64Array): readonly [Float64Array, Float64Array, Float64Array, Float64Array];
}

/** The map that moves nothing. */
export const still: Frame = {
  columns(points) {
    const zeros = () => new Float64Array(points.length / 2);
    return [zeros(), zeros(), zeros(), zeros()];
  },
};

/** How paths begin: w = a(u₀(ξ)) − c̄ with its slope and curvature, at labels of shape [count]. */
function beginnings(
  problem: TransportProblem,
  labels: Float64Array,
): readonly [Float64Array, Float64Array, Float64Array] {
  const { speed, initial, unknowns, drift } = problem;
  const tape = trace(["x"], ({ x }) => {
    const t = x.mul(0);
    const u = Object.fromEntries(unknowns.map((name, i) => [name, initial.at({ x })[i]])) as Symbols;
    return (speed.at({ ...u, x, t })[0] ?? x).sub(drift[0] as number);
  });
  const jets = tapeJets(tape, jetLayout(["x"], ["xx"]), labels);
  const column = (k: number) => labels.map((_, i) => jets[3 * i + k] as number);
  return [column(0), column(1), column(2)];
}

/** max(−dw/dξ), the rate at which paths first approach each other; 0 where none do. */
export function steepest(problem: TransportProblem): number {
  const [from, to] = problem.domain[0] as readonly [number, number];
  const labels = Float64Array.from({ length: 2048 }, (_, i) => from + ((to - from) * i) / 2048);
  const [, slope] = beginnings(problem, labels);
  return slope.reduce((most, value) => Math.max(most, -value), 0);
}

/**
 * The map X = ξ + c̄ t + s(t) w(ξ) with s = t (1 + (t/k)^q)^(−1/q) and k = (1 − J_min) / max(−w′): it follows the paths of the
 * beginning, s ≈ t, until they would cross, and then stays, so that J = 1 + s w′ ≥ J_min for all time.
 *
 * C. W. Hirt, A. A. Amsden & J. L. Cook, J. Comput. Phys. 14 (1974) 227, for the arbitrary Lagrangian–Eulerian frame.
 */
export function rampFrame(problem: TransportProblem, minJacobian: number, q: number): Frame {
  const rate = steepest(problem);
  const k = rate > 0 ? (1 - minJacobian) / rate : Number.POSITIVE_INFINITY;
  return {
    columns(points) {
      const count = points.length / 2;
      const labels = Float64Array.from({ length: count }, (_, i) => points[2 * i] as number);
      const [w, slope, curvature] = beginnings(problem, labels);
      const s = new Float64Array(count);
      const rateOfS = new Float64Array(count);
      for (let i = 0; i < count; i++) {
        const t = points[2 * i + 1] as number;
        const saturation = 1 + (t / k) ** q;
        s[i] = t * saturation ** (-1 / q);
        rateOfS[i] = saturation ** (-1 / q - 1);
      }
      const times = (a: Float64Array, b: Float64Array) => a.map((value, i) => value * (b[i] as number));
      return [times(w, s), times(slope, s), times(w, rateOfS), times(curvature, s)];
    },
  };
}
