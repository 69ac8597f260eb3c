import type { Complex } from "./complex.ts";
import { type Equation, requireCoefficients, sample } from "./equation.ts";
import type { WaveProblem } from "./problem.ts";

/** A complex function of position. */
export interface ComplexFormula {
  value(x: number): Complex;
  /** The formula as text, for files and reports. */
  readonly text?: string;
}

/** An initial state given as a function. */
export interface FormulaWaveOptions extends Equation {
  readonly psi: ComplexFormula;
  /** @defaultValue `"expression"` */
  readonly name?: string;
}

/** A wave problem that starts from ψ(x, 0) as a function gives it. */
export function formulaWave({
  psi,
  name = "expression",
  dispersion = 1,
  nonlinearity = 1,
}: FormulaWaveOptions): WaveProblem {
  requireCoefficients(dispersion, nonlinearity);
  return {
    kind: "wave",
    name,
    dispersion,
    nonlinearity,
    parameters: psi.text === undefined ? {} : { psi: psi.text },
    initial: (grid) => sample(grid, (x) => psi.value(x)),
  };
}
