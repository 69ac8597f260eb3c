import { type Expression, requireNumber } from "../core/index.ts";
import type { Symbols } from "./formula.ts";
import type { TransportProblem } from "./problem.ts";
import { transport } from "./transport.ts";
import { straightFoot } from "./transport-exact.ts";

/** Options of `isentropicGas`. */
export interface IsentropicGasOptions {
  /** γ > 1; 3 for the gas whose two waves do not feel each other, 2 for shallow water. @defaultValue `3` */
  readonly gamma?: number;
  /** A. @defaultValue `0.5` */
  readonly amplitude?: number;
  /** The end of time; for γ = 3 waves break at 1/A. @defaultValue `0.8 / amplitude` */
  readonly end?: number;
}

/** The mean of r and of −s. */
const mean = 2;

/**
 * One-dimensional isentropic gas in its Riemann invariants r, s = v ± 2c/(γ − 1): r_t + (v + c) r_x = 0 and s_t + (v − c) s_x = 0,
 * where v ± c = (γ + 1)/4 (r, s) + (3 − γ)/4 (s, r), from r = 2 + A sin x and s = −2 + A cos x on [0, 2π].
 *
 * Exact for γ = 3, where every invariant is an inviscid Burgers wave. G. B. Whitham, Linear and Nonlinear Waves (1974), §6.7.
 */
export function isentropicGas(options: IsentropicGasOptions = {}): TransportProblem {
  const { gamma = 3, amplitude = 0.5 } = options;
  requireNumber("gamma", gamma, (value) => value > 1, "above 1", "1.4");
  requireNumber("amplitude", amplitude, (a) => a > 0 && a < mean, "between 0 and 2", "0.5");
  const { end = 0.8 / amplitude } = options;
  const [own, other] = [(gamma + 1) / 4, (3 - gamma) / 4];
  const speed = (first: string, second: string) => (at: Symbols) =>
    (at[first] as Expression).mul(own).add((at[second] as Expression).mul(other));
  const r0 = (x: number) => mean + amplitude * Math.sin(x);
  const s0 = (x: number) => -mean + amplitude * Math.cos(x);
  const wave = (u0: (x: number) => number, middle: number, x: number, t: number) =>
    u0(straightFoot(u0, [middle - amplitude, middle + amplitude], x, t));
  return transport({
    name: "isentropic-gas",
    domain: { x: [0, 2 * Math.PI], t: [0, end] },
    unknowns: ["r", "s"],
    speed: [speed("r", "s"), speed("s", "r")],
    initial: [
      ({ x }) => (x as Expression).sin().mul(amplitude).add(mean),
      ({ x }) => (x as Expression).cos().mul(amplitude).sub(mean),
    ],
    parameters: { gamma, amplitude },
    ...(gamma === 3 && end * amplitude < 1
      ? { exact: (x = 0, t = 0) => [wave(r0, mean, x, t), wave(s0, -mean, x, t)] }
      : {}),
  });
}
