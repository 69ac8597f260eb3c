import { halves, type Kernels } from "../core/index.ts";
import { requireSemilinear, type SemilinearProblem } from "./problem.ts";
import type { Stepper } from "./stepper.ts";

/** A diagonal operator as two arrays. */
interface Diagonal {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** Tables of one step size: e^z, e^{z/2}, (h/2) φ₁(z/2) and the three weights of the slopes. */
interface Tables {
  dt: number;
  readonly whole: Diagonal;
  readonly half: Diagonal;
  readonly halfSlope: Diagonal;
  readonly weights: readonly [Diagonal, Diagonal, Diagonal];
}

/** Work of one integration by ETDRK4. */
export interface Etdrk4State {
  readonly kernels: Kernels;
  readonly tables: Tables;
  readonly inside: Tables;
  /** N(u), N(a), N(b), N(c), then a and a scratch state. */
  readonly work: readonly Float64Array[];
  evaluations: number;
}

/**
 * The exponential Runge–Kutta method of order 4 for u′ = L u + N(t, u), L diagonal, with fixed steps:
 *
 * a = e^{z/2}u + (h/2)φ₁(z/2)N(u), b = e^{z/2}u + (h/2)φ₁(z/2)N(a), c = e^{z/2}a + (h/2)φ₁(z/2)(2N(b) − N(u)),
 * u₊ = e^z u + h[(φ₁−3φ₂+4φ₃)N(u) + 2(φ₂−2φ₃)(N(a)+N(b)) + (4φ₃−φ₂)N(c)].
 *
 * S. M. Cox & P. C. Matthews, J. Comput. Phys. 176 (2002) 430. The φ functions come from their series where |z| < 1 and
 * from their recurrence elsewhere, which loses less than two digits there.
 */
export function etdrk4(): Stepper<SemilinearProblem, Etdrk4State> {
  return {
    name: "etdrk4",
    order: 4,
    estimateOrder: null,
    init(problem, kernels) {
      requireSemilinear(problem, "etdrk4");
      const modes = problem.linear.re.length;
      const diagonal = (): Diagonal => ({ re: kernels.allocate(modes), im: kernels.allocate(modes) });
      const tables = (): Tables => ({
        dt: Number.NaN,
        whole: diagonal(),
        half: diagonal(),
        halfSlope: diagonal(),
        weights: [diagonal(), diagonal(), diagonal()],
      });
      const work = Array.from({ length: 6 }, () => kernels.allocate(problem.y0.length));
      return { kernels, tables: tables(), inside: tables(), work, evaluations: 0 };
    },
    slope: (problem, _state, t, dt, y, out) => problem.nonlinear(t + dt, y, out),
    step(problem, state, t, dt, y, next) {
      advance(problem, state, state.tables, t, dt, y, next);
      state.evaluations += 4;
      return 0;
    },
    interpolate: (problem, state, t, dt, theta, y, _next, out) =>
      advance(problem, state, state.inside, t, theta * dt, y, out),
    accept() {},
    evaluations: (state) => state.evaluations,
  };
}

function advance(
  problem: SemilinearProblem,
  { kernels, work }: Etdrk4State,
  tables: Tables,
  t: number,
  dt: number,
  u: Float64Array,
  next: Float64Array,
): void {
  if (tables.dt !== dt) fill(problem, tables, dt);
  const [n0, n1, n2, n3, a, scratch] = work as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const one = Float64Array.of(1);
  const times = ({ re, im }: Diagonal, x: Float64Array, out: Float64Array) => {
    out.set(x);
    const state = halves(out);
    kernels.multiply(re, im, state.re, state.im);
  };
  /** out = A x + B y */
  const affine = (first: Diagonal, x: Float64Array, second: Diagonal, y: Float64Array, out: Float64Array) => {
    times(second, y, scratch);
    times(first, x, out);
    kernels.combine(out, [scratch], one, 1, out);
  };
  const { half, halfSlope, whole, weights } = tables;
  problem.nonlinear(t, u, n0);
  affine(half, u, halfSlope, n0, a);
  problem.nonlinear(t + 0.5 * dt, a, n1);
  affine(half, u, halfSlope, n1, next);
  problem.nonlinear(t + 0.5 * dt, next, n2);
  kernels.combine(n2, [n2, n0], Float64Array.of(1, -1), 2, n3);
  affine(half, a, halfSlope, n3, next);
  problem.nonlinear(t + dt, next, n3);
  affine(whole, u, weights[0], n0, next);
  kernels.combine(n1, [n2], one, 1, n1);
  times(weights[1], n1, scratch);
  kernels.combine(next, [scratch], one, 1, next);
  times(weights[2], n3, scratch);
  kernels.combine(next, [scratch], one, 1, next);
}

function fill({ linear }: SemilinearProblem, tables: Tables, dt: number): void {
  tables.dt = dt;
  for (let j = 0; j < linear.re.length; j++) {
    const [a, b] = [dt * (linear.re[j] as number), dt * (linear.im[j] as number)];
    put(tables.whole, j, Math.exp(a) * Math.cos(b), Math.exp(a) * Math.sin(b));
    put(tables.half, j, Math.exp(0.5 * a) * Math.cos(0.5 * b), Math.exp(0.5 * a) * Math.sin(0.5 * b));
    const [middle] = phis(0.5 * a, 0.5 * b);
    put(tables.halfSlope, j, 0.5 * dt * middle[0], 0.5 * dt * middle[1]);
    const [p1, p2, p3] = phis(a, b);
    const [w0, w1, w2] = tables.weights;
    put(w0, j, dt * (p1[0] - 3 * p2[0] + 4 * p3[0]), dt * (p1[1] - 3 * p2[1] + 4 * p3[1]));
    put(w1, j, 2 * dt * (p2[0] - 2 * p3[0]), 2 * dt * (p2[1] - 2 * p3[1]));
    put(w2, j, dt * (4 * p3[0] - p2[0]), dt * (4 * p3[1] - p2[1]));
  }
}

function put({ re, im }: Diagonal, j: number, a: number, b: number): void {
  re[j] = a;
  im[j] = b;
}

type Complex = readonly [re: number, im: number];

/** φ₁, φ₂ and φ₃ at z = a + ib: φ_{k+1} = (φ_k − 1/k!)/z, φ₀ = e^z. */
function phis(a: number, b: number): readonly [Complex, Complex, Complex] {
  const square = a * a + b * b;
  if (square < 1) {
    // φ₃ by its series Σ z^m/(m+3)!, then φ_k = z φ_{k+1} + 1/k!.
    let [re, im] = [0, 0];
    for (let m = 20; m >= 0; m--) [re, im] = [(a * re - b * im) / (m + 4) + 1, (a * im + b * re) / (m + 4)];
    const p3: Complex = [re / 6, im / 6];
    const p2: Complex = [a * p3[0] - b * p3[1] + 0.5, a * p3[1] + b * p3[0]];
    return [[a * p2[0] - b * p2[1] + 1, a * p2[1] + b * p2[0]], p2, p3];
  }
  const over = (re: number, im: number): Complex => [(re * a + im * b) / square, (im * a - re * b) / square];
  const grown = Math.expm1(a);
  const sine = Math.sin(0.5 * b);
  const p1 = over(grown - 2 * (grown + 1) * sine * sine, (grown + 1) * Math.sin(b));
  const p2 = over(p1[0] - 1, p1[1]);
  return [p1, p2, over(p2[0] - 0.5, p2[1])];
}
