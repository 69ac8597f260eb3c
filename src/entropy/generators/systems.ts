import { type Flow, type FlowOptions, flow } from "./flow.ts";

/**
 * x′ = σ(y − x), y′ = x(ρ − z) − y, z′ = xy − βz; chaotic at the default ρ = 28 (below 24.74 it settles).
 *
 * Source: E. N. Lorenz, Journal of the Atmospheric Sciences 20 (1963) 130–141.
 */
export function lorenz(
  options: FlowOptions & {
    /** @defaultValue `10` */
    readonly sigma?: number;
    /** @defaultValue `28` */
    readonly rho?: number;
    /** @defaultValue `8/3` */
    readonly beta?: number;
    /** @defaultValue `[1, 1, 1]` */
    readonly start?: readonly [x: number, y: number, z: number];
  },
): Flow<"x" | "y" | "z"> {
  const { sigma = 10, rho = 28, beta = 8 / 3, start = [1, 1, 1], dt = 0.01, skip = 20 } = options;
  return flow(
    {
      rhs(_, u, out) {
        const [x = 0, y = 0, z = 0] = [u[0], u[1], u[2]];
        out[0] = sigma * (y - x);
        out[1] = x * (rho - z) - y;
        out[2] = x * y - beta * z;
      },
      y0: start,
      series: { x: (u) => u[0] as number, y: (u) => u[1] as number, z: (u) => u[2] as number },
    },
    { ...options, dt, skip },
  );
}

/**
 * x′ = −y − z, y′ = x + ay, z′ = b + z(x − c).
 *
 * Source: O. E. Rössler, Physics Letters A 57 (1976) 397–398.
 */
export function rossler(
  options: FlowOptions & {
    /** @defaultValue `0.2` */
    readonly a?: number;
    /** @defaultValue `0.2` */
    readonly b?: number;
    /** @defaultValue `5.7` */
    readonly c?: number;
    /** @defaultValue `[1, 1, 1]` */
    readonly start?: readonly [x: number, y: number, z: number];
  },
): Flow<"x" | "y" | "z"> {
  const { a = 0.2, b = 0.2, c = 5.7, start = [1, 1, 1], dt = 0.1, skip = 200 } = options;
  return flow(
    {
      rhs(_, u, out) {
        const [x = 0, y = 0, z = 0] = [u[0], u[1], u[2]];
        out[0] = -y - z;
        out[1] = x + a * y;
        out[2] = b + z * (x - c);
      },
      y0: start,
      series: { x: (u) => u[0] as number, y: (u) => u[1] as number, z: (u) => u[2] as number },
    },
    { ...options, dt, skip },
  );
}

/**
 * Two point masses on rigid rods, angles from the downward vertical, in SI units: positions of both masses, angles,
 * and the angular momentum about the pivot. The drift is that of the energy on the scale (m₁ + m₂) g l₁ + m₂ g l₂.
 */
