import { invalid } from "../errors.ts";
import { trace } from "../tape/trace.ts";
import { plainLeastSquares } from "./least-squares.ts";
import type { Network } from "./network.ts";
import type { ResidualTerm } from "./program.ts";
import { leastSquares } from "./registry.ts";

/** One number of a network at a point: an output or a partial derivative of it. */
export interface NetworkQuantity {
  readonly output: number;
  /** "" for the value, otherwise e.g. "x" or "xxt". */
  readonly partial: string;
}

/** Up to so many points a memory of their own takes longer to make than the plain loops to run. */
const fewPoints = 64;

/**
 * Outputs of a network and their partial derivatives.
 *
 * @param points Shape [count][coordinates].
 * @returns Shape [count][quantities].
 */
export function evaluateNetwork(
  network: Network,
  theta: Float64Array,
  points: Float64Array,
  quantities: readonly NetworkQuantity[] = [{ output: 0, partial: "" }],
): Float64Array {
  if (theta.length !== network.parameters) {
    throw invalid({ what: `the network has ${network.parameters} parameters`, got: theta.length });
  }
  const names = quantities.map((_, i) => `q${i}`);
  return evaluateTerm([network], theta, {
    name: "evaluation",
    points: [points],
    reads: quantities.map((quantity) => ({ from: "network", network: 0, ...quantity })),
    residual: trace(names, (inputs) => names.map((name) => inputs[name] as (typeof inputs)[string])),
    weights: 1,
  });
}

/**
 * What one term gives of networks: its residuals.
 *
 * @returns Shape [count][components].
 */
export function evaluateTerm(networks: readonly Network[], theta: Float64Array, term: ResidualTerm): Float64Array {
  const few = (term.points[0]?.length ?? 0) <= fewPoints * (networks[0]?.coordinates.length ?? 1);
  const objective = (few ? plainLeastSquares : leastSquares)({ networks, terms: [term] });
  const out = new Float64Array(objective.rows);
  objective.residuals(theta, out);
  objective.close();
  return out;
}
