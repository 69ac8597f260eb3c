import { invalid, type Matrix, matrix, requireNumber, singularValues } from "../core/index.ts";

/** How fast the best linear approximations of a set of snapshots become exact. */
export interface SnapshotDecay {
  /** Singular values, descending, shape [min(times, points)]. */
  readonly values: Float64Array;
  /**
   * Relative L2 error of the best n modes, n = 0, 1, …: √(Σ_{i≥n} σ_i² / Σ σ_i²), the first is 1. This bounds the
   * Kolmogorov n-width of the snapshots in the mean over time.
   */
  readonly tails: Float64Array;
}

/** The decay of the singular values of snapshots, shape [times][points]. */
export function snapshotDecay(snapshots: Matrix): SnapshotDecay {
  const { values, status } = singularValues(snapshots);
  if (status !== "converged") throw invalid({ what: "snapshots must be finite" });
  const tails = new Float64Array(values.length + 1);
  for (let n = values.length - 1; n >= 0; n--) tails[n] = (tails[n + 1] as number) + (values[n] as number) ** 2;
  const total = tails[0] as number;
  return { values, tails: tails.map((tail) => (total === 0 ? 0 : Math.sqrt(tail / total))) };
}

/** The fewest modes whose relative error is at most the tolerance; 1e-12 gives the rank of exactly computed snapshots. */
export function modesWithin({ tails }: SnapshotDecay, tolerance: number): number {
  return tails.findIndex((tail) => tail <= tolerance);
}

/** A solution and its characteristics as plain functions. */
export interface Frames {
  /** u(x, t). */
  readonly solution: (x: number, t: number) => number;
  /** X(ξ, t): where the label ξ is at time t. */
  readonly path: (xi: number, t: number) => number;
  /** U(ξ, t). @defaultValue u(X(ξ, t), t) */
  readonly state?: (xi: number, t: number) => number;
  /** Left end of the ring. @defaultValue `0` */
  readonly start?: number;
  /** @defaultValue `2π` */
  readonly length?: number;
  readonly end: number;
  /** Places in space. @defaultValue `256` */
  readonly points?: number;
  /** Instants from 0 to `end`. @defaultValue `101` */
  readonly instants?: number;
}

/** The decay in both frames. */
export interface FrameWidths {
  /** Of u(x, t). */
  readonly eulerian: SnapshotDecay;
  /** Of U(ξ, t). */
  readonly state: SnapshotDecay;
  /** Of the path X(ξ, t). */
  readonly path: SnapshotDecay;
}

/**
 * The Kolmogorov n-width of a transported state where it stands still and where it moves, from the singular values of
 * snapshots.
 *
 * A sum of m harmonics of x − ct has rank 2m (with its mean 2m + 1) for every speed c: the width of sin(x − ct) does not grow
 * with c, and cannot be why networks fail to learn it. A pulse that is narrow against its way needs as many modes as it has
 * harmonics. Along characteristics U = u₀(ξ) has rank 1 and X = ξ + ct rank 2, whatever u₀.
 *
 * M. Ohlberger & S. Rave, Proc. Algoritmy (2016) 1; C. Greif & K. Urban, Appl. Math. Lett. 96 (2019) 216.
 */
export function frameWidths(frames: Frames): FrameWidths {
  const { solution, path, start = 0, length = 2 * Math.PI, end, points = 256, instants = 101 } = frames;
  const state = frames.state ?? ((xi, t) => solution(path(xi, t), t));
  requireNumber("end", end, (t) => t > 0, "positive", "1");
  for (const [name, count] of Object.entries({ points, instants })) {
    requireNumber(name, count, (n) => Number.isInteger(n) && n >= 2, "a whole number of at least 2", "101");
  }
  const decay = (f: (x: number, t: number) => number): SnapshotDecay => {
    const data = new Float64Array(instants * points);
    for (let i = 0; i < instants; i++) {
      const t = (end * i) / (instants - 1);
      for (let j = 0; j < points; j++) data[i * points + j] = f(start + (j * length) / points, t);
    }
    return snapshotDecay(matrix(data, instants, points));
  };
  return { eulerian: decay(solution), state: decay(state), path: decay(path) };
}
