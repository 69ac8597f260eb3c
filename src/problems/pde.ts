import { requireConditions } from "./condition-rules.ts";
import type { Condition } from "./conditions.ts";
import { type PdeEquations, traceEquations } from "./equations.ts";
import { inputNames, requireBox, requireNames } from "./pde-rules.ts";
import type { Parameters, PdeProblem, TrainableScalar } from "./problem.ts";
import { requireTrainableScalars } from "./trainable-rules.ts";

/** A partial differential equation on a box. */
export interface PdeOptions<C extends string, U extends string, D extends string, S extends string = never> {
  /** @defaultValue `"pde"` */
  readonly name?: string;
  /** Lower and upper end of every coordinate, in the order in which points are written. */
  readonly domain: { readonly [coordinate in C]: readonly [from: number, to: number] };
  /** @defaultValue `["u"]` */
  readonly unknowns?: readonly U[];
  /** The partial derivatives that the equations read, of order four at most, e.g. `["x", "t", "xx"]`. */
  readonly derivatives: readonly D[];
  /** What must vanish inside the box. */
  readonly pde: PdeEquations<NoInfer<C>, NoInfer<U>, NoInfer<D>, NoInfer<S>>;
  /** Conditions by name. @defaultValue none */
  readonly conditions?: Readonly<Record<string, Condition<NoInfer<C>, NoInfer<U>>>>;
  /** Numbers that are found with the solution, by name; the equations read them like the unknowns. @defaultValue none */
  readonly trainable?: { readonly [scalar in S]: TrainableScalar };
  /** @defaultValue none */
  readonly parameters?: Parameters;
  /** Exact values of the unknowns at a point; for measuring errors, never for training. @defaultValue none */
  readonly exact?: (...point: readonly number[]) => number | readonly number[];
}

/**
 * Poses a partial differential equation on a box.
 *
 * The function of the equations is run once, on symbols: it must be made of their methods, and may not branch on values.
 * Equations and conditions can be text too, once `await expressionReader()` has loaded the parser.
 *
 * @example
 * const burgers = pde({
 *   domain: { x: [-1, 1], t: [0, 1] },
 *   derivatives: ["x", "t", "xx"],
 *   pde: ({ u, ux, ut, uxx }) => ut.add(u.mul(ux)).sub(uxx.mul(0.01)),
 *   conditions: {
 *     initial: { kind: "initial", value: ({ x }) => x.mul(-Math.PI).sin() },
 *     walls: { kind: "dirichlet", faces: ["x.min", "x.max"] },
 *   },
 * });
 */
export function pde<
  const C extends string,
  const D extends string,
  const U extends string = "u",
  const S extends string = never,
>(options: PdeOptions<C, U, D, S>): PdeProblem {
  const { name = "pde", derivatives, conditions = {}, parameters = {}, exact } = options;
  const trainable: Readonly<Record<string, TrainableScalar>> = options.trainable ?? {};
  const scalars = Object.keys(trainable);
  const unknowns: readonly string[] = options.unknowns ?? ["u"];
  const coordinates = Object.keys(options.domain);
  const domain = coordinates.map((coordinate) => options.domain[coordinate as C]);
  requireBox(coordinates, domain);
  requireNames(coordinates, unknowns, derivatives, scalars);
  requireTrainableScalars(trainable);
  const inputs = [...inputNames(unknowns, derivatives), ...coordinates, ...scalars];
  const { equations, residual } = traceEquations(options.pde as PdeEquations<string, string, string, string>, inputs);
  const problem: PdeProblem = {
    kind: "pde",
    name,
    coordinates,
    domain,
    unknowns,
    derivatives,
    equations,
    residual,
    conditions: conditions as Readonly<Record<string, Condition>>,
    parameters,
    ...(scalars.length === 0 ? {} : { trainable }),
    ...(exact === undefined ? {} : { exact: (...point) => [exact(...point)].flat() }),
  };
  requireConditions(problem);
  return problem;
}
