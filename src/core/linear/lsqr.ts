/** A matrix that is known by its products alone. */
export interface LinearOperator {
  readonly rows: number;
  readonly columns: number;
  /** out += A v */
  times(v: Float64Array, out: Float64Array): void;
  /** out += Aᵀ v */
  transposedTimes(v: Float64Array, out: Float64Array): void;
}

/** When `lsqr` stops. */
export interface LsqrOptions {
  /** Stops where |Aᵀ r| ≤ atol |A| |r|: a least-squares solution. @defaultValue `1e-8` */
  readonly atol?: number;
  /** Stops where |r| ≤ btol |b|: a solution of the equations. @defaultValue `atol` */
  readonly btol?: number;
  /** @defaultValue `4 · columns` */
  readonly iterations?: number;
  /** Asked after every iteration: whether it must be the last. @defaultValue never */
  readonly interrupted?: () => boolean;
}

/** What `lsqr` ends with. */
export interface LsqrSolution {
  readonly x: Float64Array;
  readonly iterations: number;
  /** |A x − b| */
  readonly residual: number;
  readonly status: "least-squares" | "solved" | "iterations" | "not-finite";
}

/**
 * Minimises |A x − b|₂ by products with A and Aᵀ alone, starting from zero.
 *
 * C. C. Paige & M. A. Saunders, ACM Trans. Math. Softw. 8 (1982) 43.
 */
export function lsqr(operator: LinearOperator, b: Float64Array, options: LsqrOptions = {}): LsqrSolution {
  const { atol = 1e-8, btol = atol, iterations = 4 * operator.columns, interrupted = () => false } = options;
  const { columns } = operator;
  const x = new Float64Array(columns);
  const u = b.slice();
  const v = new Float64Array(columns);
  let beta = normalise(u);
  const size = beta;
  if (beta > 0) operator.transposedTimes(u, v);
  let alpha = normalise(v);
  if (!(alpha > 0)) {
    return { x, iterations: 0, residual: beta, status: Number.isNaN(alpha + beta) ? "not-finite" : "least-squares" };
  }
  const w = v.slice();
  let [phi, rho] = [beta, alpha];
  let frobenius = 0;
  for (let k = 1; ; k++) {
    for (let i = 0; i < u.length; i++) u[i] = -alpha * (u[i] as number);
    operator.times(v, u);
    beta = normalise(u);
    frobenius = Math.sqrt(frobenius * frobenius + alpha * alpha + beta * beta);
    for (let i = 0; i < columns; i++) v[i] = -beta * (v[i] as number);
    operator.transposedTimes(u, v);
    alpha = normalise(v);
    const length = Math.hypot(rho, beta);
    const [c, s] = [rho / length, beta / length];
    const theta = s * alpha;
    const step = (c * phi) / length;
    const turn = theta / length;
    for (let i = 0; i < columns; i++) {
      const direction = w[i] as number;
      x[i] = (x[i] as number) + step * direction;
      w[i] = (v[i] as number) - turn * direction;
    }
    rho = -c * alpha;
    phi *= s;
    if (!Number.isFinite(phi + alpha)) return { x, iterations: k, residual: phi, status: "not-finite" };
    if (phi <= btol * size) return { x, iterations: k, residual: phi, status: "solved" };
    // |Aᵀ r| = phi alpha |c|
    if (alpha * Math.abs(c) <= atol * frobenius) return { x, iterations: k, residual: phi, status: "least-squares" };
    if (k >= iterations || interrupted()) return { x, iterations: k, residual: phi, status: "iterations" };
  }
}

/** Scales a vector to length 1, unless it is zero; its length before. */
function normalise(x: Float64Array): number {
  let total = 0;
  for (const value of x) total += value * value;
  const length = Math.sqrt(total);
  if (length > 0) for (let i = 0; i < x.length; i++) x[i] = (x[i] as number) / length;
  return length;
}
