import { halves } from "../core/index.ts";
import type { Invariant, SemilinearProblem } from "../ode/index.ts";
import { absorption, dispersionRelation, lossFactor, nonlinearityAt, potentialAt } from "./equation.ts";
import { potentialPhases } from "./potential-phases.ts";
import type { WaveSystem } from "./wave-system.ts";

/**
 * The equation with all of its `Terms` in the modes of φ, ψ = e^{−½∫α dt} φ: without the loss φ obeys the same equation
 * with cubic terms that fade as e^{−∫α dt}, so that eigenvalues stay imaginary and the mass of φ is kept to rounding.
 *
 * u′ = −iω u + M F[(iγ|q|² − iV − σ − g (|q|²)_x) q] − i s k M F[|q|² q], q = F⁻¹(M u).
 */
export function generalSemilinear(system: WaveSystem, span: readonly [number, number]): SemilinearProblem {
  const { grid, kernels, mask, problem } = system;
  const { loss = 0, selfSteepening = 0, intensitySlope = 0 } = problem.terms ?? {};
  const n = grid.points;
  const fft = kernels.fft(n);
  const odd = grid.k.map((k, j) => (j === n / 2 ? 0 : k));
  const sigma = absorption(grid, problem);
  const potential = potentialIn(system);
  const still = problem.terms?.potential?.timeDependent === false || problem.terms?.potential === undefined;
  const standing = still ? potential(span[0]) : null;
  const phases = standing === null ? null : potentialPhases(kernels, standing);
  const fading = remembered((t) => (loss === 0 ? 1 : lossFactor(problem, t) ** 2));
  const gammaAt = remembered((t) => nonlinearityAt(problem, t) * fading(t));
  const work = Array.from({ length: 2 }, () => kernels.allocate(2 * n));
  const [steep, slope] = work.map(halves) as [ReturnType<typeof halves>, ReturnType<typeof halves>];
  const rates = dispersionRelation(grid, problem).map((omega) => -omega);

  function nonlinear(t: number, u: Float64Array, out: Float64Array): void {
    const { re, im } = halves(out);
    out.set(u);
    applyMask(mask, re, im);
    fft.inverse(re, im);
    const [scale, gamma] = [fading(t), gammaAt(t)];
    const V = potential(t);
    if (selfSteepening !== 0) cubic(re, im, steep.re, steep.im);
    if (intensitySlope !== 0) gradientOfIntensity(re, im);
    for (let j = 0; j < n; j++) {
      const [a, b] = [re[j] as number, im[j] as number];
      const turn = gamma * (a * a + b * b) - (V?.[j] ?? 0);
      const grow = -(sigma?.[j] ?? 0) - (intensitySlope === 0 ? 0 : intensitySlope * scale * (slope.re[j] as number));
      re[j] = grow * a - turn * b;
      im[j] = grow * b + turn * a;
    }
    fft.forward(re, im);
    if (selfSteepening !== 0) {
      fft.forward(steep.re, steep.im);
      for (let j = 0; j < n; j++) {
        const factor = selfSteepening * scale * (odd[j] as number);
        re[j] = (re[j] as number) + factor * (steep.im[j] as number);
        im[j] = (im[j] as number) - factor * (steep.re[j] as number);
      }
    }
    applyMask(mask, re, im);
  }

  /** (|q|²)_x into `slope.re`. */
  function gradientOfIntensity(re: Float64Array, im: Float64Array): void {
    for (let j = 0; j < n; j++) slope.re[j] = (re[j] as number) ** 2 + (im[j] as number) ** 2;
    slope.im.fill(0);
    fft.forward(slope.re, slope.im);
    for (let j = 0; j < n; j++) {
      const k = odd[j] as number;
      const [a, b] = [slope.re[j] as number, slope.im[j] as number];
      slope.re[j] = -k * b;
      slope.im[j] = k * a;
    }
    fft.inverse(slope.re, slope.im);
  }

  /** Without an absorber and with a potential that stands still: |ψ|² turns the phase and V does, one after the other. */
  function simpleFlow(dt: number, u: Float64Array, t: number): void {
    const { re, im } = halves(u);
    fft.inverse(re, im);
    kernels.rotateByIntensity(gammaAt(t) * dt, re, im);
    if (phases !== null) {
      const table = phases(dt);
      kernels.multiply(table.re, table.im, re, im);
    }
    fft.forward(re, im);
  }

  /** Exact where V does not depend on time, and with V frozen where it does: the splitting advances t with the dispersion. */
  function flow(dt: number, u: Float64Array, t: number): void {
    const { re, im } = halves(u);
    fft.inverse(re, im);
    const angle = gammaAt(t);
    const V = potential(t);
    for (let j = 0; j < n; j++) {
      const intensity = (re[j] as number) ** 2 + (im[j] as number) ** 2;
      const rate = sigma?.[j] ?? 0;
      // ∫ e^{−2σs} ds over the step: the intensity fades while it turns the phase.
      const lasting = rate === 0 ? dt : -Math.expm1(-2 * rate * dt) / (2 * rate);
      steep.re[j] = -rate * dt;
      steep.im[j] = angle * lasting * intensity - dt * (V?.[j] ?? 0);
    }
    kernels.exponential(steep.re, steep.im, 1, slope.re, slope.im);
    kernels.multiply(slope.re, slope.im, re, im);
    fft.forward(re, im);
  }

  return {
    linear: { re: new Float64Array(n), im: rates },
    invariants: keptInvariants(system, rates),
    y0: initialModes(system, span[0]),
    span,
    nonlinear,
    // A mask or a derivative mixes the points, so the pointwise rotation is the exact flow only without them.
    ...(mask === null && selfSteepening === 0 && intensitySlope === 0
      ? { flow: sigma === null && still ? simpleFlow : flow }
      : {}),
  };
}

