import type { ConservationLaw } from "../../problems/index.ts";

/** The flux through an edge between two states, and the largest speed between the least and the greatest of them. */
export interface EdgeFlux {
  readonly flux: (left: number, right: number) => number;
  readonly fastest: number;
}

/**
 * Godunov's flux, the exact solution of the Riemann problem at the edge: the least of f between left and right where u rises,
 * the greatest where it falls (S. Osher, SIAM J. Numer. Anal. 21 (1984) 217).
 *
 * The extremes of f inside the range, where its speed changes sign, are found beforehand; a tenth more than the range is
 * searched, because reconstructions overshoot.
 */
export function godunovFlux(
  { flux, speed }: Pick<ConservationLaw, "flux" | "speed">,
  [low, high]: readonly [number, number],
): EdgeFlux {
  const count = 400;
  const margin = 0.1 * (high - low);
  const at = Float64Array.from({ length: count + 1 }, (_, i) => low - margin + ((high - low + 2 * margin) * i) / count);
  const sonic: number[] = [];
  let fastest = 0;
  for (let i = 0; i <= count; i++) {
    fastest = Math.max(fastest, Math.abs(speed(at[i] as number)));
    if (i === count) continue;
    const [from, to] = [at[i] as number, at[i + 1] as number];
    if (speed(from) === 0) sonic.push(from);
    else if (speed(from) * speed(to) < 0) sonic.push(signChange(speed, from, to));
  }
  const extremes = sonic.map((u) => [u, flux(u)] as const);
  return {
    fastest,
    flux(left, right) {
      const [a, b] = [flux(left), flux(right)];
      let best = left <= right ? Math.min(a, b) : Math.max(a, b);
      for (const [u, value] of extremes) {
        if (left < u && u < right) best = Math.min(best, value);
        else if (right < u && u < left) best = Math.max(best, value);
      }
      return best;
    },
  };
}

function signChange(f: (u: number) => number, low: number, high: number): number {
  let [from, to] = [low, high];
  const negative = f(from) < 0;
  for (;;) {
    const half = (from + to) / 2;
    if (half <= from || half >= to) return half;
    if (f(half) < 0 === negative) from = half;
    else to = half;
  }
}
