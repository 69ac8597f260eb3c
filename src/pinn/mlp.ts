import { type Activation, requireNumber } from "../core/index.ts";
import type { PdeProblem } from "../problems/index.ts";
import type { Model } from "../training/index.ts";
import { bindNetwork } from "./network-model.ts";
import { planFor } from "./plan.ts";

/** Shape of a multilayer perceptron. */
export interface MlpOptions {
  /** Neurons of a hidden layer. @defaultValue `20` */
  readonly width?: number;
  /** Hidden layers. @defaultValue `3` */
  readonly depth?: number;
  /** @defaultValue `"tanh"` */
  readonly activation?: Activation;
  /** Harmonics of every periodic coordinate that the first layer is given. @defaultValue `3` */
  readonly harmonics?: number;
}

/**
 * A multilayer perceptron of the coordinates, mapped to [−1, 1]. Hard conditions are met by u = A(x) + B(x) N(x), periodic
 * ones by giving the network cos and sin of a coordinate's harmonics in its place.
 *
 * M. Raissi, P. Perdikaris & G. E. Karniadakis, J. Comput. Phys. 378 (2019) 686.
 */
export function mlp(options: MlpOptions = {}): Model<PdeProblem> {
  const { width = 20, depth = 3, activation = "tanh", harmonics = 3 } = options;
  for (const [name, value] of Object.entries({ width, depth, harmonics })) {
    requireNumber(`model.${name}`, value, (n) => Number.isInteger(n) && n > 0, "a positive whole number", "20");
  }
  return {
    name: "mlp",
    settings: { width, depth, activation },
    bind: (problem) => bindNetwork(problem, { width, depth, activation, harmonics }),
    plan: planFor,
  };
}
