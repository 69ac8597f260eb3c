import { invalid, requireNumber } from "../../core/index.ts";
import { type Flow, type FlowOptions, flow } from "./flow.ts";

/**
 * A potential in which a tracer moves, in units where G M or v₀² is what the parameters say.
 *
 * `logarithmic`: ½ v₀² ln(core² + x² + y²/q² + z²/qz²). `plummer`: −GM/√(r² + b²). `miyamoto-nagai`:
 * −GM/√(R² + (a + √(z² + b²))²). `bar`: the logarithmic potential, turning with angular velocity Ω about z.
 *
 * Source: J. Binney and S. Tremaine, Galactic Dynamics, 2nd edition (2008), eqs. 2.71a, 2.44a, 2.69a and §3.3.2.
 */
export type Potential =
  | {
      readonly kind: "logarithmic";
      readonly speed?: number;
      readonly core?: number;
      readonly q?: number;
      readonly qz?: number;
    }
  | { readonly kind: "plummer"; readonly mass?: number; readonly b?: number }
  | { readonly kind: "miyamoto-nagai"; readonly mass?: number; readonly a?: number; readonly b?: number }
  | {
      readonly kind: "bar";
      readonly speed?: number;
      readonly core?: number;
      readonly q?: number;
      readonly qz?: number;
      /** Angular velocity Ω of the bar. */
      readonly rotation?: number;
    };

/** The value of a potential, and its gradient into the last argument. */
type Field = (x: number, y: number, z: number, gradient: Float64Array) => number;

/** Options of `orbit`. */
export interface OrbitOptions extends FlowOptions {
  /** @defaultValue `{ kind: "logarithmic", speed: 1, core: 0.14, q: 0.9, qz: 1 }` */
  readonly potential?: Potential;
  /** Position and velocity; for the bar in its turning frame. @defaultValue `[1, 0, 0, 0, 0.6, 0]` */
  readonly start?: readonly [x: number, y: number, z: number, vx: number, vy: number, vz: number];
}

/** Names of an orbit's series: coordinates, radius, velocities and the angular momentum about z. */
export type OrbitSeries = "x" | "y" | "z" | "r" | "vx" | "vy" | "vz" | "lz";

/**
 * A tracer in a potential. Its drift is that of the energy or, for the bar, whose frame turns, of the Jacobi integral
 * E − Ω L; the angular momentum is that in the frame at rest.
 */
export function orbit(options: OrbitOptions): Flow<OrbitSeries> {
  const { potential = { kind: "logarithmic" }, start = [1, 0, 0, 0, 0.6, 0], dt = 0.1, rtol = 1e-13 } = options;
  const omega = potential.kind === "bar" ? (potential.rotation ?? 0.5) : 0;
  const field = fieldOf(potential);
  const gradient = new Float64Array(3);
  const unused = new Float64Array(3);
  return flow(
    {
      rhs(_, u, out) {
        const [x = 0, y = 0, z = 0, vx = 0, vy = 0] = [u[0], u[1], u[2], u[3], u[4]];
        field(x, y, z, gradient);
        out[0] = vx;
        out[1] = vy;
        out[2] = u[5] as number;
        out[3] = -(gradient[0] as number) + omega * (2 * vy + omega * x);
        out[4] = -(gradient[1] as number) - omega * (2 * vx - omega * y);
        out[5] = -(gradient[2] as number);
      },
      y0: start,
      series: {
        x: (u) => u[0] as number,
        y: (u) => u[1] as number,
        z: (u) => u[2] as number,
        r: (u) => Math.hypot(u[0] as number, u[1] as number, u[2] as number),
        vx: (u) => u[3] as number,
        vy: (u) => u[4] as number,
        vz: (u) => u[5] as number,
        lz: (u) => {
          const [x = 0, y = 0, vx = 0, vy = 0] = [u[0], u[1], u[3], u[4]];
          return x * (vy + omega * x) - y * (vx - omega * y);
        },
      },
      conserved: {
        name: potential.kind === "bar" ? "jacobi" : "energy",
        value: (u) => {
          const [x = 0, y = 0, z = 0, vx = 0, vy = 0, vz = 0] = [u[0], u[1], u[2], u[3], u[4], u[5]];
          const kinetic = 0.5 * (vx * vx + vy * vy + vz * vz);
          return kinetic + field(x, y, z, unused) - 0.5 * omega * omega * (x * x + y * y);
        },
        scale: 1e-3,
      },
    },
    { ...options, dt, rtol },
  );
}

function fieldOf(potential: Potential): Field {
  for (const [name, value] of Object.entries(potential)) {
    if (name !== "kind") requireNumber(`potential.${name}`, value, (number) => number >= 0, "zero or positive");
  }
  switch (potential.kind) {
    case "logarithmic":
    case "bar": {
      const { speed = 1, core = 0.14, q = 0.9, qz = 1 } = potential;
      return (x, y, z, gradient) => {
        const s = core * core + x * x + (y * y) / (q * q) + (z * z) / (qz * qz);
        const pull = (speed * speed) / s;
        gradient[0] = pull * x;
        gradient[1] = (pull * y) / (q * q);
        gradient[2] = (pull * z) / (qz * qz);
        return 0.5 * speed * speed * Math.log(s);
      };
    }
    case "plummer": {
      const { mass = 1, b = 0.5 } = potential;
      return (x, y, z, gradient) => {
        const s = 1 / Math.sqrt(x * x + y * y + z * z + b * b);
        const pull = mass * s ** 3;
        gradient[0] = pull * x;
        gradient[1] = pull * y;
        gradient[2] = pull * z;
        return -mass * s;
      };
    }
    case "miyamoto-nagai": {
      const { mass = 1, a = 1, b = 0.2 } = potential;
      return (x, y, z, gradient) => {
        const height = Math.sqrt(z * z + b * b);
        const s = 1 / Math.sqrt(x * x + y * y + (a + height) ** 2);
        const pull = mass * s ** 3;
        gradient[0] = pull * x;
        gradient[1] = pull * y;
        gradient[2] = (pull * z * (a + height)) / height;
        return -mass * s;
      };
    }
    default:
      throw invalid({
        what: 'potential.kind must be "logarithmic", "plummer", "miyamoto-nagai" or "bar"',
        got: (potential satisfies never as { readonly kind: unknown }).kind,
        path: "potential",
      });
  }
}