/** A function of time that is evaluated anew only when the time has changed. */
function remembered(f: (t: number) => number): (t: number) => number {
  let [at, value] = [Number.NaN, Number.NaN];
  return (t) => {
    if (t !== at) [at, value] = [t, f(t)];
    return value;
  };
}

/** V at a time, computed anew only when the time has changed. */
function potentialIn({ grid, problem }: WaveSystem): (t: number) => Float64Array | null {
  const { potential } = problem.terms ?? {};
  let at = Number.NaN;
  let values: Float64Array | null = null;
  return (t) => {
    if (potential === undefined || at === t) return values;
    if (values === null || potential.timeDependent !== false) values = potentialAt(grid, problem, t);
    at = t;
    return values;
  };
}

/** What a method may restore: the mass of φ, and the energy where it has only the dispersion and the cubic term. */
function keptInvariants({ problem }: WaveSystem, rates: Float64Array): Invariant[] {
  const { terms = {} } = problem;
  const { loss = 0, selfSteepening = 0, intensitySlope = 0, potential, absorber, nonlinearityOverTime } = terms;
  if (absorber !== undefined && absorber.strength > 0) return [];
  const mass: Invariant = { name: "mass", weights: rates.map(() => 1), degree: 0 };
  const driven = loss !== 0 || potential !== undefined || nonlinearityOverTime !== undefined;
  if (driven || selfSteepening !== 0 || intensitySlope !== 0) return [mass];
  return [mass, { name: "energy", weights: rates.map((rate) => -rate), degree: 4 }];
}

function initialModes({ grid, fft, initial, problem }: WaveSystem, t: number): Float64Array {
  const state = new Float64Array(2 * grid.points);
  const { re, im } = halves(state);
  const scale = 1 / lossFactor(problem, t);
  re.set(initial.re.map((value) => scale * value));
  im.set(initial.im.map((value) => scale * value));
  fft.forward(re, im);
  return state;
}

function cubic(re: Float64Array, im: Float64Array, outRe: Float64Array, outIm: Float64Array): void {
  for (let j = 0; j < re.length; j++) {
    const [a, b] = [re[j] as number, im[j] as number];
    outRe[j] = (a * a + b * b) * a;
    outIm[j] = (a * a + b * b) * b;
  }
}

function applyMask(mask: Float64Array | null, re: Float64Array, im: Float64Array): void {
  if (mask === null) return;
  for (let j = 0; j < mask.length; j++) {
    re[j] = (re[j] as number) * (mask[j] as number);
    im[j] = (im[j] as number) * (mask[j] as number);
  }
}
