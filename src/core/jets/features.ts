import { invalid } from "../errors.ts";
import type { Expression } from "../tape/expression.ts";
import type { Tape } from "../tape/tape.ts";
import { type TracedInputs, trace } from "../tape/trace.ts";

/** What a network is given of its coordinates. */
export interface FeatureOptions<Name extends string = string> {
  readonly coordinates: readonly Name[];
  /** The range of each coordinate, which is mapped to [−1, 1]. */
  readonly domain: readonly (readonly [low: number, high: number])[];
  /**
   * Coordinates x of period L, the length of their range, given as cos 2πkx/L and sin 2πkx/L, k = 1 … harmonics.
   *
   * @defaultValue none
   */
  readonly periodic?: { readonly [N in Name]?: { readonly harmonics: number } };
  /**
   * Frequencies f, shape [count][…], of Fourier features: the mapped coordinates z are replaced by cos 2πf·z and sin 2πf·z.
   * With periodic coordinates z are their harmonics and the other coordinates, in order.
   *
   * Source: M. Tancik et al., Fourier features let networks learn high frequency functions in low dimensional domains,
   * NeurIPS (2020).
   *
   * @defaultValue none
   */
  readonly fourier?: readonly (readonly number[])[];
}

/** The features as a tape of the coordinates. */
export function featureTape<Name extends string>(options: FeatureOptions<Name>): Tape {
  const { coordinates, domain, fourier } = options;
  if (coordinates.length === 0 || domain.length !== coordinates.length) {
    throw invalid({
      what: "a network needs coordinates and a range for each",
      got: domain,
      why: `its coordinates are ${coordinates.join(", ") || "none"}`,
      attempt: '{ coordinates: ["x", "t"], domain: [[-1, 1], [0, 1]] }',
      path: "domain",
    });
  }
  domain.forEach(([low, high], i) => {
    if (Number.isFinite(low) && Number.isFinite(high) && low < high) return;
    throw invalid({ what: `the range of ${coordinates[i]} must go up`, got: [low, high], path: "domain" });
  });
  return trace(
    coordinates,
    (inputs) => {
      const mapped = coordinates.flatMap((name, i) => mapCoordinate(options, inputs, name, i));
      return fourier === undefined ? mapped : fourier.flatMap((frequency) => wave(mapped, frequency));
    },
    "the features of a network",
  );
}

function mapCoordinate<Name extends string>(
  { domain, periodic }: FeatureOptions<Name>,
  inputs: TracedInputs<Name>,
  name: Name,
  i: number,
): Expression[] {
  const [low, high] = domain[i] as readonly [number, number];
  const harmonics = periodic?.[name]?.harmonics;
  if (harmonics === undefined) return [inputs[name].sub((low + high) / 2).mul(2 / (high - low))];
  if (!Number.isInteger(harmonics) || harmonics < 1) {
    throw invalid({ what: `the harmonics of ${name} must be a whole number of at least 1`, got: harmonics });
  }
  const phase = inputs[name].sub(low).mul((2 * Math.PI) / (high - low));
  return Array.from({ length: harmonics }, (_, k) => [phase.mul(k + 1).cos(), phase.mul(k + 1).sin()]).flat();
}

function wave(mapped: readonly Expression[], frequency: readonly number[]): [Expression, Expression] {
  if (frequency.length !== mapped.length || !frequency.every(Number.isFinite)) {
    throw invalid({
      what: "a frequency of Fourier features must have one finite number for each mapped coordinate",
      got: frequency,
      why: `there are ${mapped.length}`,
      path: "fourier",
    });
  }
  const phase = mapped
    .map((z, i) => z.mul(2 * Math.PI * (frequency[i] as number)))
    .reduce((total, part) => total.add(part));
  return [phase.cos(), phase.sin()];
}
