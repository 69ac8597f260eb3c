import { type Field, field, type Grid, invalid, requireNumber } from "../core/index.ts";
import { type GroundState, groundState } from "./ground-state.ts";
import { discretisePlane, type PlaneSystem, planeTail } from "./plane.ts";

/** Parameters of a condensate that swings in a harmonic trap. */
export interface CondensateOptions {
  /** β. @defaultValue `1` */
  readonly dispersion?: number;
  /** γ; negative is repulsive. @defaultValue `-1` */
  readonly nonlinearity?: number;
  /** ∫ |ψ|². @defaultValue `20` */
  readonly mass?: number;
  /** Angular frequencies Ω of the trap V = (Ω_x²x² + Ω_y²y²)/(2β) along x and y. @defaultValue `[1, 1]` */
  readonly frequencies?: readonly [x: number, y: number];
  /** Centre at t = 0. @defaultValue `[1.5, 0]` */
  readonly position?: readonly [x: number, y: number];
  /** Velocity of the centre at t = 0. @defaultValue `[0, 1]` */
  readonly velocity?: readonly [x: number, y: number];
}

/** A condensate on a plane, and how well its shape solves the stationary equation. */
export interface Condensate {
  readonly system: PlaneSystem;
  readonly groundState: Omit<GroundState, "psi">;
}

/**
 * The ground state φ of a harmonic trap, displaced and set in motion: it swings without changing its shape, whatever γ, so that
 *
 * ψ(r, t) = φ(r − R) exp(i V·(r − R/2)/β − iμt), R_x = X cos Ω_x t + (U/Ω_x) sin Ω_x t, V = R′,
 *
 * is exact as long as its tails stay off the ends of the box, and as exact as φ (its residual times t).
 *
 * W. Kohn, Phys. Rev. 123 (1961) 1242; J. F. Dobson, Phys. Rev. Lett. 73 (1994) 2244.
 */
export function swingingCondensate(
  options: CondensateOptions,
  grids: { readonly x: Grid; readonly y: Grid },
): Condensate {
  const { dispersion = 1, nonlinearity = -1, mass = 20, position = [1.5, 0], velocity = [0, 1] } = options;
  const { frequencies = [1, 1] } = options;
  requireNumber("equation.dispersion", dispersion, (value) => value > 0, "positive", "1");
  requireNumber("initial.mass", mass, (value) => value > 0, "positive", "20");
  requirePair("frequencies", frequencies, (value) => value > 0, "positive");
  requirePair("position", position, () => true, "a finite number");
  requirePair("velocity", velocity, () => true, "a finite number");
  const [wx, wy] = frequencies;
  const still = discretisePlane(
    {
      dispersion,
      nonlinearity,
      potential: (x, y) => (0.5 / dispersion) * ((wx * x) ** 2 + (wy * y) ** 2),
      initial: (x, y) => [Math.exp((-0.5 / dispersion) * (wx * x * x + wy * y * y)), 0],
    },
    grids,
  );
  const { psi, ...found } = groundState(still, { mass, tolerance: 1e-10 });
  const why = nonlinearity > 0 ? "an attractive condensate of too much mass collapses" : "the grid may be too coarse";
  if (found.status !== "success" && found.residual > 1e-8) {
    const got = `${found.status}, residual ${found.residual}`;
    throw invalid({ what: "the relaxation to the ground state failed", got, why, attempt: "a smaller initial.mass" });
  }
  const tail = planeTail(still, psi);
  if (tail > 1e-6) {
    const got = `a share of ${tail.toExponential(1)} in the upper third of the spectrum`;
    throw invalid({
      what: "the ground state is not resolved",
      got,
      why,
      attempt: "a smaller initial.mass, more points",
    });
  }
  const exact = (t: number): Field<"x"> => {
    const along = [0, 1].map((i) => {
      const [w, x0, v0] = [frequencies[i], position[i], velocity[i]] as [number, number, number];
      const [c, s] = [Math.cos(w * t), Math.sin(w * t)];
      return { centre: x0 * c + (v0 / w) * s, speed: v0 * c - x0 * w * s };
    }) as [Swing, Swing];
    return moved(still, psi, along, found.chemicalPotential * t);
  };
  return { system: { ...still, initial: exact(0), exact }, groundState: found };
}

interface Swing {
  readonly centre: number;
  readonly speed: number;
}

/** φ(r − R) exp(i V·(r − R/2)/β − i turn), shifted by its Fourier series. */
function moved(
  { x, y, kernels, dispersion }: PlaneSystem,
  psi: Field<"x">,
  [alongX, alongY]: readonly [Swing, Swing],
  turn: number,
): Field<"x"> {
  const out = field("x", [psi.re.slice(), psi.im.slice()]);
  const fft = kernels.fft2(y.points, x.points);
  const rotate = (angle: (ix: number, iy: number) => number) => {
    out.re.forEach((re, i) => {
      const im = out.im[i] as number;
      const phase = angle(i % x.points, Math.floor(i / x.points));
      const [c, s] = [Math.cos(phase), Math.sin(phase)];
      out.re[i] = re * c - im * s;
      out.im[i] = re * s + im * c;
    });
  };
  fft.forward(out.re, out.im);
  rotate((ix, iy) => -(x.k[ix] as number) * alongX.centre - (y.k[iy] as number) * alongY.centre);
  fft.inverse(out.re, out.im);
  const phase = ({ centre, speed }: Swing, place: number) => (speed * (place - 0.5 * centre)) / dispersion;
  rotate((ix, iy) => phase(alongX, x.x[ix] as number) + phase(alongY, y.x[iy] as number) - turn);
  return out;
}

function requirePair(name: string, values: readonly number[], rule: (value: number) => boolean, wanted: string): void {
  if (values.length !== 2) throw invalid({ what: `initial.${name} must be two numbers`, got: values });
  values.forEach((value, i) => {
    requireNumber(`initial.${name}[${i}]`, value, rule, wanted);
  });
}
