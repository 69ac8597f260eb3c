import { invalid } from "../core/index.ts";
import { isentropicGas } from "./isentropic-gas.ts";
import type { TransportProblem } from "./problem.ts";
import { transport } from "./transport.ts";
import { type PlaneFlowOptions, rotation, shear, swirl } from "./transport-plane.ts";
import { classicBurgers, convection, cubicTransport, transportBurgers, variableSpeed } from "./transport-problems.ts";

/** Parameters as numbers, and formulas as text. */
type Given = Readonly<Record<string, number | string>>;

/** A transport problem that is chosen by name, with its parameters by name. */
export interface TransportEntry {
  readonly description: string;
  /** The parameters and their usual values; those in text are formulas, read by `await expressionReader()`. */
  readonly parameters: Given;
  /** Poses the problem; parameters that are left out have their usual values. @throws SechError for what it cannot be. */
  problem(parameters: Given): TransportProblem;
}

/** Makes an entry whose function is given the numbers and texts it names. */
function entry<const P extends Given>(
  description: string,
  parameters: P,
  problem: (given: { readonly [K in keyof P]: P[K] extends number ? number : string }) => TransportProblem,
): TransportEntry {
  return {
    description,
    parameters,
    problem(given) {
      for (const [key, usual] of Object.entries(parameters)) {
        const value = given[key] ?? usual;
        if (typeof usual === "number" && typeof value !== "number") {
          throw invalid({ what: `${key} must be a number`, got: value, path: key, attempt: String(usual) });
        }
      }
      const known = Object.entries(parameters).map(([key, usual]) => {
        const value = given[key] ?? usual;
        return [key, typeof usual === "string" ? String(value) : value];
      });
      return problem(Object.fromEntries(known));
    },
  };
}

const bump = { turns: 1, x0: 0.4, y0: 0, width: 0.12, end: 1 } as const;

const flow =
  (problem: (options: PlaneFlowOptions) => TransportProblem) =>
  ({ x0, y0, ...rest }: { readonly [K in keyof typeof bump]: number }): TransportProblem =>
    problem({ center: [x0, y0], ...rest });

/** The transport problems that models of characteristics know by name. */
export const transportProblems: Readonly<Record<string, TransportEntry>> = {
  convection: entry("u_t + c u_x = 0 on [0, 2pi]", { speed: 50, initial: "sin(x)", end: 1 }, convection),
  "variable-speed": entry(
    "u_t + c (1 + variation sin x) u_x = 0 on [0, 2pi]",
    { speed: 10, variation: 0.2, initial: "sin(x)", end: 1 },
    variableSpeed,
  ),
  burgers: entry(
    "u_t + u u_x = nu u_xx on [0, 2pi], u0 = offset + sin x; with viscosity 0 it breaks at t = 1",
    { viscosity: 0.01, offset: 0, end: 1 },
    transportBurgers,
  ),
  "classic-burgers": entry(
    "u_t + u u_x = nu u_xx on [-1, 1], u0 = -sin pi x",
    { viscosity: 0.01 / Math.PI, end: 1 },
    classicBurgers,
  ),
  cubic: entry("u_t + u^3 u_x = 0 on [0, 2pi], u0 = sin x; it breaks at t = 0.866", { end: 0.69 }, cubicTransport),
  rotation: entry("a bump carried around the middle of [-1, 1]^2", bump, flow(rotation)),
  shear: entry("a bump in the flow (turns y, 0)", bump, flow(shear)),
  swirl: entry("a bump in a whirl of the rate 2 pi turns exp(-2 r^2)", bump, flow(swirl)),
  gas: entry(
    "Riemann invariants r = 2 + A sin x and s = -2 + A cos x of an isentropic gas; for gamma 3 they break at t = 1 / A",
    { gamma: 3, amplitude: 0.5, end: 1.6 },
    isentropicGas,
  ),
  custom: entry(
    "u_t + a u_x = s + nu u_xx on a ring; speed and source are formulas of u, x and t, initial of x",
    { speed: "u", source: "0", initial: "sin(x)", viscosity: 0.01, offset: 0, from: 0, to: 2 * Math.PI, end: 1 },
    ({ speed, source, initial, viscosity, offset, from, to, end }) =>
      transport({
        name: "custom",
        domain: { x: [from, to], t: [0, end] },
        speed,
        ...(source === "0" ? {} : { source }),
        initial,
        viscosity,
        offset,
        parameters: { speed, source, initial, viscosity, offset },
      }),
  ),
};
