import { initialParameters, leastSquares, type ResidualTerm } from "../core/index.ts";
import type { TransportProblem } from "../problems/index.ts";
import type { BoundModel } from "../training/index.ts";
import { entropyOn, leastActionHolds } from "./breaking.ts";
import { ringFeet } from "./feet.ts";
import { type Parts, type PartTerm, type PathMap, parametersOf } from "./parts.ts";
import { planeFeet } from "./plane-feet.ts";

/** Ties networks and residuals to training; values at places come from the labels of the paths that end there. */
export function boundOf(problem: TransportProblem, parts: Parts): BoundModel {
  const { networks, terms, map } = parts;
  return {
    parameters: parametersOf(parts),
    terms: terms.map(({ term }) => term),
    coordinates: problem.coordinates,
    initial: (random) => {
      const theta = networks.map((net, i) => initialParameters(net, random.split(i)));
      return Float64Array.from(theta.flatMap((part) => [...part]));
    },
    objective(points, options) {
      const known = ({ data }: PartTerm, at: Float64Array) => (data === undefined ? undefined : data(at));
      const places = ({ elsewhere }: PartTerm, at: Float64Array) =>
        elsewhere === undefined ? [at] : [at, elsewhere(at)];
      const program = terms.map((part, i): ResidualTerm => {
        const at = points[i] as Float64Array;
        const data = known(part, at);
        return {
          name: part.term.name,
          points: places(part, at),
          ...(data === undefined ? {} : { data }),
          reads: part.reads,
          residual: part.tape,
          weights: 1,
        };
      });
      const objective = leastSquares({ networks, terms: program }, options);
      return {
        ...objective,
        // What is known at the points moves with them.
        setPoints(name, sets) {
          const part = terms.find(({ term }) => term.name === name);
          const [at] = sets;
          if (part === undefined || at === undefined) objective.setPoints(name, sets);
          else objective.setPoints(name, places(part, at), known(part, at));
        },
      };
    },
    values(theta, points) {
      const values = map === null ? parts.state(theta, points) : valuesAt(problem, parts, theta, points);
      return withinTime(problem, points, values);
    },
  };
}

/** Values with none at times before the beginning or after the end, of which the model has learned nothing. */
function withinTime(
  { domain, coordinates, unknowns }: TransportProblem,
  points: Float64Array,
  values: Float64Array,
): Float64Array {
  const [, end] = domain.at(-1) as readonly [number, number];
  const rounding = 1e-12 * end;
  return values.map((value, i) => {
    const point = Math.floor(i / unknowns.length);
    const t = points[(point + 1) * coordinates.length - 1] as number;
    return t >= -rounding && t <= end + rounding ? value : Number.NaN;
  });
}

/** The unknowns at places, not-a-number where no path or more than one ends and least action does not choose. */
function valuesAt(problem: TransportProblem, parts: Parts, theta: Float64Array, points: Float64Array): Float64Array {
  const { coordinates, unknowns } = problem;
  const feet = coordinates.length > 2 ? planeFeet : ringFeet;
  const labels = feet(problem, (at) => (parts.map as PathMap).displacement(theta, at), points);
  const width = coordinates.length;
  const all = Array.from({ length: points.length / width }, (_, i) => i);
  const missing = all.filter((i) => Number.isNaN(labels[i * width] as number));
  const values = new Float64Array(all.length * unknowns.length).fill(Number.NaN);
  if (missing.length > 0 && leastActionHolds(problem)) chooseByAction(problem, parts, theta, points, missing, values);
  const known = all.filter((i) => !Number.isNaN(labels[i * width] as number));
  if (known.length === 0) return values;
  const states = parts.state(
    theta,
    Float64Array.from(known.flatMap((i) => [...labels.subarray(i * width, (i + 1) * width)])),
  );
  known.forEach((i, row) => {
    values.set(states.subarray(row * unknowns.length, (row + 1) * unknowns.length), i * unknowns.length);
  });
  return values;
}

/** Fills in the values at the points of the given indices, time by time. */
function chooseByAction(
  problem: TransportProblem,
  parts: Parts,
  theta: Float64Array,
  points: Float64Array,
  indices: readonly number[],
  values: Float64Array,
): void {
  const entropy = entropyOn(problem, parts, theta);
  const byTime = new Map<number, number[]>();
  for (const i of indices) {
    const t = points[2 * i + 1] as number;
    const there = byTime.get(t);
    if (there === undefined) byTime.set(t, [i]);
    else there.push(i);
  }
  for (const [t, there] of byTime) {
    const chosen = entropy.values(
      Float64Array.from(there, (i) => points[2 * i] as number),
      t,
    );
    there.forEach((i, k) => {
      values[i] = chosen[k] as number;
    });
  }
}
