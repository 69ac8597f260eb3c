// Inverse problems whose answer is known: 200 values with 1 % noise at random points.
import { pinn, type problems, reference, training } from "sech";

/** A problem to be inverted, and the true values of its scalars. */
export interface Inverse {
  readonly name: string;
  readonly truth: Readonly<Record<string, number>>;
  make(sample: number): problems.PdeProblem;
}

/** Burgers' equation with ν to be found. */
export function inverseBurgers(viscosity: number): Inverse {
  return {
    name: "burgers",
    truth: { nu: viscosity },
    make: (sample) => reference.inverseBurgers({ viscosity, sample }),
  };
}

/** The Allen–Cahn equation with the diffusivity and the rate of the reaction to be found. */
export function inverseAllenCahn(diffusivity: number, rate: number): Inverse {
  return {
    name: "allen-cahn",
    truth: { epsilon: diffusivity, lambda: rate },
    make: (sample) => reference.inverseAllenCahn({ diffusivity, rate, sample }),
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
