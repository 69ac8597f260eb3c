import { invalid, requireNumber } from "../errors.ts";
import { type TracedInputs, trace } from "../tape/trace.ts";
import type { GaussianLayer } from "./gaussian-layer.ts";
import { type HardOutput, hardTape, type Layer, layerParameters, type Network } from "./network.ts";

/** Options of `gaussianNetwork`. */
export interface GaussianNetworkOptions<Name extends string = string> {
  readonly coordinates: readonly Name[];
  /** Gaussians of each output, or with a head of each of its inputs. */
  readonly count: number;
  /** @defaultValue 1 */
  readonly outputs?: number;
  /** @defaultValue "diagonal" */
  readonly covariance?: "diagonal" | "full";
  /** @defaultValue "logarithm" */
  readonly widths?: "logarithm" | "plain";
  /** The periods of periodic coordinates. @defaultValue none */
  readonly periods?: { readonly [N in Name]?: number };
  /** One hidden layer of `width` tanh neurons after `channels` sums of Gaussians. @defaultValue none */
  readonly head?: { readonly channels: number; readonly width: number };
  /** The conditions that hold exactly, one entry an output. @defaultValue none */
  readonly hard?: (coordinates: TracedInputs<Name>) => readonly HardOutput[];
}

/** Sums of Gaussians of the coordinates, with a small network after them if wanted. */
export function gaussianNetwork<const Name extends string>(options: GaussianNetworkOptions<Name>): Network {
  const {
    coordinates,
    count,
    outputs = 1,
    covariance = "diagonal",
    widths = "logarithm",
    periods,
    head,
    hard,
  } = options;
  const whole = (value: number) => Number.isInteger(value) && value >= 1;
  requireNumber("gaussians.count", count, whole, "a whole number of at least 1");
  requireNumber("gaussians.outputs", outputs, whole, "a whole number of at least 1");
  for (const [name, value] of Object.entries(head ?? {})) {
    requireNumber(`gaussians.head.${name}`, value, whole, "a whole number of at least 1");
  }
  if (covariance === "full" && coordinates.length > 3) {
    throw invalid({
      what: "gaussians.covariance can be full in up to three coordinates",
      got: coordinates.length,
      attempt: "diagonal",
      path: "covariance",
    });
  }
  const gaussians: GaussianLayer = {
    kind: "gaussians",
    inputs: coordinates.length,
    outputs: head?.channels ?? outputs,
    count,
    covariance,
    widths,
    periods: coordinates.map((name) => periods?.[name] ?? null),
  };
  const layers: Layer[] = [gaussians];
  if (head !== undefined) {
    layers.push({ kind: "dense", inputs: head.channels, outputs: head.width, activation: "tanh" });
    layers.push({ kind: "dense", inputs: head.width, outputs, activation: "identity" });
  }
  return {
    coordinates: [...coordinates],
    features: trace(coordinates, (inputs) => coordinates.map((name) => inputs[name]), "the coordinates"),
    layers,
    transform: hard === undefined ? null : hardTape(coordinates, outputs, hard),
    outputs,
    parameters: layers.reduce((total, layer) => total + layerParameters(layer), 0),
  };
}
