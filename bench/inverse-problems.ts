// Inverse problems whose answer is known: 200 values with 1 % noise at random points.
import { pinn, problems, reference, rng, training } from "sech";

/** A problem to be inverted, and the true values of its scalars. */
export interface Inverse {
  readonly name: string;
  readonly truth: Readonly<Record<string, number>>;
  make(seed: number): problems.PdeProblem;
}

const count = 200;
/** Of the largest value of the solution, which is 1. */
const sigma = 0.01;

/** Burgers' equation with ν to be found. */
export function inverseBurgers(viscosity: number): Inverse {
  const exact = problems.burgers({ viscosity });
  return {
    name: "burgers",
    truth: { nu: viscosity },
    make(seed) {
      const random = rng(1000 + seed);
      const points = Array.from({ length: count }, () => [2 * random.uniform() - 1, random.uniform()] as const);
      const values = points.map(([x, t]) => (exact.exact?.(x, t)[0] ?? Number.NaN) + sigma * random.normal());
      return problems.pde({
        name: "inverse Burgers",
        domain: { x: [-1, 1], t: [0, 1] },
        derivatives: ["x", "t", "xx"],
        trainable: { nu: { initial: 3 * viscosity, min: 0 } },
        pde: ({ u, ux, ut, uxx, nu }) => ut.add(u.mul(ux)).sub(uxx.mul(nu)),
        conditions: {
          initial: { kind: "initial", value: ({ x }) => x.mul(-Math.PI).sin() },
          walls: { kind: "dirichlet", faces: ["x.min", "x.max"] },
          measured: { kind: "data", points, values, sigma },
        },
      });
    },
  };
}

/**
 * The Allen–Cahn equation with the diffusivity and the rate of the reaction to be found, from ½ sin πx − ¼ cos 2πx; the values
 * are those of 512 Fourier modes at their own points.
 */
export function inverseAllenCahn(diffusivity: number, rate: number): Inverse {
  const times = Array.from({ length: 40 }, (_, i) => (i + 1) / 40);
  const still = () => 0;
  const { x, u } = reference.pseudoSpectral(
    {
      initial: (place) => Math.sin(Math.PI * place) / 2 - Math.cos(2 * Math.PI * place) / 4,
      flux: still,
      speed: still,
      start: -1,
      length: 2,
    },
    { viscosity: diffusivity, source: (v) => rate * (v - v ** 3), points: 512, times, degree: 1 },
  );
  return {
    name: "allen-cahn",
    truth: { diffusivity, rate },
    make(seed) {
      const random = rng(2000 + seed);
      const places = Array.from(
        { length: count },
        () => [random.integer(times.length), random.integer(x.length)] as const,
      );
      const points = places.map(([k, i]) => [x[i] as number, times[k] as number] as const);
      const values = places.map(([k, i]) => (u.data[k * x.length + i] as number) + sigma * random.normal());
      return problems.pde({
        name: "inverse Allen–Cahn",
        domain: { x: [-1, 1], t: [0, 1] },
        derivatives: ["t", "xx"],
        trainable: { diffusivity: { initial: 3 * diffusivity, min: 0 }, rate: { initial: 0.6 * rate, min: 0 } },
        pde: ({ u: v, ut, uxx, diffusivity: epsilon, rate: lambda }) =>
          ut.sub(uxx.mul(epsilon)).sub(v.sub(v.pow(3)).mul(lambda)),
        conditions: {
          initial: {
            kind: "initial",
            value: ({ x: place }) => {
              const first = place.mul(Math.PI).sin().mul(0.5);
              return first.sub(
                place
                  .mul(2 * Math.PI)
                  .cos()
                  .mul(0.25),
              );
            },
          },
          ring: { kind: "periodic", coordinate: "x" },
          measured: { kind: "data", points, values, sigma },
        },
      });
    },
  };
}

/** In how many trials every scalar lies in its own 95 % interval, one row a scalar. */
export async function coverage({ name, truth, make }: Inverse, trials: number, threads: number): Promise<void> {
  const inside = new Map(Object.keys(truth).map((scalar) => [scalar, 0]));
  const errors = new Map(Object.keys(truth).map((scalar) => [scalar, 0]));
  let [solves, seconds] = [0, 0];
  for (let seed = 1; seed <= trials; seed++) {
    const began = performance.now();
    const found = await training.estimate(make(seed), pinn.gaussians({ levels: 1 }), { seed, threads });
    solves += found.solves / trials;
    seconds += (performance.now() - began) / 1e3 / trials;
    for (const [scalar, wanted] of Object.entries(truth)) {
      const { value, standardError, interval } = found.scalars[scalar] as training.ScalarEstimate;
      const hit = interval[0] <= wanted && wanted <= interval[1];
      inside.set(scalar, (inside.get(scalar) ?? 0) + (hit ? 1 : 0));
      errors.set(scalar, (errors.get(scalar) ?? 0) + standardError / wanted / trials);
      const told = [value, ...interval].map((number) => number.toPrecision(4)).join(" ");
      const off = ((value - wanted) / standardError).toFixed(2);
      console.error(`${name} seed ${seed}, ${found.status}: ${scalar} ${told}, off by ${off} standard errors`);
    }
  }
  for (const [scalar, wanted] of Object.entries(truth)) {
    const relative = `${(100 * (errors.get(scalar) ?? 0)).toFixed(2)} %`;
    const cells = [name, scalar, wanted.toPrecision(4), relative, `${inside.get(scalar)} of ${trials}`];
    console.log(`| ${[...cells, solves.toFixed(1), seconds.toFixed(1)].join(" | ")} |`);
  }
}
