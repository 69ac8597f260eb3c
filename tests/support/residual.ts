import { type Field, type Grid, plainKernels, type problems, toPositions, toWavenumbers } from "./sech.ts";

type Exact = (grid: Grid, t: number) => Field<"x"> | null;

export function required(exact: Exact | undefined, grid: Grid, t: number): Field<"x"> {
  const psi = exact?.(grid, t) ?? null;
  if (psi === null) throw new Error(`no exact solution at t = ${t}`);
  return psi;
}

/** max |i ψ_t + (β/2) ψ_xx + γ |ψ|² ψ| / max |ψ|³: x by Fourier series, t by central differences of order 8. */
export function residual(problem: problems.WaveProblem, grid: Grid, t: number, h = 2e-3): number {
  const at = (time: number) => required(problem.exact, grid, time);
  const psi = at(t);
  const second = differentiate(grid, differentiate(grid, psi));
  const weights = [4 / 5, -1 / 5, 4 / 105, -1 / 280];
  const [tRe, tIm] = [new Float64Array(grid.points), new Float64Array(grid.points)];
  weights.forEach((weight, i) => {
    const [after, before] = [at(t + (i + 1) * h), at(t - (i + 1) * h)];
    for (let j = 0; j < grid.points; j++) {
      tRe[j] = (tRe[j] as number) + (weight / h) * ((after.re[j] as number) - (before.re[j] as number));
      tIm[j] = (tIm[j] as number) + (weight / h) * ((after.im[j] as number) - (before.im[j] as number));
    }
  });
  const peak = Math.max(...psi.re.map((re, j) => Math.hypot(re, psi.im[j] as number)));
  const errors = Array.from(psi.re, (re, j) => {
    const im = psi.im[j] as number;
    const cubic = problem.nonlinearity * (re * re + im * im);
    const realPart = -(tIm[j] as number) + 0.5 * problem.dispersion * (second.re[j] as number) + cubic * re;
    const imaginaryPart = (tRe[j] as number) + 0.5 * problem.dispersion * (second.im[j] as number) + cubic * im;
    return Math.hypot(realPart, imaginaryPart);
  });
  return Math.max(...errors) / (problem.nonlinearity * peak ** 3);
}

/** A wave on the whole line at x = s tan(θ/2), for which rational waves are smooth on the ring of θ. */
export function wholeLine(points: number, scale: number): Grid & { readonly scale: number } {
  const angle = (j: number) => (2 * Math.PI * (j + 0.5)) / points - Math.PI;
  const x = Float64Array.from({ length: points }, (_, j) => scale * Math.tan(angle(j) / 2));
  const k = Float64Array.from({ length: points }, (_, j) => (j < points / 2 ? j : j - points));
  return { points, length: 2 * Math.PI, spacing: (2 * Math.PI) / points, start: -Math.PI, x, k, scale };
}

/** The derivative in x by Fourier series in x, or on the whole line in θ. */
function differentiate(grid: Grid & { readonly scale?: number }, psi: Field<"x">): Field<"x"> {
  const fft = plainKernels.fft(grid.points);
  const v = toWavenumbers(fft, psi);
  const turned = {
    space: "k" as const,
    re: v.im.map((im, j) => -im * (2 * j === grid.points ? 0 : (grid.k[j] as number))),
    im: v.re.map((re, j) => re * (2 * j === grid.points ? 0 : (grid.k[j] as number))),
  };
  const slope = toPositions(fft, turned);
  const { scale } = grid;
  if (scale === undefined) return slope;
  const perTheta = grid.x.map((x) => 2 / (scale * (1 + (x / scale) ** 2)));
  return {
    space: "x",
    re: slope.re.map((re, j) => re * (perTheta[j] as number)),
    im: slope.im.map((im, j) => im * (perTheta[j] as number)),
  };
}