export function doublePendulum(
  options: FlowOptions & {
    /** m. @defaultValue `[1, 1]` */
    readonly rods?: readonly [l1: number, l2: number];
    /** kg. @defaultValue `[1, 1]` */
    readonly masses?: readonly [m1: number, m2: number];
    /** m/s². @defaultValue `9.80665` */
    readonly gravity?: number;
    /** Angles in radians. @defaultValue `[2π/3, −π/18]`, 120° and −10° */
    readonly angles?: readonly [theta1: number, theta2: number];
    /** rad/s. @defaultValue `[0, 0]` */
    readonly velocities?: readonly [omega1: number, omega2: number];
  },
): Flow<"x1" | "y1" | "x2" | "y2" | "angle1" | "angle2" | "lz"> {
  const { rods = [1, 1], masses = [1, 1], gravity: g = 9.80665, dt = 2 ** -6 } = options;
  const { angles = [(2 * Math.PI) / 3, -Math.PI / 18], velocities = [0, 0] } = options;
  const [l1, l2] = rods;
  const [m1, m2] = masses;
  const energy = (y: ArrayLike<number>) => {
    const [a1 = 0, a2 = 0, w1 = 0, w2 = 0] = [y[0], y[1], y[2], y[3]];
    const kinetic =
      0.5 * (m1 + m2) * (l1 * w1) ** 2 + 0.5 * m2 * (l2 * w2) ** 2 + m2 * l1 * l2 * w1 * w2 * Math.cos(a1 - a2);
    return kinetic - (m1 + m2) * g * l1 * Math.cos(a1) - m2 * g * l2 * Math.cos(a2);
  };
  return flow(
    {
      rhs(_, y, out) {
        const [a1 = 0, a2 = 0, w1 = 0, w2 = 0] = [y[0], y[1], y[2], y[3]];
        const s = Math.sin(a1 - a2);
        const c = Math.cos(a1 - a2);
        const inertia = m1 + m2 * s * s;
        const pull1 = -(m1 + m2) * g * Math.sin(a1) - m2 * l2 * w2 * w2 * s;
        const pull2 = l1 * w1 * w1 * s - g * Math.sin(a2);
        out[0] = w1;
        out[1] = w2;
        out[2] = (pull1 - m2 * c * pull2) / (l1 * inertia);
        out[3] = ((m1 + m2) * pull2 - c * pull1) / (l2 * inertia);
      },
      y0: [...angles, ...velocities],
      series: {
        x1: (y) => l1 * Math.sin(y[0] as number),
        y1: (y) => -l1 * Math.cos(y[0] as number),
        x2: (y) => l1 * Math.sin(y[0] as number) + l2 * Math.sin(y[1] as number),
        y2: (y) => -l1 * Math.cos(y[0] as number) - l2 * Math.cos(y[1] as number),
        angle1: (y) => y[0] as number,
        angle2: (y) => y[1] as number,
        lz(y) {
          const [a1 = 0, a2 = 0, w1 = 0, w2 = 0] = [y[0], y[1], y[2], y[3]];
          const cross = l1 * l2 * Math.cos(a1 - a2) * (w1 + w2);
          return (m1 + m2) * l1 ** 2 * w1 + m2 * (l2 ** 2 * w2 + cross);
        },
      },
      conserved: { name: "energy", value: energy, scale: (m1 + m2) * g * l1 + m2 * g * l2 },
    },
    { ...options, dt },
  );
}

/**
 * x″ = −x − 2xy, y″ = −y − x² + y², with energy ½(x′² + y′² + x² + y²) + x²y − y³/3; bound below 1/6. The
 * angular momentum xy′ − yx′ is a series, not a constant.
 *
 * Source: M. Hénon and C. Heiles, The Astronomical Journal 69 (1964) 73–79.
 */
export function henonHeiles(
  options: FlowOptions & {
    /** (x, y, x′, y′). @defaultValue `[0, −0.15, 0.53, 0]`, of energy 0.1528, chaotic */
    readonly start?: readonly [x: number, y: number, vx: number, vy: number];
  },
): Flow<"x" | "y" | "vx" | "vy" | "lz"> {
  const { start = [0, -0.15, 0.53, 0.0], dt = 0.5 } = options;
  return flow(
    {
      rhs(_, u, out) {
        const [x = 0, y = 0] = [u[0], u[1]];
        out[0] = u[2] as number;
        out[1] = u[3] as number;
        out[2] = -x - 2 * x * y;
        out[3] = -y - x * x + y * y;
      },
      y0: start,
      series: {
        x: (u) => u[0] as number,
        y: (u) => u[1] as number,
        vx: (u) => u[2] as number,
        vy: (u) => u[3] as number,
        lz: (u) => (u[0] as number) * (u[3] as number) - (u[1] as number) * (u[2] as number),
      },
      conserved: {
        name: "energy",
        value: (u) => {
          const [x = 0, y = 0, vx = 0, vy = 0] = [u[0], u[1], u[2], u[3]];
          return 0.5 * (vx * vx + vy * vy + x * x + y * y) + x * x * y - y ** 3 / 3;
        },
        scale: 1e-3,
      },
    },
    { ...options, dt },
  );
}
