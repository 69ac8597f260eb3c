import { type Field, field, invalid } from "../core/index.ts";
import { type Equation, requireCoefficients } from "./equation.ts";
import type { WaveProblem } from "./problem.ts";

/** An initial state given by its samples on the grid that will be used. */
export interface SampledWaveOptions extends Equation {
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly name?: string;
}

/** A wave problem that starts from given samples ψ(x_j). */
export function sampledWave({
  re,
  im,
  name = "samples",
  dispersion = 1,
  nonlinearity = 1,
}: SampledWaveOptions): WaveProblem {
  requireCoefficients(dispersion, nonlinearity);
  return {
    kind: "wave",
    name,
    dispersion,
    nonlinearity,
    parameters: {},
    initial(grid): Field<"x"> {
      if (re.length !== grid.points) {
        throw invalid({ what: `the samples must match the grid's ${grid.points} points`, got: re.length });
      }
      return field("x", [re.slice(), im.slice()]);
    },
  };
}
