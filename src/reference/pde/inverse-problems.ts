import { requireNumber, rng } from "../../core/index.ts";
import { burgers, type PdeProblem, pde } from "../../problems/index.ts";
import { pseudoSpectral } from "../transport/pseudo-spectral.ts";

/** The measurements of an inverse problem. */
export interface MeasurementOptions {
  /** How many values, at random places and times. @defaultValue `200` */
  readonly values?: number;
  /** Standard deviation of their errors; the largest value of the solutions is about 1. @defaultValue `0.01` */
  readonly noise?: number;
  /** Number of the sample: another one has other places, times and errors. @defaultValue `0` */
  readonly sample?: number;
}

/** Parameters of the inverse problem of Burgers' equation. */
export interface InverseBurgersOptions extends MeasurementOptions {
  /** ν with which the values are made. @defaultValue `0.05` */
  readonly viscosity?: number;
}

/**
 * Burgers' equation u_t + u u_x = ν u_xx with ν to be found: from the initial and boundary values of `problems.burgers`, and
 * values of its exact solution with normal errors. ν is sought from three times its true value.
 */
export function inverseBurgers({ viscosity = 0.05, ...given }: InverseBurgersOptions = {}): PdeProblem {
  const { values, noise, sample } = checked(given);
  const { exact } = burgers({ viscosity });
  const random = rng(1000 + sample);
  const points = Array.from({ length: values }, () => [2 * random.uniform() - 1, random.uniform()] as const);
  const measured = points.map(([x, t]) => (exact?.(x, t)[0] as number) + noise * random.normal());
  return pde({
    name: "burgers-inverse",
    domain: { x: [-1, 1], t: [0, 1] },
    derivatives: ["x", "t", "xx"],
    trainable: { nu: { initial: 3 * viscosity, min: 0 } },
    pde: ({ u, ux, ut, uxx, nu }) => ut.add(u.mul(ux)).sub(uxx.mul(nu)),
    conditions: {
      initial: { kind: "initial", value: ({ x }) => x.mul(-Math.PI).sin() },
      walls: { kind: "dirichlet", faces: ["x.min", "x.max"] },
      measured: { kind: "data", points, values: measured, sigma: noise },
    },
    parameters: { viscosity, values, noise, sample },
    exact: (x = 0, t = 0) => exact?.(x, t)[0] as number,
  });
}

/** Parameters of the inverse problem of the Allen–Cahn equation. */
export interface InverseAllenCahnOptions extends MeasurementOptions {
  /** ε with which the values are made. @defaultValue `0.005` */
  readonly diffusivity?: number;
  /** λ with which the values are made. @defaultValue `5` */
  readonly rate?: number;
}

/** Times and Fourier modes of the solution from which values are taken. */
const [times, modes] = [Array.from({ length: 40 }, (_, i) => (i + 1) / 40), 512];

/**
 * The Allen–Cahn equation u_t = ε u_xx + λ (u − u³) on the ring x ∈ [−1, 1), t ∈ [0, 1], u(x, 0) = ½ sin πx − ¼ cos 2πx, with
 * ε and λ to be found from values with normal errors at 40 times, of a solution by 512 Fourier modes at their own points. ε is
 * sought from three times its true value, λ from 0.6 times.
 */
export function inverseAllenCahn({
  diffusivity = 0.005,
  rate = 5,
  ...given
}: InverseAllenCahnOptions = {}): PdeProblem {
  const { values, noise, sample } = checked(given);
  requireNumber("diffusivity", diffusivity, (value) => value >= 1e-3, "at least 1e-3", "0.005");
  requireNumber("rate", rate, (value) => value > 0 && value <= 10, "above 0 and at most 10", "5");
  const { points, measured } = allenCahnValues(diffusivity, rate, { values, noise, sample });
  return pde({
    name: "allen-cahn-inverse",
    domain: { x: [-1, 1], t: [0, 1] },
    derivatives: ["t", "xx"],
    trainable: { epsilon: { initial: 3 * diffusivity, min: 0 }, lambda: { initial: 0.6 * rate, min: 0 } },
    pde: ({ u, ut, uxx, epsilon, lambda }) => ut.sub(uxx.mul(epsilon)).sub(u.sub(u.pow(3)).mul(lambda)),
    conditions: {
      initial: {
        kind: "initial",
        value: ({ x }) => {
          const [once, twice] = [x.mul(Math.PI), x.mul(2 * Math.PI)];
          return once.sin().mul(0.5).sub(twice.cos().mul(0.25));
        },
      },
      ring: { kind: "periodic", coordinate: "x" },
      measured: { kind: "data", points, values: measured, sigma: noise },
    },
    parameters: { diffusivity, rate, values, noise, sample },
  });
}

/** Values with errors at random modes' points and times. */
function allenCahnValues(viscosity: number, rate: number, { values, noise, sample }: Required<MeasurementOptions>) {
  const still = () => 0;
  const initial = (x: number) => Math.sin(Math.PI * x) / 2 - Math.cos(2 * Math.PI * x) / 4;
  const { x, u } = pseudoSpectral(
    { initial, flux: still, speed: still, start: -1, length: 2 },
    { viscosity, source: (v) => rate * (v - v ** 3), points: modes, times, degree: 1, rtol: 1e-8 },
  );
  const random = rng(2000 + sample);
  const places = Array.from({ length: values }, () => [random.integer(times.length), random.integer(modes)] as const);
  return {
    points: places.map(([k, i]) => [x[i] as number, times[k] as number] as const),
    measured: places.map(([k, i]) => (u.data[k * modes + i] as number) + noise * random.normal()),
  };
}

function checked({ values = 200, noise = 0.01, sample = 0 }: MeasurementOptions): Required<MeasurementOptions> {
  requireNumber("values", values, (n) => Number.isInteger(n) && n >= 3, "a whole number from 3", "200");
  requireNumber("noise", noise, (sigma) => sigma > 0, "positive", "0.01");
  requireNumber("sample", sample, (n) => Number.isSafeInteger(n) && n >= 0, "a whole number from 0", "1");
  return { values, noise, sample };
}
