import {
  block,
  denseKernels,
  type Matrix,
  matrix,
  type ResidualObjective,
  solveTriangle,
  type TermRows,
  transposed,
  triangularise,
} from "../core/index.ts";

/** Standard deviation that is supposed of a model's own parameters, without which some of them would be undetermined. */
const priorDeviation = 1e3;
/** Equations are believed to this part of the data's noise at most. */
const strictest = 1e-6;
/** Part of a column beyond which a scalar counts as dependent on the others. */
const dependent = 1e-9;

/** The residuals of an objective and their Jacobian at one place, term by term. */
export interface Linearisation {
  readonly parameters: number;
  readonly jacobian: Float64Array;
  readonly residuals: Float64Array;
  readonly terms: readonly TermRows[];
  /** Which terms are measured. */
  readonly isData: readonly boolean[];
}

export function linearise(
  objective: ResidualObjective,
  theta: Float64Array,
  isData: readonly boolean[],
): Linearisation {
  const { rows, parameters, terms } = objective;
  const jacobian = new Float64Array(rows * parameters);
  const residuals = new Float64Array(rows);
  objective.jacobian(theta, jacobian, residuals);
  return { parameters, jacobian, residuals, terms, isData };
}

/** The variance of every term's residuals: the mean square, for data corrected for what they have determined. */
export function variancesOf(
  { terms, residuals, isData }: Linearisation,
  taken: readonly number[] = [],
): readonly number[] {
  const means = terms.map(({ start, count, components }, i) => {
    const mine = residuals.subarray(start, start + count * components);
    const squares = mine.reduce((sum, r) => sum + r * r, 0);
    return squares / Math.max(mine.length - (taken[i] ?? 0), Number.EPSILON);
  });
  const noise = Math.max(...means.filter((_, i) => isData[i]), Number.MIN_VALUE);
  return means.map((mean) => Math.max(mean, noise * strictest ** 2));
}

/** R of a linearisation in units of its deviations, with what its data determine. */
export interface Triangle {
  /** Upper triangle; the columns of the chosen parameters are the last. */
  readonly triangle: Matrix;
  /** For every term, of how many numbers its data are the source. */
  readonly taken: readonly number[];
  /** Data less these. */
  readonly freedom: number;
}

/** @param last Parameters whose columns come last. */
export function triangleOf(rows: Linearisation, last: readonly number[], variances: readonly number[]): Triangle {
  const { parameters, jacobian, residuals, terms, isData } = rows;
  const kernels = denseKernels();
  const order = [...Array.from({ length: parameters }, (_, i) => i).filter((i) => !last.includes(i)), ...last];
  const count = residuals.length;
  const free = parameters - last.length;
  const data = kernels.allocate((count + free) * parameters);
  const writeRow = (row: number, factor: number, to: Float64Array, at: number, stride: number) => {
    order.forEach((from, column) => {
      to[at + column * stride] = factor * (jacobian[row * parameters + from] as number);
    });
  };
  const precision = variances.map((variance) => 1 / Math.sqrt(variance));
  terms.forEach(({ start, count: points, components }, i) => {
    for (let row = start; row < start + points * components; row++) {
      writeRow(row, precision[i] as number, data, row * parameters, 1);
    }
  });
  for (let i = 0; i < free; i++) data[(count + i) * parameters + i] = 1 / priorDeviation;
  triangularise(matrix(data, count + free, parameters), matrix(new Float64Array(0), count + free, 0), kernels);
  const triangle = matrix(data.slice(0, parameters * parameters), parameters, parameters);
  kernels.free(data);
  // The share of a row of data in its own fit is |R⁻ᵀ a|².
  const taken = terms.map(({ start, count: points, components }, i) => {
    if (!isData[i]) return 0;
    const many = points * components;
    const b = matrix(new Float64Array(parameters * many), parameters, many);
    for (let row = 0; row < many; row++) writeRow(start + row, precision[i] as number, b.data, row, many);
    solveTriangle(transposed(triangle), "lower", b, kernels);
    return b.data.reduce((sum, value) => sum + value * value, 0);
  });
  const measured = terms.reduce((sum, term, i) => sum + (isData[i] ? term.count * term.components : 0), 0);
  return { triangle, taken, freedom: taken.reduce((rest, part) => rest - part, measured) };
}

/** (RᵀR)⁻¹ of the last columns, from the last block of R alone; whether all of them are determined. */
export function trailingCovariance(r: Matrix, count: number): { covariance: Float64Array; determined: boolean } {
  const from = r.rows - count;
  const last = block(r, from, from, count, count);
  const inverse = matrix(new Float64Array(count * count), count, count);
  for (let i = 0; i < count; i++) inverse.data[i * (count + 1)] = 1;
  solveTriangle(last, "upper", inverse);
  const covariance = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      for (let k = 0; k < count; k++) {
        covariance[i * count + j] =
          (covariance[i * count + j] as number) +
          (inverse.data[i * count + k] as number) * (inverse.data[j * count + k] as number);
      }
    }
  }
  const column = (j: number) => Math.hypot(...Array.from({ length: j + 1 }, (_, i) => entry(r, i, j)));
  const determined = Array.from({ length: count }, (_, i) => from + i).every(
    (j) => Math.abs(entry(r, j, j)) > dependent * column(j),
  );
  return { covariance, determined };
}

const entry = (m: Matrix, i: number, j: number): number => m.data[m.offset + i * m.rowStride + j] as number;
