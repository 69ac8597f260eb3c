import { type Field, invalid } from "../core/index.ts";

/** The points (Re ψ, Im ψ) of a field and numbers that describe their cloud. */
export interface PhasePortrait {
  /** Re ψ of the points whose modulus is above the threshold. */
  readonly re: Float64Array;
  readonly im: Float64Array;
  /** Correlation coefficient of Re ψ and Im ψ. */
  readonly pearson: number;
  /** √(1 − λ₂/λ₁) of the covariance matrix: 0 for a round cloud, 1 for a line. */
  readonly eccentricity: number;
  /** 1 − |mean of e^{i arg ψ}|: 0 for one phase, 1 for phases all around. */
  readonly circularVariance: number;
  /** arg of the mean of e^{i arg ψ}, in (−π, π]. */
  readonly meanPhase: number;
  /**
   * Mutual information of Re ψ and Im ψ over √(H(Re) H(Im)), from a histogram of bins × bins cells: 0 for independent
   * parts, 1 where one determines the other.
   */
  readonly mutualInformation: number;
}

/** Options of `phasePortrait`. */
export interface PhasePortraitOptions {
  /** Points of less than this part of the largest modulus are left out. @defaultValue `0` */
  readonly threshold?: number;
  /** Bins of the histogram in each direction. @defaultValue `20` */
  readonly bins?: number;
}

/** The phase-space portrait of a field. */
export function phasePortrait(psi: Field<"x">, { threshold = 0, bins = 20 }: PhasePortraitOptions = {}): PhasePortrait {
  const modulus = psi.re.map((re, j) => Math.hypot(re, psi.im[j] as number));
  const least = threshold * modulus.reduce((a, b) => Math.max(a, b), 0);
  const kept = (_: number, j: number) => (modulus[j] as number) >= least && (modulus[j] as number) > 0;
  const [re, im] = [psi.re.filter(kept), psi.im.filter(kept)];
  const count = re.length;
  if (count < 2) throw invalid({ what: "a phase portrait needs two points above its threshold", got: count });
  const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / count;
  const [mx, my] = [mean(re), mean(im)];
  const xx = mean(re.map((x) => (x - mx) ** 2));
  const yy = mean(im.map((y) => (y - my) ** 2));
  const xy = mean(re.map((x, j) => (x - mx) * ((im[j] as number) - my)));
  const spread = Math.hypot((xx - yy) / 2, xy);
  const middle = (xx + yy) / 2;
  const unit = (part: Float64Array) =>
    mean(part.map((value, j) => value / Math.hypot(re[j] as number, im[j] as number)));
  const [cos, sin] = [unit(re), unit(im)];
  return {
    re,
    im,
    pearson: xy / Math.sqrt(xx * yy),
    eccentricity: Math.sqrt(Math.max(0, 1 - (middle - spread) / (middle + spread))),
    circularVariance: 1 - Math.hypot(cos, sin),
    meanPhase: Math.atan2(sin, cos),
    mutualInformation: mutualInformation(re, im, bins),
  };
}

function mutualInformation(x: Float64Array, y: Float64Array, bins: number): number {
  const [bx, by] = [binned(x, bins), binned(y, bins)];
  const joint = new Float64Array(bins * bins);
  const [px, py] = [new Float64Array(bins), new Float64Array(bins)];
  const one = 1 / x.length;
  bx.forEach((i, n) => {
    const j = by[n] as number;
    joint[i * bins + j] = (joint[i * bins + j] as number) + one;
    px[i] = (px[i] as number) + one;
    py[j] = (py[j] as number) + one;
  });
  const entropy = (p: Float64Array) =>
    -p.reduce((total, value) => total + (value === 0 ? 0 : value * Math.log(value)), 0);
  const [hx, hy] = [entropy(px), entropy(py)];
  const information = hx + hy - entropy(joint);
  return hx * hy === 0 ? 0 : information / Math.sqrt(hx * hy);
}

/** The bin of every value between the smallest and the largest. */
function binned(values: Float64Array, bins: number): Int32Array {
  const low = values.reduce((a, b) => Math.min(a, b), Infinity);
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const width = (high - low) / bins || 1;
  return Int32Array.from(values, (value) => Math.min(bins - 1, Math.floor((value - low) / width)));
}
