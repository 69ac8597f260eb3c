import { type Field, invalid } from "../core/index.ts";
import type { WaveSystem } from "./system.ts";

/** The soliton A sech(A√(γ/β)(x − x₀)) exp(i(vx/β + φ)) that fits a field around one of its peaks. */
export interface SolitonFit {
  readonly amplitude: number;
  readonly position: number;
  readonly velocity: number;
  /** Phase at x = 0. */
  readonly phase: number;
  /** ‖ψ − fit‖₂ / ‖ψ‖₂ in the window. */
  readonly residual: number;
}

/** Where to fit. */
export interface SolitonWindow {
  /** Centre of the window; the fit starts from the highest point inside. */
  readonly near: number;
  /** Half its width. */
  readonly halfWidth: number;
}

/**
 * Least squares for amplitude and position on |ψ| by Gauss–Newton, then for velocity and phase on arg ψ with weights
 * |ψ|⁴. Positions are those of the ring next to `near`.
 */
export function fitSoliton(system: WaveSystem, psi: Field<"x">, { near, halfWidth }: SolitonWindow): SolitonFit {
  const { grid, problem } = system;
  if (!(problem.nonlinearity * problem.dispersion > 0)) {
    throw invalid({
      what: "bright solitons need dispersion and nonlinearity of one sign",
      got: [problem.dispersion, problem.nonlinearity],
    });
  }
  const steepness = Math.sqrt(problem.nonlinearity / problem.dispersion);
  const points = windowPoints(system, psi, near, halfWidth);
  const peak = points.reduce((a, b) => (b.modulus > a.modulus ? b : a));
  let a = peak.modulus;
  let x0 = peak.x;
  for (let iteration = 0; iteration < 50; iteration++) {
    let [aa, ax, xx, ra, rx] = [0, 0, 0, 0, 0];
    for (const { x, modulus } of points) {
      const z = a * steepness * (x - x0);
      const sech = 1 / Math.cosh(z);
      const slope = sech * Math.tanh(z);
      const da = sech - z * slope;
      const dx = a * a * steepness * slope;
      const r = modulus - a * sech;
      aa += da * da;
      ax += da * dx;
      xx += dx * dx;
      ra += da * r;
      rx += dx * r;
    }
    const determinant = aa * xx - ax * ax;
    const changeA = (xx * ra - ax * rx) / determinant;
    const changeX = (aa * rx - ax * ra) / determinant;
    a += changeA;
    x0 += changeX;
    if (Math.abs(changeA) < 1e-14 * a && Math.abs(changeX) < 1e-14 * grid.length) break;
  }
  return withPhase(points, a, x0, steepness, problem.dispersion);
}

interface Point {
  readonly x: number;
  readonly modulus: number;
  readonly phase: number;
}

/** The samples of the window in order of x, phases unwrapped outwards from the highest one. */
function windowPoints({ grid }: WaveSystem, psi: Field<"x">, near: number, halfWidth: number): Point[] {
  const points = Array.from(grid.x, (x, j) => {
    const [re, im] = [psi.re[j] as number, psi.im[j] as number];
    const image = x - grid.length * Math.round((x - near) / grid.length);
    return { x: image, modulus: Math.hypot(re, im), phase: Math.atan2(im, re) };
  })
    .filter(({ x }) => Math.abs(x - near) <= halfWidth)
    .sort((p, q) => p.x - q.x);
  if (points.length < 5) {
    throw invalid({
      what: "a soliton fit needs at least 5 grid points in its window",
      got: points.length,
      attempt: "a wider one",
    });
  }
  const top = points.reduce((best, p, i) => (p.modulus > (points[best] as Point).modulus ? i : best), 0);
  const unwrap = (from: number, to: number) => {
    const p = points[to] as Point;
    const jump = p.phase - (points[from] as Point).phase;
    points[to] = { ...p, phase: p.phase - 2 * Math.PI * Math.round(jump / (2 * Math.PI)) };
  };
  for (let j = top + 1; j < points.length; j++) unwrap(j - 1, j);
  for (let j = top - 1; j >= 0; j--) unwrap(j + 1, j);
  return points;
}

function withPhase(points: readonly Point[], a: number, x0: number, steepness: number, dispersion: number): SolitonFit {
  let [w, wd, wdd, wp, wdp] = [0, 0, 0, 0, 0];
  for (const { x, modulus, phase } of points) {
    const weight = modulus ** 4;
    const d = x - x0;
    w += weight;
    wd += weight * d;
    wdd += weight * d * d;
    wp += weight * phase;
    wdp += weight * d * phase;
  }
  const slope = (w * wdp - wd * wp) / (w * wdd - wd * wd);
  const centre = (wp - slope * wd) / w;
  let [error, size] = [0, 0];
  for (const { x, modulus, phase } of points) {
    const fitted = a / Math.cosh(a * steepness * (x - x0));
    const turn = centre + slope * (x - x0) - phase;
    error += modulus * modulus + fitted * fitted - 2 * modulus * fitted * Math.cos(turn);
    size += modulus * modulus;
  }
  return {
    amplitude: a,
    position: x0,
    velocity: slope * dispersion,
    phase: centre - slope * x0,
    residual: Math.sqrt(Math.max(0, error) / size),
  };
}
