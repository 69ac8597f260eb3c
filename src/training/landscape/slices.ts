import { invalid, type LeastSquares, type Network, type Rng, type Tensor, tensor } from "../../core/index.ts";

/** Places of the parameters that belong together: the weights into one neuron and its bias. */
export type Filter = readonly number[];

/** The neurons of networks, whose parameters are one array, network behind network. */
export function filtersOf(networks: readonly Network[]): readonly Filter[] {
  const filters: Filter[] = [];
  let at = 0;
  for (const { layers, parameters } of networks) {
    const end = at + parameters;
    for (const layer of layers) {
      if (layer.kind !== "dense") break;
      const { inputs, outputs } = layer;
      for (let row = 0; row < outputs; row++) {
        const weights = Array.from({ length: inputs }, (_, i) => at + row * inputs + i);
        filters.push([...weights, at + outputs * inputs + row]);
      }
      at += outputs * (inputs + 1);
    }
    at = end;
  }
  return filters;
}

/**
 * A random direction in which every neuron's part is as long as the neuron's own parameters, so that slices of networks of
 * different scales compare. Parameters of no filter keep their random numbers, scaled to the length of their own.
 *
 * H. Li, Z. Xu, G. Taylor, C. Studer & T. Goldstein, Adv. Neural Inf. Process. Syst. 31 (2018) 6389; there biases stay.
 */
export function filterNormalised(theta: Float64Array, filters: readonly Filter[], random: Rng): Float64Array {
  const direction = Float64Array.from(theta, () => random.normal());
  const inFilters = new Set(filters.flat());
  const others = Array.from(theta.keys()).filter((i) => !inFilters.has(i));
  for (const filter of others.length === 0 ? filters : [...filters, others]) {
    const size = (v: Float64Array) => Math.sqrt(filter.reduce((total, i) => total + (v[i] as number) ** 2, 0));
    const factor = size(theta) / (size(direction) || 1);
    for (const i of filter) direction[i] = (direction[i] as number) * factor;
  }
  return direction;
}

/**
 * ½ |r|² on a line or a plane through θ: at θ + Σ α_k d_k for all combinations of the distances.
 *
 * @param distances Shape [steps]: the same along every direction; 0 is θ itself.
 * @returns Shape [steps] for one direction, [steps][steps] for two, the first direction along the rows' index.
 */
export function lossSlice(
  objective: LeastSquares,
  theta: Float64Array,
  directions: readonly [Float64Array] | readonly [Float64Array, Float64Array],
  distances: ArrayLike<number>,
): Tensor {
  for (const direction of directions) {
    if (direction.length === theta.length) continue;
    throw invalid({ what: `a direction must have the length ${theta.length}`, got: direction.length });
  }
  const steps = distances.length;
  const [first, second] = directions;
  const residuals = new Float64Array(objective.rows);
  const place = new Float64Array(theta.length);
  const loss = (a: number, b: number): number => {
    for (let i = 0; i < theta.length; i++) {
      place[i] = (theta[i] as number) + a * (first[i] as number) + b * (second?.[i] ?? 0);
    }
    objective.residuals(place, residuals);
    return residuals.reduce((total, r) => total + r * r, 0) / 2;
  };
  const along = Array.from(distances);
  if (second === undefined)
    return tensor(
      [steps],
      Float64Array.from(along, (a) => loss(a, 0)),
    );
  return tensor([steps, steps], Float64Array.from(along.flatMap((a) => along.map((b) => loss(a, b)))));
}
