import { type Field, invalid, sum, toWavenumbers } from "../core/index.ts";
import { modulationGrowth } from "../problems/index.ts";
import { savedField } from "./invariants.ts";
import type { SavedFields } from "./solution.ts";
import type { WaveSystem } from "./system.ts";

/** How fast one pair of sidebands of a plane wave grew. */
export interface SidebandGrowth {
  /** Number of periods of the modulation on the ring. */
  readonly mode: number;
  readonly k: number;
  /** Measured rate of the growing part, by least squares on its logarithm. */
  readonly rate: number;
  /** The rate of the linear theory, `modulationGrowth`. */
  readonly theory: number;
  /** The times between which the rate was measured. */
  readonly from: number;
  readonly to: number;
}

/** The window of a measurement lasts at least so many growth times. */
const leastGrowth = 2;

/**
 * Growth rates of all unstable sidebands of the plane wave from which a solution started, measured until all sidebands
 * together hold 1e-8 of the mass, or a hundred times as much as in the beginning: then they act on each other.
 *
 * With e^{−i arg v₀} v_{±m} = a ± ib for the two sidebands (the second one conjugate), a′ = pb and b′ = ra in linear theory,
 * p = βk²/2 and r = 2γA² − p, so that √r a + √p b grows alone, and √r a − √p b decays. Modes that have no two growth times
 * are left out.
 */
export function sidebandGrowth(system: WaveSystem, solution: SavedFields): SidebandGrowth[] {
  const { grid, fft, problem } = system;
  const { dispersion, nonlinearity } = problem;
  const spectra = Array.from(solution.t, (_, i) => toWavenumbers(fft, savedField(solution, i)));
  const shares = spectra.map(sidebandShare);
  const start = shares[0] as number;
  if (!(start < 1e-4)) {
    throw invalid({
      what: "growth rates need a plane wave with a small disturbance",
      got: start,
      why: "that is the part of the mass outside of the wave",
    });
  }
  const limit = Math.max(1e-8, 100 * start);
  const end = shares.findIndex((share) => share > limit);
  const count = end < 0 ? spectra.length : end;
  const amplitude = Math.hypot(spectra[0]?.re[0] as number, spectra[0]?.im[0] as number) / grid.points;
  const times = solution.t.slice(0, count);
  const duration = (times.at(-1) as number) - (times[0] as number);
  const found: SidebandGrowth[] = [];
  for (let mode = 1; mode < grid.points / 2; mode++) {
    const k = (2 * Math.PI * mode) / grid.length;
    const theory = modulationGrowth(k, { amplitude, dispersion, nonlinearity });
    if (count < 3 || duration * theory < leastGrowth) continue;
    const p = 0.5 * dispersion * k * k;
    const r = 2 * nonlinearity * amplitude ** 2 - p;
    const logs = spectra.slice(0, count).map((v) => Math.log(growingPart(v, mode, p, r)));
    found.push({ mode, k, rate: slope(times, logs), theory, from: times[0] as number, to: times.at(-1) as number });
  }
  return found;
}

/** The part of the mass that is not in the plane wave. */
function sidebandShare({ re, im }: Field<"k">): number {
  const power = re.map((value, j) => value * value + (im[j] as number) ** 2);
  const total = sum(power);
  return (total - (power[0] as number)) / total;
}

/** |√r a + √p b| of the sidebands ±mode. */
function growingPart({ re, im }: Field<"k">, mode: number, p: number, r: number): number {
  const angle = -Math.atan2(im[0] as number, re[0] as number);
  const turn = [Math.cos(angle), Math.sin(angle)] as const;
  const part = (j: number) => {
    const [x, y] = [re[j] as number, im[j] as number];
    return [x * turn[0] - y * turn[1], x * turn[1] + y * turn[0]] as const;
  };
  const [u, w] = [part(mode), part(re.length - mode)];
  // a = (u + w*)/2, b = (u − w*)/2i
  const [aRe, aIm] = [(u[0] + w[0]) / 2, (u[1] - w[1]) / 2];
  const [bRe, bIm] = [(u[1] + w[1]) / 2, -(u[0] - w[0]) / 2];
  const [f, g] = [Math.sqrt(Math.abs(r)), Math.sqrt(Math.abs(p))];
  const sign = Math.sign(p) || 1;
  return Math.hypot(f * aRe + sign * g * bRe, f * aIm + sign * g * bIm);
}

/** The slope of the straight line that fits best. */
function slope(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const n = x.length;
  let [mx, my] = [0, 0];
  for (let i = 0; i < n; i++) {
    mx += (x[i] as number) / n;
    my += (y[i] as number) / n;
  }
  let [xy, xx] = [0, 0];
  for (let i = 0; i < n; i++) {
    xy += ((x[i] as number) - mx) * ((y[i] as number) - my);
    xx += ((x[i] as number) - mx) ** 2;
  }
  return xy / xx;
}

/** When a field was most concentrated, and how regularly. */
export interface Recurrence {
  /** Times of the maxima of max |ψ|² that exceed the mean of its extremes, by parabolas through three saved times. */
  readonly peaks: readonly number[];
  /** The mean distance of neighbouring peaks, or null with fewer than two. */
  readonly period: number | null;
}

/** The times at which the highest intensity of a saved solution peaks, as in the recurrence of breathers. */
export function recurrence(solution: SavedFields): Recurrence {
  const highest = Array.from(solution.t, (_, i) => {
    const { re, im } = savedField(solution, i);
    return re.reduce((largest, value, j) => Math.max(largest, value * value + (im[j] as number) ** 2), 0);
  });
  const middle = (Math.max(...highest) + Math.min(...highest)) / 2;
  const peaks: number[] = [];
  for (let i = 1; i + 1 < highest.length; i++) {
    const [a, b, c] = highest.slice(i - 1, i + 2) as [number, number, number];
    if (!(b > middle && b >= a && b > c)) continue;
    const [before, at, after] = Array.from(solution.t.slice(i - 1, i + 2)) as [number, number, number];
    // The vertex of the parabola through three points at any distances.
    const [left, right] = [(b - a) / (at - before), (c - b) / (after - at)];
    peaks.push((before + at) / 2 + ((after - before) / 2) * (left / (left - right)));
  }
  const period = peaks.length < 2 ? null : ((peaks.at(-1) as number) - (peaks[0] as number)) / (peaks.length - 1);
  return { peaks, period };
}
