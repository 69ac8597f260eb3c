import { field, type Grid, invalid, requireNumber } from "../core/index.ts";
import { add, type Complex, conjugate, divide, modulus, multiply, polar, subtract } from "./complex.ts";
import type { CoupledProblem, FieldPair } from "./coupled.ts";
import { type Equation, focusing } from "./equation.ts";
import { imagesVanish, type UnitSoliton } from "./n-soliton.ts";

/** Parameters of N vector solitons; all lists have one length. */
export interface VectorSolitonsOptions extends Equation {
  /** Peaks of √(|ψ₁|² + |ψ₂|²) of each alone. @defaultValue `[1.2, 1]` */
  readonly amplitudes?: readonly number[];
  /** Positions at t = 0 of each alone. @defaultValue `[-8, 8]` */
  readonly positions?: readonly number[];
  /** @defaultValue `[1, -1]` */
  readonly velocities?: readonly number[];
  /** θ of each alone, ψ₁ : ψ₂ = cos θ : e^{iφ} sin θ, in radians. @defaultValue `[0.2, 1]` */
  readonly angles?: readonly number[];
  /** φ of each. @defaultValue all 0 */
  readonly phases?: readonly number[];
}

/** A vector soliton of the bare equation: λ = A + iv, its peak as a vector, and where it is. */
interface Component {
  readonly lambda: Complex;
  readonly peak: readonly [first: Complex, second: Complex];
  readonly position: number;
}

const mostSolitons = 16;

/**
 * The exact solution of N colliding solitons of Manakov's equation on the line, seen on a ring. The parameters are those that
 * each soliton has where the others are far to its one side; a collision moves them and, unless the polarizations are
 * parallel or orthogonal, turns the polarizations: the components exchange mass within each soliton, which is the mark of
 * this equation. At times when the images on the ring are above 1e-9, `exact` is null.
 *
 * S. V. Manakov, Sov. Phys. JETP 38 (1974) 248; R. Radhakrishnan, M. Lakshmanan & J. Hietarinta, Phys. Rev. E 56 (1997)
 * 2213; as Gram determinants M. Vijayajayanthi, T. Kanna & M. Lakshmanan, Eur. Phys. J. Spec. Top. 173 (2009) 57.
 */
export function vectorSolitons(options: VectorSolitonsOptions = {}): CoupledProblem {
  const { amplitudes = [1.2, 1], positions = [-8, 8], velocities = [1, -1], angles = [0.2, 1] } = options;
  const phases = options.phases === undefined || options.phases.length === 0 ? amplitudes.map(() => 0) : options.phases;
  requireLists({ amplitudes, positions, velocities, angles, phases });
  const scaling = focusing(options);
  const solitons = amplitudes.map(
    (amplitude, j): UnitSoliton => ({
      amplitude: scaling.toUnitAmplitude(amplitude),
      velocity: scaling.toUnitLength(velocities[j] as number),
      position: scaling.toUnitLength(positions[j] as number),
      phase: 0,
    }),
  );
  const parts = solitons.map(({ amplitude, velocity, position }, j): Component => {
    const [theta, phi] = [angles[j] as number, phases[j] as number];
    return {
      lambda: [amplitude, velocity],
      peak: [[2 * amplitude * Math.cos(theta), 0], polar(2 * amplitude * Math.sin(theta), phi)],
      position,
    };
  });
  const at = (grid: Grid, t: number): FieldPair => {
    const pair: FieldPair = [field("x", grid.points), field("x", grid.points)];
    const height = Math.sqrt(scaling.nonlinearity);
    grid.x.forEach((x, j) => {
      pointwise(parts, scaling.toUnitLength(x), t).forEach(([re, im], i) => {
        const component = pair[i as 0 | 1];
        component.re[j] = re / height;
        component.im[j] = im / height;
      });
    });
    return pair;
  };
  return {
    kind: "coupled",
    name: "vector-solitons",
    dispersion: scaling.dispersion,
    nonlinearity: scaling.nonlinearity,
    coupling: 1,
    parameters: Object.fromEntries(
      Object.entries({
        amplitude: amplitudes,
        position: positions,
        velocity: velocities,
        angle: angles,
        phase: phases,
      }).flatMap(([name, values]) => values.map((value, j) => [`${name}${j + 1}`, value] as const)),
    ),
    initial: (grid) => at(grid, 0),
    exact(grid, t) {
      const ends = [grid.start, grid.start + grid.length].map(scaling.toUnitLength) as [number, number];
      return imagesVanish(solitons, ends, t) ? at(grid, t) : null;
    },
  };
}

