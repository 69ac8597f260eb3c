import { type LeastSquares, rng } from "../../core/index.ts";
import { inner } from "./optimiser.ts";
import type { ModelStep, StepModel, TrustRegionState } from "./trust-region.ts";

/** Random signs with which the norms of J's columns are estimated in every step. */
const probes = 4;

/** How much of the earlier estimate is kept. */
const kept = 0.8;

/** The gradient of the model may remain at this share, at most; a smaller one for a smaller gradient. */
const forcing = 0.1;

/**
 * A step model that is minimised by conjugate gradients up to the edge of the trust region, by products with J and Jᵀ.
 *
 * Source: T. Steihaug, The conjugate gradient method and trust regions in large scale optimization, SIAM Journal on
 * Numerical Analysis 20 (1983) 626–637. The scaling is the diagonal of JᵀJ = E[(Jᵀz)²] over random signs z.
 */
export function conjugateGradientModel(
  objective: LeastSquares,
  state: TrustRegionState,
  products: number,
  seed: number,
): StepModel {
  const { theta } = state;
  const gradient = new Float64Array(objective.parameters);
  const value = objective.valueAndGradient(theta, gradient);
  const scale = probedScale(objective, state, seed);
  const g = gradient.map((component, i) => component / (scale[i] as number));
  const image = new Float64Array(objective.rows);
  let used = 1 + probes;

  /** D⁻¹ JᵀJ D⁻¹ v */
  const apply = (v: Float64Array, out: Float64Array): void => {
    used += 2;
    objective.times(
      theta,
      v.map((component, i) => component / (scale[i] as number)),
      image,
    );
    objective.transposeTimes(theta, image, out);
    for (let i = 0; i < out.length; i++) out[i] = (out[i] as number) / (scale[i] as number);
  };

  const within = (radius: number | null): ModelStep => {
    const n = g.length;
    const q = new Float64Array(n);
    const r = g.map((component) => -component);
    const direction = r.slice();
    const curved = new Float64Array(n);
    let rr = inner(r, r);
    const start = Math.sqrt(rr);
    const tolerance = start * Math.min(forcing, Math.sqrt(start));
    let limit = radius;
    let predicted = 0;
    for (let k = 0; k < products && Math.sqrt(rr) > tolerance; k++) {
      apply(direction, curved);
      const curvature = inner(direction, curved);
      if (!(curvature > 0)) break;
      let alpha = rr / curvature;
      // The first region is ten steps along the gradient wide.
      limit ??= 10 * alpha * start;
      const room = stepToEdge(q, direction, limit);
      const edge = alpha >= room;
      if (edge) alpha = room;
      predicted += alpha * rr - (alpha * alpha * curvature) / 2;
      for (let i = 0; i < n; i++) {
        q[i] = (q[i] as number) + alpha * (direction[i] as number);
        r[i] = (r[i] as number) - alpha * (curved[i] as number);
      }
      if (edge) break;
      const next = inner(r, r);
      for (let i = 0; i < n; i++) direction[i] = (r[i] as number) + (next / rr) * (direction[i] as number);
      rr = next;
    }
    const step = q.map((component, i) => component / (scale[i] as number));
    return { step, length: Math.sqrt(inner(q, q)), predicted, damping: 0 };
  };

  return {
    value,
    gradient,
    scale,
    get evaluations() {
      return used;
    },
    within,
    release() {},
  };
}

/** The t > 0 with |q + t d| = radius. */
function stepToEdge(q: Float64Array, d: Float64Array, radius: number): number {
  const [dd, qd, qq] = [inner(d, d), inner(q, d), inner(q, q)];
  const missing = Math.max(0, radius * radius - qq);
  const root = Math.sqrt(qd * qd + dd * missing);
  // Either form of the root, so that nothing cancels.
  return qd > 0 ? missing / (qd + root) : (root - qd) / dd;
}

/** An estimate of the norms of J's columns, averaged over the steps, and bounded below by a thousandth of the largest. */
function probedScale(objective: LeastSquares, state: TrustRegionState, seed: number): Float64Array {
  const random = rng(seed).split(state.iteration);
  const n = objective.parameters;
  const squares = new Float64Array(n);
  const signs = new Float64Array(objective.rows);
  const product = new Float64Array(n);
  for (let probe = 0; probe < probes; probe++) {
    for (let i = 0; i < signs.length; i++) signs[i] = random.uniform() < 0.5 ? -1 : 1;
    objective.transposeTimes(state.theta, signs, product);
    for (let i = 0; i < n; i++) squares[i] = (squares[i] as number) + (product[i] as number) ** 2 / probes;
  }
  const known = state.scale.some((value) => value > 0);
  const mixed = squares.map((now, i) => (known ? kept * (state.scale[i] as number) ** 2 + (1 - kept) * now : now));
  let most = 0;
  for (const value of mixed) most = Math.max(most, value);
  return mixed.map((value) => (most === 0 ? 1 : Math.sqrt(Math.max(value, 1e-6 * most))));
}
