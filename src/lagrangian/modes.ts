import { defaultKernels, requireNumber } from "../core/index.ts";

/** A solution and a moving map as plain functions. */
export interface MappedSolution {
  /** u(x, t). */
  readonly solution: (x: number, t: number) => number;
  /** X(ξ, t), with X(ξ + L, t) = X(ξ, t) + L. @defaultValue X = ξ, the frame that stands still */
  readonly path?: (xi: number, t: number) => number;
  readonly times: readonly number[];
  /** Left end of the ring. @defaultValue `0` */
  readonly start?: number;
  /** @defaultValue `2π` */
  readonly length?: number;
  /** Labels; a power of two above twice the modes that are expected. @defaultValue `1024` */
  readonly points?: number;
}

/** How many Fourier modes a state needs under a map. */
export interface ModeCount {
  /** Modes for each tolerance, over all times the most; null where the labels do not resolve it. */
  readonly modes: readonly (number | null)[];
  /** The time at which the last tolerance needs the most. */
  readonly worstTime: number;
}

/**
 * How many Fourier modes U(ξ, t) = u(X(ξ, t), t) needs, so that those left out hold no more than the relative tolerances of
 * its fluctuation's norm: a check of a map that needs no training, since networks learn low modes of their input first.
 *
 * @param tolerances Relative L2 tails. @defaultValue `[1e-3, 1e-4, 1e-6]`
 */
export function modeCount(map: MappedSolution, tolerances: readonly number[] = [1e-3, 1e-4, 1e-6]): ModeCount {
  const { solution, path = (xi: number) => xi, times, start = 0, length = 2 * Math.PI, points = 1024 } = map;
  requireNumber("points", points, (n) => Number.isInteger(n) && n >= 8 && n % 2 === 0, "even and at least 8", "1024");
  const fft = defaultKernels().fft(points);
  const modes: (number | null)[] = tolerances.map(() => 0);
  let worstTime = times[0] ?? 0;
  for (const t of times) {
    const re = Float64Array.from({ length: points }, (_, j) => solution(path(start + (j * length) / points, t), t));
    const im = new Float64Array(points);
    fft.forward(re, im);
    const energy = Float64Array.from({ length: points / 2 + 1 }, (_, k) =>
      k === 0 ? 0 : (re[k] as number) ** 2 + (im[k] as number) ** 2,
    );
    const tails = tailsOf(energy);
    tolerances.forEach((tolerance, i) => {
      const needed = tails.findIndex((tail) => tail <= tolerance);
      // In the last eighth, aliases are as large as the modes themselves.
      const count = needed < 0 || needed > (7 * points) / 16 ? null : needed;
      const before = modes[i] as number | null;
      if (before === null || (count !== null && count <= before)) return;
      modes[i] = count;
      if (i === tolerances.length - 1) worstTime = t;
    });
  }
  return { modes, worstTime };
}

/** √(Σ_{k>n} e_k / Σ e_k) for n = 0, 1, … */
function tailsOf(energy: Float64Array): Float64Array {
  const sums = new Float64Array(energy.length);
  for (let k = energy.length - 1; k > 0; k--) sums[k - 1] = (sums[k] as number) + (energy[k] as number);
  const total = sums[0] as number;
  return sums.map((sum) => (total === 0 ? 0 : Math.sqrt(sum / total)));
}
