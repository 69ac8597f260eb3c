import { requireNumber } from "../core/index.ts";
import type { Formula } from "./conditions.ts";
import { lawOf } from "./formula.ts";
import { requireBox } from "./pde-rules.ts";
import type { Parameters, TransportProblem } from "./problem.ts";
import { meanVelocity, requireFinite, requireRing } from "./transport-rules.ts";

/** A transport equation. A formula is a number, a function on symbols, or text once `await expressionReader()` has run. */
export interface TransportOptions {
  /** @defaultValue `"transport"` */
  readonly name?: string;
  /** Where it is solved: x, for a plane y too, and t from 0 to the end. One dimension of space is a ring. */
  readonly domain: {
    readonly x: readonly [from: number, to: number];
    readonly y?: readonly [from: number, to: number];
    readonly t: readonly [from: 0, to: number];
  };
  /** The names of the unknowns; two of them are Riemann invariants. @defaultValue `["u"]` */
  readonly unknowns?: readonly string[];
  /** a, a formula of the unknowns and coordinates; in the plane one for each direction, for a system one for each unknown. */
  readonly speed: Formula | readonly Formula[];
  /** f of u with f′ = a, for solutions that break. @defaultValue none */
  readonly flux?: Formula;
  /** s, a formula of the unknown and coordinates. @defaultValue `0` */
  readonly source?: Formula;
  /** ν ≥ 0. @defaultValue `0` */
  readonly viscosity?: number;
  /** u at t = 0, a formula of space, one for each unknown. */
  readonly initial: Formula | readonly Formula[];
  /** A constant part of u that is left out of the size to which errors relate. @defaultValue `0` */
  readonly offset?: number;
  /** @defaultValue none */
  readonly parameters?: Parameters;
  /** Exact values of the unknowns at a point; for measuring errors, never for training. @defaultValue none */
  readonly exact?: (...point: readonly number[]) => number | readonly number[];
}

/**
 * Poses u_t + a · ∇u = s + ν u_xx on a ring, or in the plane (ν = 0): a may depend on u, x and t. With two unknowns these
 * are Riemann invariants r and s of a hyperbolic system on a ring, each with its own speed.
 *
 * @example
 * transport({ domain: { x: [0, 2 * Math.PI], t: [0, 1] }, speed: ({ u }) => u, initial: ({ x }) => x.sin(), viscosity: 0.01 });
 *
 * @throws SechError where ν < 0, the end is not after 0, the initial state does not fit the ring, or a is not finite.
 */
export function transport(options: TransportOptions): TransportProblem {
  const { name = "transport", unknowns = ["u"], viscosity = 0, offset = 0, parameters = {}, exact } = options;
  const { x, y, t } = options.domain;
  requireNumber("end", t[1], (end) => end > 0, "positive", "1");
  requireNumber("start", t[0], (start) => start === 0, "0");
  requireNumber("viscosity", viscosity, (nu) => nu >= 0, "0 or positive", "0.01");
  requireNumber("offset", offset, () => true, "a finite number");
  const coordinates = y === undefined ? ["x", "t"] : ["x", "y", "t"];
  const domain = y === undefined ? [x, t] : [x, y, t];
  requireBox(coordinates, domain);
  const space = coordinates.slice(0, -1);
  const names = [...unknowns, ...coordinates];
  const problem = {
    kind: "transport",
    name,
    coordinates,
    domain,
    unknowns,
    speed: lawOf([options.speed].flat(), names, "speed"),
    flux: options.flux === undefined ? null : lawOf([options.flux], unknowns, "flux"),
    source: options.source === undefined ? null : lawOf([options.source], names, "source"),
    viscosity,
    initial: lawOf([options.initial].flat(), space, "initial"),
    offset,
    parameters,
    ...(exact === undefined ? {} : { exact: (...point: readonly number[]) => [exact(...point)].flat() }),
  } as const;
  const components = y === undefined ? unknowns.length : 2;
  requireNumber("speed.length", problem.speed.tape.outputs.length, (n) => n === components, `${components} formulas`);
  requireNumber(
    "initial.length",
    problem.initial.tape.outputs.length,
    (n) => n === unknowns.length,
    `${unknowns.length}`,
  );
  requireFinite(problem);
  if (y === undefined) requireRing(problem);
  else requireNumber("viscosity", viscosity, (nu) => nu === 0, "0 in the plane", "0");
  return { ...problem, ...meanVelocity(problem) };
}
