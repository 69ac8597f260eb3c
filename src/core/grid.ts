import { requireNumber } from "./errors.ts";

/** What a periodic grid is made from. */
export interface PeriodicGridOptions {
  /** Number of points N: even, so that the Nyquist mode is unique, and at least 4. */
  readonly points: number;
  /** Period L of the domain, in the problem's unit of length; positive. */
  readonly length: number;
  /** Left end of the domain. @defaultValue `-length / 2` */
  readonly start?: number;
}

/**
 * Equally spaced points on a ring and their wavenumbers.
 *
 * `x[j] = start + j L/N` for j = 0 … N−1; `k[j] = 2π m/L` in FFT order, m = 0, 1, …, N/2−1, −N/2, …, −1.
 */
export interface Grid {
  readonly points: number;
  readonly length: number;
  readonly spacing: number;
  readonly start: number;
  /** Positions, shape [N]. */
  readonly x: Float64Array;
  /** Angular wavenumbers in FFT order, shape [N]. */
  readonly k: Float64Array;
}

/** Makes a periodic grid. */
export function periodicGrid({ points, length, start = -length / 2 }: PeriodicGridOptions): Grid {
  const nearest = Math.max(4, 2 * Math.round(Number(points) / 2));
  requireNumber(
    "grid.points",
    points,
    (n) => n % 2 === 0 && n >= 4,
    "even and at least 4",
    Number.isFinite(nearest) ? String(nearest) : "512",
  );
  requireNumber("grid.points", points, (n) => n <= 2 ** 24, "at most 16777216", "16777216");
  requireNumber("grid.length", length, (value) => value > 0, "positive", "50");
  requireNumber("grid.start", start, () => true, "a finite number");
  const spacing = length / points;
  const x = new Float64Array(points);
  const k = new Float64Array(points);
  for (let j = 0; j < points; j++) {
    x[j] = start + j * spacing;
    k[j] = ((2 * Math.PI) / length) * (j < points / 2 ? j : j - points);
  }
  return { points, length, spacing, start, x, k };
}
