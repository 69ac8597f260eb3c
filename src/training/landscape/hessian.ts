import { invalid, type LeastSquares, requireNumber } from "../../core/index.ts";

/** A symmetric operator on vectors of one length: out = A v. */
export type Operator = (v: Float64Array, out: Float64Array) => void;

/** Products with the Hessian of a sum of squares at one place. */
export interface HessianProduct {
  readonly size: number;
  /** out = H v. */
  readonly times: Operator;
  /** out = JᵀJ v, exact: the part of H that is left where residuals vanish. */
  readonly gaussNewton: Operator;
  /** The largest error of all products so far that differences let expect, relative to the product. */
  worstError(): number;
}

/** Options of `hessianProduct`. */
export interface HessianOptions {
  /** Length of the differences, relative to 1 + the largest parameter. @defaultValue `1e-3` */
  readonly step?: number;
}

/**
 * Products with the Hessian of ½ |r(θ)|²: H v = Jᵀ (J v) + d/dε J(θ + ε v)ᵀ r(θ), the first term exact, the second by a
 * central difference of order four with r held fixed.
 *
 * So the differences touch only what residuals and curvature make together, and their error vanishes with the residuals. A
 * product costs four sweeps besides Jᵀ J v. The error is the change from the difference of order two: an upper bound while
 * differences converge.
 *
 * B. A. Pearlmutter, Neural Comput. 6 (1994) 147, for products without the matrix; J. Nocedal & S. J. Wright, Numerical
 * Optimization, 2nd ed. (2006) §10.2, for the two terms.
 *
 * @param theta Shape [parameters]; copied.
 */
export function hessianProduct(
  objective: LeastSquares,
  theta: Float64Array,
  { step = 1e-3 }: HessianOptions = {},
): HessianProduct {
  requireNumber("step", step, (h) => h > 0 && h < 1, "between 0 and 1", "1e-3");
  const { parameters, rows } = objective;
  if (theta.length !== parameters) {
    throw invalid({ what: `the parameters must have the length ${parameters}`, got: theta.length });
  }
  const place = theta.slice();
  const residuals = new Float64Array(rows);
  objective.residuals(place, residuals);
  const tangent = new Float64Array(rows);
  const moved = new Float64Array(parameters);
  const slopes = Array.from({ length: 4 }, () => new Float64Array(parameters));
  const reach = step * (1 + place.reduce((most, value) => Math.max(most, Math.abs(value)), 0));
  let worst = 0;
  const gaussNewton: Operator = (v, out) => {
    objective.times(place, v, tangent);
    objective.transposeTimes(place, tangent, out);
  };
  return {
    size: parameters,
    gaussNewton,
    times(v, out) {
      gaussNewton(v, out);
      const length = Math.sqrt(v.reduce((total, value) => total + value * value, 0));
      if (length === 0) return;
      const h = reach / length;
      [-2, -1, 1, 2].forEach((factor, i) => {
        for (let j = 0; j < parameters; j++) moved[j] = (place[j] as number) + factor * h * (v[j] as number);
        objective.transposeTimes(moved, residuals, slopes[i] as Float64Array);
      });
      const [a, b, c, d] = slopes as [Float64Array, Float64Array, Float64Array, Float64Array];
      let [error, size] = [0, 0];
      for (let j = 0; j < parameters; j++) {
        const near = (c[j] as number) - (b[j] as number);
        const far = (d[j] as number) - (a[j] as number);
        const correction = (2 * near - far) / (12 * h);
        const value = (out[j] as number) + near / (2 * h) + correction;
        out[j] = value;
        error += correction * correction;
        size += value * value;
      }
      if (size > 0) worst = Math.max(worst, Math.sqrt(error / size));
    },
    worstError: () => worst,
  };
}
