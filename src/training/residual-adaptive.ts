import type { Rng } from "../core/index.ts";
import type { BoundModel, ModelTerm } from "./bound-model.ts";
import { drawPoints } from "./point-sets.ts";
import { residualAdaptivePoints } from "./sampling/index.ts";
import type { Sampling } from "./sampling-rule.ts";

/** Chooses points where residuals are large. */
export interface AdaptivePoints {
  /** Replaces the points of the interior by points chosen from fresh candidates. */
  choose(
    theta: Float64Array,
    terms: readonly ModelTerm[],
    points: readonly Float64Array[],
    random: Rng,
  ): readonly Float64Array[];
  close(): void;
}

/** Residual-adaptive points for the interior; those of conditions stay as they were drawn. */
export function residualAdaptive(
  bound: BoundModel,
  counts: readonly number[],
  sampling: Sampling,
  { exponent = 1, constant = 1, candidates = 4 }: NonNullable<Sampling["adaptive"]>,
): AdaptivePoints {
  const pool = bound.terms.map(({ group }, i) => (group === "interior" ? candidates * (counts[i] as number) : 1));
  const draw = (terms: readonly ModelTerm[], random: Rng) =>
    drawPoints(terms, pool, sampling, random.split(bound.terms.length));
  let objective: ReturnType<BoundModel["objective"]> | undefined;
  return {
    choose(theta, terms, points, random) {
      const drawn = draw(terms, random);
      if (objective === undefined) objective = bound.objective(drawn, {});
      else for (const [i, { name }] of terms.entries()) objective.setPoints(name, [drawn[i] as Float64Array]);
      const residuals = new Float64Array(objective.rows);
      objective.residuals(theta, residuals);
      return points.map((given, i) => {
        if (bound.terms[i]?.group !== "interior" || objective === undefined) return given;
        const { start, count, components } = objective.terms[i] as { start: number; count: number; components: number };
        const sizes = Float64Array.from({ length: count }, (_, p) =>
          Math.hypot(...residuals.subarray(start + p * components, start + (p + 1) * components)),
        );
        if (!sizes.every(Number.isFinite)) return given;
        const stream = random.split(bound.terms.length + 1 + i);
        const rule = { power: exponent, floor: constant };
        return residualAdaptivePoints(drawn[i] as Float64Array, sizes, counts[i] as number, stream, rule);
      });
    },
    close() {
      objective?.close();
    },
  };
}
