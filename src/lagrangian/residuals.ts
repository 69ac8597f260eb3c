import { type Expression, type Tape, trace } from "../core/index.ts";
import type { Symbols, TransportProblem } from "../problems/index.ts";

/** Which equations a mode has. */
export interface Equations {
  /** Whether the paths are learnt, by the equation X_t = a. */
  readonly path: boolean;
  /** Whether the displacement read is N, of which N at the beginning is taken off: d = N(ξ, t) − N(ξ, 0). */
  readonly difference: boolean;
  /** Whether diffusion stays as it is in labels, as published. */
  readonly labelDiffusion: boolean;
}

/**
 * What the residuals on a ring read: the displacement d = X − ξ − c̄ t, after a 0 at the beginning, and the state u, each
 * followed by the letters of its derivatives; then label and time.
 */
export function ringReads(problem: TransportProblem, equations: Equations): readonly string[] {
  const { path, difference, labelDiffusion } = equations;
  const diffuses = problem.viscosity > 0;
  const curved = diffuses && !labelDiffusion;
  const d = ["", ...(curved || !path ? ["x"] : []), ...(curved ? ["xx"] : [])];
  const u = ["", "t", ...(curved || !path ? ["x"] : []), ...(diffuses ? ["xx"] : [])];
  return [
    ...d.map((partial) => `d${partial}`),
    "dt",
    ...(difference ? d.map((partial) => `0d${partial}`) : []),
    ...u.map((partial) => `u${partial}`),
    "x",
    "t",
  ];
}

/**
 * The residuals on a ring. With J = 1 + d_ξ the path's is d_t + c̄ − a(U, X, t), and the state's, where ν > 0 multiplied by J,
 *
 * J (U_t − s) + (a − X_t) U_ξ − ν (U_ξξ / J − U_ξ d_ξξ / J²),
 *
 * whose middle term is left out where the paths themselves are learnt. The multiplication evens out a residual that is
 * otherwise largest where labels crowd.
 */
export function ringResidual(problem: TransportProblem, equations: Equations): Tape {
  const { speed, source, viscosity, unknowns, drift } = problem;
  const { path, difference, labelDiffusion } = equations;
  const mean = drift[0] as number;
  return trace(
    ringReads(problem, equations),
    (at) => {
      const read = (name: string) => (at as Symbols)[name] as Expression;
      const moved = (name: string) => (difference ? read(name).sub(read(`0${name}`)) : read(name));
      const [u, x, t] = [read("u"), read("x"), read("t")];
      const place = t.mul(mean).add(x).add(moved("d"));
      const names: Symbols = { [unknowns[0] as string]: u, x: place, t };
      const relative = (speed.at(names)[0] as Expression).sub(mean).sub(read("dt"));
      const rate = source === null ? read("ut") : read("ut").sub(source.at(names)[0] as Expression);
      if (path && (viscosity === 0 || labelDiffusion)) {
        return [relative, viscosity === 0 ? rate : rate.sub(read("uxx").mul(viscosity))];
      }
      const jacobian = moved("dx").add(1);
      const carried = path ? jacobian.mul(rate) : jacobian.mul(rate).add(relative.mul(read("ux")));
      if (viscosity === 0) return [carried];
      const curvature = read("ux").mul(moved("dxx")).div(jacobian.square());
      const state = carried.sub(read("uxx").div(jacobian).sub(curvature).mul(viscosity));
      return path ? [relative, state] : [state];
    },
    "the equations along paths",
  );
}

/** What must vanish at t = 0 where conditions are soft: the displacement, where it is learnt, and U − u₀. */
export function ringBeginning({ initial }: TransportProblem, path: boolean): Tape {
  return trace(path ? ["d", "u", "x"] : ["u", "x"], (at) => {
    const read = (name: string) => (at as Symbols)[name] as Expression;
    const state = read("u").sub(initial.at({ x: read("x") })[0] as Expression);
    return path ? [read("d"), state] : [state];
  });
}
