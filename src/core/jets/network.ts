import { invalid, requireNumber } from "../errors.ts";
import type { Rng } from "../rng.ts";
import type { Expression } from "../tape/expression.ts";
import type { Tape } from "../tape/tape.ts";
import { type TracedInputs, trace } from "../tape/trace.ts";
import { type FeatureOptions, featureTape } from "./features.ts";
import { type GaussianLayer, gaussianParameters } from "./gaussian-layer.ts";

/** σ(z): tanh z, sin z, or swish z / (1 + exp(−z)). */
export type Activation = "tanh" | "sin" | "swish";

/** y = σ(W x + b); parameters are W, shape [outputs][inputs], then b. */
export interface DenseLayer {
  readonly kind: "dense";
  readonly inputs: number;
  readonly outputs: number;
  readonly activation: Activation | "identity";
}

/** A layer of a network; Gaussians are the first one or none. */
export type Layer = DenseLayer | GaussianLayer;

/**
 * A network as plain data: fixed features of the coordinates, layers, and a transform by which the outputs meet conditions
 * exactly. Its parameters are one flat array, layer behind layer.
 */
export interface Network {
  readonly coordinates: readonly string[];
  /** What the first layer is given: functions of the coordinates without parameters. */
  readonly features: Tape;
  readonly layers: readonly Layer[];
  /** The offsets A_1 … A_m and then the factors B_1 … B_m of u_k = A_k + B_k N_k as functions of the coordinates. */
  readonly transform: Tape | null;
  readonly outputs: number;
  /** How many parameters there are. */
  readonly parameters: number;
}

/** One output under a hard condition: u = offset + factor · N, where N is what the layers give. */
export interface HardOutput {
  readonly offset: Expression | number;
  readonly factor: Expression | number;
}

/** Options of `network`. */
export interface NetworkOptions<Name extends string = string> extends FeatureOptions<Name> {
  /** @defaultValue 20 */
  readonly width?: number;
  /** Number of hidden layers. @defaultValue 3 */
  readonly depth?: number;
  /** @defaultValue 1 */
  readonly outputs?: number;
  /** @defaultValue "tanh" */
  readonly activation?: Activation;
  /** The conditions that hold exactly, one entry an output. @defaultValue none */
  readonly hard?: (coordinates: TracedInputs<Name>) => readonly HardOutput[];
}

/** A multilayer perceptron on features of the coordinates. */
export function network<const Name extends string>(options: NetworkOptions<Name>): Network {
  const { coordinates, width = 20, depth = 3, outputs = 1, activation = "tanh", hard } = options;
  const whole = (value: number) => Number.isInteger(value) && value >= 1;
  requireNumber("network.width", width, whole, "a whole number of at least 1");
  requireNumber("network.depth", depth, whole, "a whole number of at least 1");
  requireNumber("network.outputs", outputs, whole, "a whole number of at least 1");
  if (!["tanh", "sin", "swish"].includes(activation)) {
    throw invalid({ what: "network.activation must be tanh, sin or swish", got: activation, path: "activation" });
  }
  const features = featureTape(options);
  const widths = [features.outputs.length, ...Array.from({ length: depth }, () => width), outputs];
  const layers = widths.slice(1).map((out, at): DenseLayer => {
    const inputs = widths[at] as number;
    return { kind: "dense", inputs, outputs: out, activation: at === depth ? "identity" : activation };
  });
  return {
    coordinates: [...coordinates],
    features,
    layers,
    transform: hard === undefined ? null : hardTape(coordinates, outputs, hard),
    outputs,
    parameters: layers.reduce((total, layer) => total + layerParameters(layer), 0),
  };
}

/** How many parameters a layer has. */
export function layerParameters(layer: Layer): number {
  return layer.kind === "gaussians" ? gaussianParameters(layer) : layer.outputs * (layer.inputs + 1);
}

/**
 * Parameters to start from: weights uniform on ±√(6 / (inputs + outputs)), biases 0. Those of Gaussians are left at 0, for
 * whoever places them.
 *
 * Source: X. Glorot and Y. Bengio, Understanding the difficulty of training deep feedforward neural networks, Proceedings of
 * AISTATS (2010) 249–256.
 */
export function initialParameters({ layers, parameters }: Network, random: Rng): Float64Array {
  const theta = new Float64Array(parameters);
  let at = 0;
  for (const layer of layers) {
    if (layer.kind === "gaussians") {
      at += layerParameters(layer);
      continue;
    }
    const bound = Math.sqrt(6 / (layer.inputs + layer.outputs));
    for (let i = 0; i < layer.inputs * layer.outputs; i++) theta[at++] = bound * (2 * random.uniform() - 1);
    at += layer.outputs;
  }
  return theta;
}

export function hardTape<Name extends string>(
  coordinates: readonly Name[],
  outputs: number,
  hard: (coordinates: TracedInputs<Name>) => readonly HardOutput[],
): Tape {
  return trace(
    coordinates,
    (inputs) => {
      const first = inputs[coordinates[0] as Name];
      const traced = (value: Expression | number) => (typeof value === "number" ? first.mul(0).add(value) : value);
      const conditions = hard(inputs);
      if (conditions.length !== outputs) {
        throw invalid({
          what: "the hard conditions must be one for each output",
          got: conditions.length,
          why: `there are ${outputs} outputs`,
          attempt: "{ offset: 0, factor: 1 } for a free output",
          path: "hard",
        });
      }
      return [...conditions.map(({ offset }) => traced(offset)), ...conditions.map(({ factor }) => traced(factor))];
    },
    "the hard condition",
  );
}
