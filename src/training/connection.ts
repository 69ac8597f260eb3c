import { invalid } from "../core/index.ts";
import { type Formula, formulasOf, isHard, type PdeProblem, parseFace } from "../problems/index.ts";
import { hardEnds } from "./hard-ends.ts";

/** α u + β ∂u/∂x = g at one end of a coordinate x. */
export interface EndRule {
  readonly end: 0 | 1;
  readonly alpha: number;
  readonly beta: number;
  readonly value: Formula;
  /** The condition that says so. */
  readonly name: string;
}

/**
 * How slopes at the ends of one coordinate are met exactly: u = v − Σ φ_j(x) (L_j v − g_j) with polynomials φ_j for which
 * L_i φ_j = δ_ij, whatever v is. It takes v and its slope at the ends, and leaves v as it is inside.
 *
 * D. Mortari, The theory of connections: connecting points, Mathematics 5 (2017) 57.
 */
export interface Connection {
  readonly axis: number;
  readonly rules: readonly EndRule[];
  /** φ_j as coefficients of 1, ξ, ξ² …, ξ from 0 to 1 along the coordinate. */
  readonly shapes: readonly (readonly number[])[];
}

/**
 * The connection of an unknown whose slopes are given by hard Neumann or Robin conditions; undefined where none are.
 *
 * @throws SechError where they are on two coordinates.
 */
export function connectionOf(problem: PdeProblem, unknown: string): Connection | undefined {
  const { coordinates, domain } = problem;
  const sloped = Object.entries(problem.conditions).flatMap(([name, condition]) => {
    if ((condition.kind !== "neumann" && condition.kind !== "robin") || !isHard(condition)) return [];
    const value = formulasOf(condition.value ?? 0, problem.unknowns).find(([one]) => one === unknown)?.[1];
    if (value === undefined) return [];
    const [alpha, beta] = condition.kind === "neumann" ? [0, 1] : [condition.alpha, condition.beta];
    return condition.faces.flatMap((face) => {
      const place = parseFace(face);
      if (place === undefined) return [];
      const outward = place.end === 1 ? 1 : -1;
      const axis = coordinates.indexOf(place.coordinate);
      return [{ axis, rule: { end: place.end, alpha, beta: outward * beta, value, name } }];
    });
  });
  const axis = sloped[0]?.axis;
  if (axis === undefined) return undefined;
  for (const one of sloped) {
    if (one.axis === axis) continue;
    throw invalid({
      what: `conditions.${one.rule.name} cannot be met exactly`,
      why: `slopes are met by form along one coordinate, which is ${coordinates[axis]}`,
      path: `conditions.${one.rule.name}`,
      attempt: 'enforce: "soft" for it',
    });
  }
  const given = hardEnds(problem, unknown).filter((end) => end.axis === axis);
  const valued = given.flatMap(({ end, value, velocity, name }): EndRule[] => [
    { end, alpha: 1, beta: 0, value, name },
    ...(velocity === undefined ? [] : [{ end, alpha: 0, beta: 1, value: velocity, name }]),
  ]);
  const rules = [...valued, ...sloped.map(({ rule }) => rule)];
  const [from, to] = domain[axis] as readonly [number, number];
  return { axis, rules, shapes: shapesOf(rules, to - from) };
}

/** The polynomials of lowest degree with L_i φ_j = δ_ij. */
function shapesOf(rules: readonly EndRule[], length: number): readonly (readonly number[])[] {
  for (let lowest = 0; lowest <= 2; lowest++) {
    const matrix = rules.map(({ end, alpha, beta }) =>
      rules.map((_, m) => {
        const power = lowest + m;
        const value = end === 1 || power === 0 ? 1 : 0;
        const slope = end === 1 ? power : power === 1 ? 1 : 0;
        return alpha * value + (beta * slope) / length;
      }),
    );
    const inverse = inverted(matrix);
    if (inverse === undefined) continue;
    return rules.map((_, j) => [...new Array<number>(lowest).fill(0), ...inverse.map((row) => row[j] as number)]);
  }
  const names = [...new Set(rules.map(({ name }) => name))].join(" and ");
  throw invalid({
    what: `the conditions ${names} cannot be met exactly together`,
    why: "they say the same at one end, or contradict each other",
    attempt: 'enforce: "soft" for one of them',
  });
}

/** The inverse of a small matrix by elimination, or undefined where it has none. */
function inverted(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] | undefined {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...Array.from({ length: n }, (_, j) => (i === j ? 1 : 0))]);
  const size = Math.max(...matrix.flat().map(Math.abs));
  for (let k = 0; k < n; k++) {
    const column = rows.slice(k).map((row) => Math.abs(row[k] as number));
    const pivot = k + column.indexOf(Math.max(...column));
    if (Math.abs(rows[pivot]?.[k] as number) < 1e-9 * size) return undefined;
    [rows[k], rows[pivot]] = [rows[pivot] as number[], rows[k] as number[]];
    const top = rows[k] as number[];
    const head = top[k] as number;
    rows[k] = top.map((value) => value / head);
    rows.forEach((row, i) => {
      if (i === k) return;
      const factor = row[k] as number;
      rows[i] = row.map((value, j) => value - factor * ((rows[k] as number[])[j] as number));
    });
  }
  return rows.map((row) => row.slice(n));
}
