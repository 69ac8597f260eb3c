import { type Field, invalid } from "../core/index.ts";
import type { WaveSystem } from "./system.ts";

/**
 * A field as the potential q of the Zakharov–Shabat system on the line, in the units of β = γ = 1: q(x/√β) = √γ ψ(x).
 *
 * The ring is cut where the field is smallest, and between the ends of the cut q is its Fourier series, taken at the three
 * Gauss points of every one of `steps` equal intervals.
 */
export interface ScatteringPotential {
  readonly steps: number;
  /** Length of an interval. */
  readonly h: number;
  /** Where the ring is cut. */
  readonly start: number;
  /** q at the three Gauss points, shape [steps] each. */
  readonly nodes: readonly { readonly re: Float64Array; readonly im: Float64Array }[];
  /** max |q| on the grid. */
  readonly peak: number;
}

/** Gauss–Legendre points of three stages in [0, 1]. */
const gauss = [0.5 - Math.sqrt(15) / 10, 0.5, 0.5 + Math.sqrt(15) / 10] as const;

/** The potential of a field on at least so many intervals. */
export function scatteringPotential(system: WaveSystem, psi: Field<"x">, leastSteps: number): ScatteringPotential {
  const { grid, problem, kernels } = system;
  const { dispersion, nonlinearity } = problem;
  if (!(dispersion > 0 && nonlinearity > 0)) {
    throw invalid({
      what: "solitons are sought in focusing equations with positive coefficients",
      got: { dispersion, nonlinearity },
    });
  }
  const n = grid.points;
  const unit = 1 / Math.sqrt(dispersion);
  const cut = quietest(psi);
  const modes = { re: psi.re.slice(), im: psi.im.slice() };
  kernels.fft(n).forward(modes.re, modes.im);
  const steps = n * Math.max(1, Math.ceil(leastSteps / n));
  const fine = kernels.fft(steps);
  const height = Math.sqrt(nonlinearity) * (steps / n);
  const nodes = gauss.map((c) => {
    const out = { re: new Float64Array(steps), im: new Float64Array(steps) };
    // Shifted by the cut, in points of the grid, and by the node, in intervals.
    const shift = cut / n + c / steps;
    for (let m = -n / 2; m <= n / 2; m++) {
      const weight = Math.abs(m) === n / 2 ? height / 2 : height;
      const from = (m + n) % n;
      const to = (m + steps) % steps;
      const angle = 2 * Math.PI * (m * shift - Math.round(m * shift));
      const [cos, sin] = [weight * Math.cos(angle), weight * Math.sin(angle)];
      const [re, im] = [modes.re[from] as number, modes.im[from] as number];
      out.re[to] = (out.re[to] as number) + cos * re - sin * im;
      out.im[to] = (out.im[to] as number) + cos * im + sin * re;
    }
    fine.inverse(out.re, out.im);
    return out;
  });
  const peak = Math.sqrt(nonlinearity) * Math.max(...psi.re.map((re, j) => Math.hypot(re, psi.im[j] as number)));
  return { steps, h: (unit * grid.length) / steps, start: unit * (grid.start + cut * grid.spacing), nodes, peak };
}

/** The point in the middle of the window of a sixteenth of the ring that holds the least mass. */
function quietest(psi: Field<"x">): number {
  const n = psi.re.length;
  const width = Math.max(1, Math.floor(n / 16));
  const density = (j: number) => (psi.re[j % n] as number) ** 2 + (psi.im[j % n] as number) ** 2;
  let inside = 0;
  for (let j = 0; j < width; j++) inside += density(j);
  let [best, least] = [0, inside];
  for (let j = 1; j < n; j++) {
    inside += density(j + width - 1) - density(j - 1);
    if (inside < least) [best, least] = [j, inside];
  }
  return (best + Math.floor(width / 2)) % n;
}
