import { type Activation, requireNumber } from "../core/index.ts";
import { isHard, type PdeProblem } from "../problems/index.ts";
import type { Model } from "../training/index.ts";
import { bindNetwork } from "./network-model.ts";
import { planFor } from "./plan.ts";

/** Shape of a network on Fourier features. */
export interface FourierOptions {
  /** Neurons of a hidden layer. @defaultValue `20` */
  readonly width?: number;
  /** Hidden layers. @defaultValue `2` */
  readonly depth?: number;
  /** Frequencies; each gives a cosine and a sine. @defaultValue `10` */
  readonly features?: number;
  /** Standard deviation of the frequencies, in periods over half a domain. @defaultValue `0.5` */
  readonly scale?: number;
  /** @defaultValue `"tanh"` */
  readonly activation?: Activation;
}

/**
 * A multilayer perceptron of random Fourier features cos 2πf·z and sin 2πf·z, f normal with the seed of the training and z
 * the coordinates mapped to [−1, 1] (for periodic ones the cosine and sine of their first harmonic).
 *
 * M. Tancik et al., Adv. Neural Inf. Process. Syst. 33 (2020) 7537.
 */
export function fourier(options: FourierOptions = {}): Model<PdeProblem> {
  const { width = 20, depth = 2, features = 10, scale = 0.5, activation = "tanh" } = options;
  for (const [name, value] of Object.entries({ width, depth, features })) {
    requireNumber(`model.${name}`, value, (n) => Number.isInteger(n) && n > 0, "a positive whole number", "20");
  }
  requireNumber("model.scale", scale, (s) => s > 0, "positive", "0.5");
  return {
    name: "fourier",
    settings: { width, depth, features, scale, activation },
    bind(problem, random) {
      const periodic = Object.values(problem.conditions).filter(
        (condition) => condition.kind === "periodic" && isHard(condition),
      ).length;
      const inputs = problem.coordinates.length + periodic;
      const draw = () => Array.from({ length: inputs }, () => scale * random.normal());
      const frequencies = Array.from({ length: features }, draw);
      return bindNetwork(problem, { width, depth, activation, harmonics: 1, fourier: frequencies });
    },
    plan: planFor,
  };
}
