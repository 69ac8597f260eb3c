import { invalid } from "../errors.ts";
import { trace } from "../tape/trace.ts";
import { plainLeastSquares } from "./least-squares.ts";
import type { Network } from "./network.ts";
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
  const make = points.length <= fewPoints * network.coordinates.length ? plainLeastSquares : leastSquares;
  const objective = make({
    networks: [network],
    terms: [
      {
        name: "evaluation",
        points: [points],
        reads: quantities.map((quantity) => ({ from: "network", network: 0, ...quantity })),
        residual: trace(names, (inputs) => names.map((name) => inputs[name] as (typeof inputs)[string])),
        weights: 1,
      },
    ],
  });
  const out = new Float64Array(objective.rows);
  objective.residuals(theta, out);
  objective.close();
  return out;
}