/**
 * ψ_s = Σ_j α_j^s y_j, (1 + A B) y = e^η with A_ij = e^{η_i + η_j*}/(λ_i + λ_j*) and B_ij = α_i†α_j/(λ_i* + λ_j). It is solved
 * as two coupled systems for y and B y, scaled so that no coefficient exceeds its size at the soliton's centre: as a
 * product A B would lose all digits between solitons that are far apart.
 */
function pointwise(parts: readonly Component[], x: number, t: number): readonly [first: Complex, second: Complex] {
  const n = parts.length;
  const rows: Complex[][] = Array.from({ length: 2 * n }, () =>
    Array.from({ length: 2 * n + 1 }, (): Complex => [0, 0]),
  );
  const small: { readonly factor: Complex; readonly ahead: boolean }[] = parts.map(({ lambda: [a, v], position }) => {
    const log = a * (x - position - v * t);
    const phase = v * x + 0.5 * (a * a - v * v) * t;
    return { factor: log > 0 ? polar(Math.exp(-log), -phase) : polar(Math.exp(log), phase), ahead: log <= 0 };
  });
  parts.forEach(({ lambda, peak }, i) => {
    const [upper, lower] = [rows[i] as Complex[], rows[n + i] as Complex[]];
    const { factor, ahead } = small[i] as (typeof small)[number];
    upper[2 * n] = [1, 0];
    upper[n + i] = ahead ? [1, 0] : factor;
    parts.forEach((other, j) => {
      upper[j] = divide([1, 0], add(lambda, conjugate(other.lambda)));
      const product = peak.reduce<Complex>(
        (total, value, s) => add(total, multiply(conjugate(value), other.peak[s as 0 | 1])),
        [0, 0],
      );
      const coupling = divide(product, add(conjugate(lambda), other.lambda));
      const own = ahead ? multiply(conjugate(factor), coupling) : coupling;
      const column = small[j] as (typeof small)[number];
      lower[n + j] = column.ahead ? multiply(own, column.factor) : own;
    });
    lower[i] = ahead ? [-1, 0] : multiply([-1, 0], conjugate(factor));
  });
  const solution = solve(rows);
  return [0, 1].map((s) =>
    parts.reduce<Complex>(
      (total, { peak }, j) => {
        const { factor, ahead } = small[j] as (typeof small)[number];
        const y = solution[n + j] as Complex;
        return add(total, multiply(peak[s as 0 | 1], ahead ? multiply(factor, y) : y));
      },
      [0, 0],
    ),
  ) as [Complex, Complex];
}

/** The solution of a small complex system, whose right-hand side is the last column, by elimination with row exchanges. */
function solve(rows: Complex[][]): Complex[] {
  const n = rows.length;
  for (let c = 0; c < n; c++) {
    const pivot = rows.reduce((best, row, r) => {
      return r >= c && modulus(row[c] as Complex) > modulus(rows[best]?.[c] as Complex) ? r : best;
    }, c);
    [rows[c], rows[pivot]] = [rows[pivot] as Complex[], rows[c] as Complex[]];
    const top = rows[c] as Complex[];
    for (const row of rows.slice(c + 1)) {
      const factor = divide(row[c] as Complex, top[c] as Complex);
      for (let k = c; k <= n; k++) row[k] = subtract(row[k] as Complex, multiply(factor, top[k] as Complex));
    }
  }
  const out: Complex[] = [];
  for (let r = n - 1; r >= 0; r--) {
    const row = rows[r] as Complex[];
    let value = row[n] as Complex;
    for (let k = r + 1; k < n; k++) value = subtract(value, multiply(row[k] as Complex, out[k] as Complex));
    out[r] = divide(value, row[r] as Complex);
  }
  return out;
}

function requireLists(lists: Readonly<Record<string, readonly number[]>>): void {
  const count = lists["amplitudes"]?.length ?? 0;
  if (count < 1 || count > mostSolitons) {
    throw invalid({ what: `initial.amplitudes must have 1 to ${mostSolitons} values`, got: count });
  }
  for (const [name, values] of Object.entries(lists)) {
    if (values.length !== count) {
      throw invalid({ what: `initial.${name} must have ${count} values, as many as amplitudes`, got: values.length });
    }
    const positive = name === "amplitudes";
    values.forEach((value, j) => {
      const wanted = positive ? "positive" : "a finite number";
      requireNumber(`initial.${name}[${j}]`, value, (number) => !positive || number > 0, wanted);
    });
  }
  const { amplitudes, velocities } = lists as Record<"amplitudes" | "velocities", readonly number[]>;
  amplitudes.forEach((amplitude, j) => {
    if (!amplitudes.some((a, k) => k < j && a === amplitude && velocities[k] === velocities[j])) return;
    const got = { amplitude, velocity: velocities[j] };
    throw invalid({ what: "solitons must differ in amplitude or velocity", got });
  });
}
