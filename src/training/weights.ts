import { invalid } from "../core/index.ts";
import type { ModelTerm } from "./bound-model.ts";

/** Weights of the terms by their group; 1 where nothing is said. */
export type Weights = Readonly<Record<string, number>>;

/** The fixed weight of every term. @throws SechError for a group that the loss does not have, or a negative weight. */
export function fixedWeights(terms: readonly ModelTerm[], weights: Weights = {}): readonly number[] {
  const groups = new Set(terms.map(({ group }) => group));
  for (const [group, weight] of Object.entries(weights)) {
    requireGroup("weights", group, groups);
    if (Number.isFinite(weight) && weight >= 0) continue;
    throw invalid({ what: `weights.${group} must be finite and not negative`, got: weight, path: `weights.${group}` });
  }
  return terms.map(({ group }) => weights[group] ?? 1);
}

/** Throws unless a term of the loss has this group. */
export function requireGroup(key: string, group: string, groups: ReadonlySet<string>): void {
  if (groups.has(group)) return;
  throw invalid({
    what: `${key} names a term that the loss does not have`,
    got: group,
    why: "conditions that are met exactly are no terms",
    attempt: `one of ${[...groups].join(", ")}`,
    path: `${key}.${group}`,
  });
}
