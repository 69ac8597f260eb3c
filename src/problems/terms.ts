/** A real potential V(x, t), dimensionless like the energy per |ψ|². */
export interface Potential {
  /** V at a point of the domain and a time. */
  value(x: number, t: number): number;
  /** Whether V depends on time; a potential that does not is sampled once. @defaultValue `true` */
  readonly timeDependent?: boolean;
  /** The formula, for files and reports. */
  readonly text?: string;
}

/** A coefficient that depends on time. */
export interface TimeFunction {
  value(t: number): number;
  /** The formula, for files and reports. */
  readonly text?: string;
}

/** A layer at both ends of the domain that absorbs what comes in: −σ(x) ψ on the right of ψ_t. */
export interface Absorber {
  /**
   * Width of the layer at each end. With width 20 and strength 4, of a packet of wavenumber 1, 2 or 4 (β = 1) a share of
   * 8e-7, 4e-11 and 3e-9 of the mass is reflected or let through, measured.
   */
  readonly width: number;
  /** σ at the ends of the domain, where it is largest; it falls to 0 as the cube of the distance into the layer. */
  readonly strength: number;
}

/**
 * The terms beyond the cubic equation:
 *
 * i ψ_t + (β/2) ψ_xx − i(β₃/6) ψ_xxx − (β₄/24) ψ_xxxx + γ |ψ|² ψ + i s (|ψ|²ψ)_x + i g ψ (|ψ|²)_x − V ψ + i(α/2) ψ + iσψ = 0,
 *
 * so that a small wave e^{i(kx − ωt)} has ω = (β/2) k² + (β₃/6) k³ + (β₄/24) k⁴, and V, σ, s and g zero leave |ψ|² decaying as
 * exp(−αt). Hirota's equation is s = −g = −β₃γ/β, the Sasa–Satsuma equation s = −2g = −β₃γ/β, the derivative equation γ = g = 0.
 *
 * Y. Kodama & A. Hasegawa, IEEE J. Quantum Electron. 23 (1987) 510.
 */
export interface Terms {
  /** V. @defaultValue none */
  readonly potential?: Potential;
  /** γ(t) in place of the problem's constant γ. @defaultValue none */
  readonly nonlinearityOverTime?: TimeFunction;
  /** α or α(t), the rate at which |ψ|² is lost; negative for gain. @defaultValue `0` */
  readonly loss?: number | TimeFunction;
  /** β₃. @defaultValue `0` */
  readonly thirdOrder?: number;
  /** β₄. @defaultValue `0` */
  readonly fourthOrder?: number;
  /** s. @defaultValue `0` */
  readonly selfSteepening?: number;
  /** g. @defaultValue `0` */
  readonly intensitySlope?: number;
  /** σ. @defaultValue none */
  readonly absorber?: Absorber;
}
