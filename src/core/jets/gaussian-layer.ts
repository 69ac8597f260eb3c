/**
 * Sums of Gaussians F_c(x) = Σ_i w_ic exp(−½ |diag(1/σ_ic) R_icᵀ (x − μ_ic)|²), every output c with its own `count` of them.
 * It is the first layer: x are the coordinates themselves.
 *
 * Its parameters are the weights, shape [count][outputs], and then the geometry of every Gaussian, shape
 * [count][outputs][…]: its centre μ, its widths σ and, with a full covariance, what turns its axes R: one angle in the plane,
 * a quaternion of any length in space. So the weights and the geometry of the first Gaussians are leading parameters.
 *
 * Source: N. Kang et al., Physics-informed Gaussians as adaptive parametric mesh representations, ICLR 2025,
 * arXiv:2412.05994, §3; the full covariance in the form of a precision R diag(1/σ²) Rᵀ.
 */
export interface GaussianLayer {
  readonly kind: "gaussians";
  /** Dimensions of x. */
  readonly inputs: number;
  readonly outputs: number;
  /** Gaussians of each output. */
  readonly count: number;
  readonly covariance: "diagonal" | "full";
  /** Whether the parameter of a width is log σ, or σ itself, which then may have either sign. */
  readonly widths: "logarithm" | "plain";
  /** The period of each coordinate, or null: a Gaussian is then the sum of its images up to two periods away. */
  readonly periods: readonly (number | null)[];
}

/** How many numbers turn the axes of one Gaussian. */
function rotationLength({ covariance, inputs }: Pick<GaussianLayer, "covariance" | "inputs">): number {
  if (covariance === "diagonal" || inputs === 1) return 0;
  return inputs === 2 ? 1 : 4;
}

/** How many parameters one Gaussian has besides its weight. */
export function geometryLength(layer: Pick<GaussianLayer, "covariance" | "inputs">): number {
  return 2 * layer.inputs + rotationLength(layer);
}

/** How many parameters all Gaussians of a layer have. */
export function gaussianParameters(layer: GaussianLayer): number {
  return layer.count * layer.outputs * (1 + geometryLength(layer));
}

/** Shifts by whole periods under which the Gaussians are summed up, shape [shifts][inputs]; the first is none. */
export function periodShifts({ periods }: GaussianLayer): readonly (readonly number[])[] {
  const images = [0, -1, 1, -2, 2];
  return periods.reduce<readonly (readonly number[])[]>(
    (shifts, period) =>
      shifts.flatMap((shift) => (period === null ? [0] : images).map((n) => [...shift, n * (period ?? 0)])),
    [[]],
  );
}

/** One Gaussian's axes and widths, from its geometry. */
export interface GaussianFrame {
  readonly centre: readonly number[];
  readonly widths: readonly number[];
  /** R: its columns are the axes; row by row. */
  readonly axes: readonly (readonly number[])[];
  /** The parameters that turn the axes. */
  readonly turn: readonly number[];
}

/** Reads the geometry that begins at a place of an array. */
export function frameOf(layer: GaussianLayer, numbers: Float64Array, at: number): GaussianFrame {
  const { inputs: d, widths } = layer;
  const given = Array.from(numbers.subarray(at, at + geometryLength(layer)));
  const turn = given.slice(2 * d);
  const size = widths === "logarithm" ? Math.exp : Math.abs;
  return { centre: given.slice(0, d), widths: given.slice(d, 2 * d).map(size), axes: axesOf(d, turn), turn };
}

function axesOf(d: number, turn: readonly number[]): readonly (readonly number[])[] {
  if (turn.length === 1) {
    const [c, s] = [Math.cos(turn[0] as number), Math.sin(turn[0] as number)];
    return [
      [c, -s],
      [s, c],
    ];
  }
  if (turn.length === 0) {
    return Array.from({ length: d }, (_, i) => Array.from({ length: d }, (_unused, j) => (i === j ? 1 : 0)));
  }
  const length = Math.hypot(...turn);
  const [a, x, y, z] = turn.map((q) => q / length) as [number, number, number, number];
  return [
    [1 - 2 * (y * y + z * z), 2 * (x * y - a * z), 2 * (x * z + a * y)],
    [2 * (x * y + a * z), 1 - 2 * (x * x + z * z), 2 * (y * z - a * x)],
    [2 * (x * z - a * y), 2 * (y * z + a * x), 1 - 2 * (x * x + y * y)],
  ];
}
