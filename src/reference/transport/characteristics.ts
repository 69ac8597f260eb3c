import { invalid, requireNumber } from "../../core/index.ts";
import { dop853, integrate, type OdeProblem } from "../../ode/index.ts";
import { type ConservationLaw, crossingTime, ringOf } from "../../problems/index.ts";

/** u0(x − c t): the exact solution of u_t + c u_x = 0 on the line, or on a ring if u0 is periodic. */
export function exactShift(initial: (x: number) => number, speed: number): (x: number, t: number) => number {
  requireNumber("speed", speed, () => true, "a finite number", "1");
  return (x, t) => initial(x - speed * t);
}

/**
 * The solution of u_t + f(u)_x = 0 before characteristics cross: u = u₀(ξ) with ξ + a(u₀(ξ)) t = x, by bisection and secants.
 *
 * The label is exact to rounding, so the error of u is rounding times |u₀′| / J, J = 1 + t d/dξ a(u₀).
 *
 * @throws SechError at and after the crossing time, where the formula gives several values.
 */
export function characteristicSolution(law: ConservationLaw): (x: number, t: number) => number {
  const { initial, speed } = law;
  const { start, length } = ringOf(law);
  const crossing = crossingTime(law);
  const samples = Float64Array.from({ length: 1024 }, (_, i) => speed(initial(start + (i * length) / 1024)));
  const margin = 1e-3 * (Math.max(...samples) - Math.min(...samples));
  const [slowest, fastest] = [Math.min(...samples) - margin, Math.max(...samples) + margin];
  return (x, t) => {
    if (!(t >= 0 && t < crossing)) {
      throw invalid({
        what: "t must be at least 0 and before characteristics cross",
        got: t,
        why: `they cross at t = ${crossing}`,
        attempt: "lagrangian.entropySolution or reference.laxOleinik",
        path: "t",
      });
    }
    const miss = (xi: number): number => xi + t * speed(initial(xi)) - x;
    return initial(bracketedRoot(miss, x - fastest * t, x - slowest * t));
  };
}

/** The root of a rising function in an interval: regula falsi of Illinois, every fourth round a bisection. */
function bracketedRoot(f: (x: number) => number, low: number, high: number): number {
  let [from, to, atFrom, atTo] = [low, high, f(low), f(high)];
  let side = 0;
  for (let round = 0; round < 200; round++) {
    if (to - from <= 2 * Number.EPSILON * (Math.abs(from) + Math.abs(to))) break;
    const secant = from - (atFrom * (to - from)) / (atTo - atFrom);
    const x = round % 4 === 3 || !(secant > from && secant < to) ? (from + to) / 2 : secant;
    const value = f(x);
    if (value === 0) return x;
    if (value < 0) {
      [from, atFrom] = [x, value];
      if (side === -1) atTo /= 2;
      side = -1;
    } else {
      [to, atTo] = [x, value];
      if (side === 1) atFrom /= 2;
      side = 1;
    }
  }
  return Math.abs(atFrom) < Math.abs(atTo) ? from : to;
}

/** A linear transport equation u_t + a(x, t) u_x = s(u) with its initial state. */
export interface LinearTransport {
  readonly initial: (x: number) => number;
  readonly speed: (x: number, t: number) => number;
  /** s(u). @defaultValue none */
  readonly source?: (u: number) => number;
}

/**
 * The solution of u_t + a(x, t) u_x = s(u): the characteristic through (x, t) is followed back to its foot, then u forward
 * from there, by DOP853.
 *
 * @param rtol Relative tolerance of a step; the error is a few of them for smooth speeds. @defaultValue `1e-13`
 * @throws SechError where the integration fails.
 */
export function tracedCharacteristics(problem: LinearTransport, rtol = 1e-13): (x: number, t: number) => number {
  const { initial, speed, source } = problem;
  const solve = (ode: OdeProblem): number => {
    const { status, message, y } = integrate(ode, { method: dop853(), rtol, atol: rtol, saveAt: { count: 2 } });
    if (status !== "success") throw invalid({ what: "a characteristic could not be followed", why: message });
    return y.data[y.data.length - 1] as number;
  };
  return (x, t) => {
    requireNumber("t", t, (value) => value >= 0, "at least 0", "1");
    if (t === 0) return initial(x);
    const foot = solve({
      rhs(time, y, out) {
        out[0] = speed(y[0] as number, time);
      },
      y0: Float64Array.of(x),
      span: [t, 0],
    });
    if (source === undefined) return initial(foot);
    return solve({
      rhs(_time, y, out) {
        out[0] = source(y[0] as number);
      },
      y0: Float64Array.of(initial(foot)),
      span: [0, t],
    });
  };
}
