import {
  type Activation,
  type DenseLayer,
  type Expression,
  type HardOutput,
  type Network,
  type Tape,
  trace,
} from "../core/index.ts";
import type { Symbols, TransportProblem } from "../problems/index.ts";

/** The size of a network. */
export interface NetworkSize {
  readonly width: number;
  readonly depth: number;
  readonly activation: Activation;
  /** Harmonics of the ring that the first layer is given. */
  readonly harmonics: number;
}

/** A network of labels and time, its outputs in the form A + B N. */
export function labelNetwork(
  problem: TransportProblem,
  { width, depth, activation, harmonics }: NetworkSize,
  outputs: number,
  hard: (at: Symbols) => readonly HardOutput[],
): Network {
  const { coordinates } = problem;
  const features = featuresOf(problem, harmonics);
  const widths = [features.outputs.length, ...Array.from({ length: depth }, () => width), outputs];
  const layers = widths.slice(1).map((out, i): DenseLayer => {
    const last = i === depth;
    return { kind: "dense", inputs: widths[i] as number, outputs: out, activation: last ? "identity" : activation };
  });
  return {
    coordinates: [...coordinates],
    features,
    layers,
    transform: transformOf(coordinates, hard),
    outputs,
    parameters: layers.reduce((sum, layer) => sum + layer.outputs * (layer.inputs + 1), 0),
  };
}

/**
 * What the first layer is given: harmonics of the label around the ring, or the label mapped to [−1, 1]², and time mapped to
 * [−1, 1]. Where the speed depends on the place, also the harmonics of the mean place ξ + c̄ t, with which it changes.
 */
function featuresOf({ coordinates, domain, drift, uniform }: TransportProblem, harmonics: number): Tape {
  return trace(
    coordinates,
    (at) => {
      const [from, to] = domain[0] as readonly [number, number];
      const wave = (2 * Math.PI) / (to - from);
      const x = at[coordinates[0] as string] as Expression;
      const t = at["t"] as Expression;
      const turns = (phase: Expression) =>
        Array.from({ length: harmonics }, (_, k) => [phase.mul(k + 1).cos(), phase.mul(k + 1).sin()]).flat();
      const mapped = (name: string, axis: number) => {
        const [low, high] = domain[axis] as readonly [number, number];
        return (at[name] as Expression).sub((low + high) / 2).mul(2 / (high - low));
      };
      const time = mapped("t", coordinates.length - 1);
      if (coordinates.length > 2) return [mapped("x", 0), mapped("y", 1), time];
      const label = x.sub(from).mul(wave);
      const place = uniform ? [] : turns(label.add(t.mul((drift[0] as number) * wave)));
      return [...turns(label), ...place, time];
    },
    "the features of a label",
  );
}

function transformOf(coordinates: readonly string[], hard: (at: Symbols) => readonly HardOutput[]): Tape | null {
  const free = ({ offset, factor }: HardOutput) => offset === 0 && factor === 1;
  let needed = false;
  const tape = trace(
    coordinates,
    (at) => {
      const forms = hard(at);
      needed = !forms.every(free);
      const traced = (value: Expression | number) =>
        typeof value === "number" ? (at["t"] as Expression).pow(0).mul(value) : value;
      return [...forms.map(({ offset }) => traced(offset)), ...forms.map(({ factor }) => traced(factor))];
    },
    "the initial state",
  );
  return needed ? tape : null;
}
