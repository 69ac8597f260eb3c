import { type Expression, inlineTape, invalid, partialTape, rng, type Tape, tapeAt, trace } from "../core/index.ts";
import type { PdeProblem } from "../problems/index.ts";
import { connectionOf } from "./connection.ts";
import { formulaAt, type HardForm } from "./constraints.ts";
import { hardEnds } from "./hard-ends.ts";

/** Points of every face at which values are compared. */
const points = 16;
/** How far values may be apart, relative to the largest. */
const tolerance = 1e-6;

/** One thing that a form must have at random points, and has or has not. */
interface Claim {
  readonly name: string;
  /** Outputs: what the form has, and what is wanted. */
  readonly tape: Tape;
  /** Coordinates that are fixed at an end. */
  readonly ends: readonly { readonly axis: number; readonly end: 0 | 1 }[];
}

/**
 * Throws, with the condition's name, where the form of an unknown does not have the values of a hard condition, or the slopes
 * where it meets another face: they then disagree, and no smooth function has both.
 */
export function requireCompatible(problem: PdeProblem, unknown: string, form: HardForm): void {
  const { coordinates, domain } = problem;
  const random = rng(0);
  for (const { name, tape, ends } of claimsOf(problem, unknown, form)) {
    const places = Float64Array.from({ length: points * coordinates.length }, (_, i) => {
      const axis = i % coordinates.length;
      const [from, to] = domain[axis] as readonly [number, number];
      const fixed = ends.find((one) => one.axis === axis);
      return fixed === undefined ? from + (to - from) * random.uniform() : ([from, to][fixed.end] as number);
    });
    const values = tapeAt(tape, places);
    const largest = values.reduce((most, v) => Math.max(most, Math.abs(v)), 1e-300);
    for (let i = 0; i < points; i++) {
      const [has, wanted] = [values[2 * i] as number, values[2 * i + 1] as number];
      if (Math.abs(has - wanted) <= tolerance * Math.max(largest, 1e-6)) continue;
      throw invalid({
        what: `conditions.${name} cannot be met exactly together with the others`,
        got: { [unknown]: wanted },
        why: `they disagree where their faces meet: the others leave ${has.toPrecision(6)}`,
        path: `conditions.${name}`,
        attempt: 'enforce: "soft" for it',
      });
    }
  }
}

function claimsOf(problem: PdeProblem, unknown: string, form: HardForm): readonly Claim[] {
  const { coordinates } = problem;
  const connection = connectionOf(problem, unknown);
  const others = hardEnds(problem, unknown).filter(({ axis }) => axis !== connection?.axis);
  const traced = (name: string, f: Parameters<typeof trace<string>>[1]) => trace(coordinates, f, `conditions.${name}`);
  const values = others.map(({ axis, end, value, name }): Claim => {
    const tape = traced(name, (at) => [form.offset(at), formulaAt(problem, value, at)]);
    return { name, tape, ends: [{ axis, end }] };
  });
  if (connection === undefined) return values;
  const { axis } = connection;
  const offset = traced(unknown, (at) => form.offset(at));
  const slope = partialTape(offset, coordinates[axis] as string);
  const slopes = connection.rules.flatMap(({ end, alpha, beta, value, name }) => {
    const tape = traced(name, (at) => {
      const inputs = coordinates.map((coordinate) => at[coordinate] as Expression);
      const [u, ux] = [inlineTape(offset, inputs)[0] as Expression, inlineTape(slope, inputs)[0] as Expression];
      return [u.mul(alpha).add(ux.mul(beta)), formulaAt(problem, value, at)];
    });
    return others.map((other): Claim => ({ name, tape, ends: [other, { axis, end }] }));
  });
  return [...values, ...slopes];
}
