import { defaultKernels, type Field, type Grid, halves, toPositions, toWavenumbers } from "../../core/index.ts";
import type { WaveProblem } from "../../problems/index.ts";
import { discretise, semilinear } from "../../spectral/index.ts";

/** The whole line as the ring of θ, x = s tan(θ/2), on which rational waves are smooth. */
export interface WholeLine extends Grid {
  readonly scale: number;
}

/** A grid on the whole line. */
export function wholeLine(points: number, scale: number): WholeLine {
  const angle = (j: number) => (2 * Math.PI * (j + 0.5)) / points - Math.PI;
  const x = Float64Array.from({ length: points }, (_, j) => scale * Math.tan(angle(j) / 2));
  const k = Float64Array.from({ length: points }, (_, j) => (j < points / 2 ? j : j - points));
  return { points, length: 2 * Math.PI, spacing: (2 * Math.PI) / points, start: -Math.PI, x, k, scale };
}

/** Weights of the central difference of order 8. */
const weights = [4 / 5, -1 / 5, 4 / 105, -1 / 280];

/**
 * max |ψ_t − F(ψ)| over the larger of max |ψ_t| and |γ| max |ψ|³, of an exact solution at a time, F the right-hand side of its equation: x by Fourier series, on
 * the whole line in θ, and t by central differences of order 8 with steps h.
 */
export function residual(problem: WaveProblem, grid: Grid | WholeLine, t: number, h: number): number {
  const at = (time: number): Field<"x"> => {
    const psi = problem.exact?.(grid, time) ?? null;
    if (psi === null) throw new Error(`${problem.name} has no exact solution at t = ${time}`);
    return psi;
  };
  const slope = { re: new Float64Array(grid.points), im: new Float64Array(grid.points) };
  weights.forEach((weight, i) => {
    const [after, before] = [at(t + (i + 1) * h), at(t - (i + 1) * h)];
    for (const part of ["re", "im"] as const) {
      for (let j = 0; j < grid.points; j++) {
        const difference = (after[part][j] as number) - (before[part][j] as number);
        slope[part][j] = (slope[part][j] as number) + (weight / h) * difference;
      }
    }
  });
  const psi = at(t);
  const right = "scale" in grid ? onWholeLine(problem, grid, psi) : onRing(problem, grid, psi, t);
  const largest = (f: (j: number) => number) => Math.max(...Array.from(grid.x, (_, j) => f(j)));
  const apart = (part: "re" | "im", j: number) => (slope[part][j] as number) - (right[part][j] as number);
  const modulus = ({ re, im }: Parts) => largest((j) => Math.hypot(re[j] as number, im[j] as number));
  const size = Math.max(modulus(slope), Math.abs(problem.nonlinearity) * modulus(psi) ** 3);
  return largest((j) => Math.hypot(apart("re", j), apart("im", j))) / size;
}

type Parts = Pick<Field<"x">, "re" | "im">;

/** The right-hand side as it is integrated, all terms of the equation included. */
function onRing(problem: WaveProblem, grid: Grid, psi: Field<"x">, t: number): Parts {
  const { exact: _, ...equation } = problem;
  const system = discretise({ ...equation, initialTime: t, initial: () => psi }, grid);
  const { linear, nonlinear, y0 } = semilinear(system, [t, t]);
  const out = new Float64Array(2 * grid.points);
  nonlinear(t, y0, out);
  const [state, rate] = [halves(y0), halves(out)];
  for (let j = 0; j < grid.points; j++) {
    rate.re[j] = (rate.re[j] as number) - (linear.im[j] as number) * (state.im[j] as number);
    rate.im[j] = (rate.im[j] as number) + (linear.im[j] as number) * (state.re[j] as number);
  }
  system.fft.inverse(rate.re, rate.im);
  // The modes are those of the field without its linear loss.
  const { loss = 0 } = problem.terms ?? {};
  const fading = -0.5 * (typeof loss === "number" ? loss : loss.value(t));
  const faded = (part: "re" | "im") => rate[part].map((value, j) => value + fading * (psi[part][j] as number));
  return { re: faded("re"), im: faded("im") };
}

/** The cubic equation alone, with derivatives in θ. */
function onWholeLine({ dispersion, nonlinearity }: WaveProblem, grid: WholeLine, psi: Field<"x">): Parts {
  const second = derivative(grid, derivative(grid, psi));
  const cubic = (j: number) => nonlinearity * ((psi.re[j] as number) ** 2 + (psi.im[j] as number) ** 2);
  return {
    re: psi.im.map((im, j) => -0.5 * dispersion * (second.im[j] as number) - cubic(j) * im),
    im: psi.re.map((re, j) => 0.5 * dispersion * (second.re[j] as number) + cubic(j) * re),
  };
}

function derivative(grid: WholeLine, psi: Field<"x">): Field<"x"> {
  const { points, k, scale } = grid;
  const fft = defaultKernels().fft(points);
  const v = toWavenumbers(fft, psi);
  const turned: Field<"k"> = {
    space: "k",
    re: v.im.map((im, j) => -im * (2 * j === points ? 0 : (k[j] as number))),
    im: v.re.map((re, j) => re * (2 * j === points ? 0 : (k[j] as number))),
  };
  const slope = toPositions(fft, turned);
  const perTheta = grid.x.map((x) => 2 / (scale * (1 + (x / scale) ** 2)));
  return {
    space: "x",
    re: slope.re.map((re, j) => re * (perTheta[j] as number)),
    im: slope.im.map((im, j) => im * (perTheta[j] as number)),
  };
}
