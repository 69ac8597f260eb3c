import { invalid, rng, tapeAt, trace } from "../core/index.ts";
import type { PdeProblem } from "../problems/index.ts";
import { formulaAt, type HardForm, hardEnds } from "./constraints.ts";

/** Points of every face at which values are compared. */
const points = 16;
/** How far values may be apart, relative to the largest. */
const tolerance = 1e-6;

/**
 * Throws, with the condition's name, where the form of an unknown does not have the values of a hard condition: it then
 * disagrees with another one where their faces meet, and no smooth function has both.
 */
export function requireCompatible(problem: PdeProblem, unknown: string, form: HardForm): void {
  const { coordinates, domain } = problem;
  const random = rng(0);
  for (const { axis, end, value, name } of hardEnds(problem, unknown)) {
    const tape = trace(coordinates, (at) => [form.offset(at), formulaAt(problem, value, at)], `conditions.${name}`);
    const places = Float64Array.from({ length: points * coordinates.length }, (_, i) => {
      const [from, to] = domain[i % coordinates.length] as readonly [number, number];
      return i % coordinates.length === axis ? ([from, to][end] as number) : from + (to - from) * random.uniform();
    });
    const values = tapeAt(tape, places);
    const largest = values.reduce((most, v) => Math.max(most, Math.abs(v)), 1e-300);
    for (let i = 0; i < points; i++) {
      const [has, wanted] = [values[2 * i] as number, values[2 * i + 1] as number];
      if (Math.abs(has - wanted) <= tolerance * largest) continue;
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
