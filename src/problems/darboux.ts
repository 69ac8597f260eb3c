import { add, type Complex, conjugate, modulus, multiply, subtract } from "./complex.ts";

/** A soliton of the bare equation β = γ = 1 as seen at one point: its λ = A + iv and the logarithm of its exponential γ. */
export interface DarbouxSoliton {
  readonly lambda: Complex;
  /** A(x − x₀ − vt) + i(vx + ½(A² − v²)t + φ) */
  readonly log: Complex;
}

/** A solution of the Zakharov–Shabat system at one point, up to a factor: its larger component is about 1. */
type Spinor = readonly [upper: Complex, lower: Complex];

/**
 * The N-soliton at one point by N Darboux transformations of the zero solution: for every soliton in turn
 * ψ ← ψ + 2A f g* / (|f|² + |g|²) with its spinor (f, g), after which the other spinors are multiplied by ζ − S, of which
 * (f, g) and its orthogonal complement are the eigenvectors with eigenvalues ζ − ζ₁ and ζ − ζ₁*, ζ = (iA − v)/2.
 *
 * Every spinor is rescaled after every transformation, so nothing overflows. With the largest amplitude first, 8 sech x
 * comes out with 15 digits; the determinant formula loses 10 of them, the condition of the Cauchy matrix 1/(λ_j + λ_k*).
 *
 * V. B. Matveev & M. A. Salle, Darboux Transformations and Solitons (Springer, 1991), chapter 4.
 */
export function darboux(solitons: readonly DarbouxSoliton[]): Complex {
  const spinors = solitons.map(({ log }) => spinorOf(log));
  const zeta = solitons.map(({ lambda: [a, v] }): Complex => [-v / 2, a / 2]);
  let psi: Complex = [0, 0];
  for (let j = 0; j < solitons.length; j++) {
    const [f, g] = spinors[j] as Spinor;
    const size = norm(f) + norm(g);
    const amplitude = (solitons[j] as DarbouxSoliton).lambda[0];
    psi = add(psi, scaled((2 * amplitude) / size, multiply(f, conjugate(g))));
    const own = zeta[j] as Complex;
    for (let k = j + 1; k < solitons.length; k++) {
      const [p, q] = spinors[k] as Spinor;
      // Parts along (f, g) and along (−g*, f*).
      const along = multiply(
        subtract(zeta[k] as Complex, own),
        add(multiply(conjugate(f), p), multiply(conjugate(g), q)),
      );
      const across = multiply(subtract(zeta[k] as Complex, conjugate(own)), subtract(multiply(f, q), multiply(g, p)));
      const upper = subtract(multiply(along, f), multiply(across, conjugate(g)));
      const lower = add(multiply(along, g), multiply(across, conjugate(f)));
      const scale = 1 / Math.max(modulus(upper), modulus(lower));
      spinors[k] = [scaled(scale, upper), scaled(scale, lower)];
    }
  }
  return psi;
}

/** (γ, 1) or (1, 1/γ), whichever is bounded. */
function spinorOf([log, phase]: Complex): Spinor {
  const small = Math.exp(-Math.abs(log));
  return log > 0
    ? [
        [1, 0],
        [small * Math.cos(phase), -small * Math.sin(phase)],
      ]
    : [
        [small * Math.cos(phase), small * Math.sin(phase)],
        [1, 0],
      ];
}

const norm = ([re, im]: Complex): number => re * re + im * im;
const scaled = (factor: number, [re, im]: Complex): Complex => [factor * re, factor * im];
