import { invalid, requireNumber } from "../core/index.ts";
import type { TrainableScalar } from "./problem.ts";

/** Throws, with its name, where a trainable scalar does not start between its bounds. */
export function requireTrainableScalars(trainable: Readonly<Record<string, TrainableScalar>>): void {
  for (const [name, { initial, min, max, scale }] of Object.entries(trainable)) {
    const path = `trainable.${name}`;
    requireNumber(`${path}.initial`, initial, Number.isFinite, "finite", "1");
    for (const [key, bound] of Object.entries({ min, max })) {
      if (bound !== undefined) requireNumber(`${path}.${key}`, bound, Number.isFinite, "finite", "0");
    }
    if (scale !== undefined) requireNumber(`${path}.scale`, scale, (value) => value > 0, "positive", "1");
    if (initial > (min ?? Number.NEGATIVE_INFINITY) && initial < (max ?? Number.POSITIVE_INFINITY)) continue;
    throw invalid({
      what: `${path}.initial must lie between its bounds`,
      got: { initial, min, max },
      why: "a bound itself is never reached",
      path,
    });
  }
}
