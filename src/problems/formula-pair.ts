import { requireNumber } from "../core/index.ts";
import type { CoupledProblem } from "./coupled.ts";
import { type Equation, requireCoefficients, sample } from "./equation.ts";
import type { ComplexFormula } from "./formula-wave.ts";

/** An initial state of two components given as functions. */
export interface FormulaPairOptions extends Equation {
  readonly psi1: ComplexFormula;
  readonly psi2: ComplexFormula;
  /** b. @defaultValue `1` */
  readonly coupling?: number;
}

/** A coupled pair that starts from ψ₁(x, 0) and ψ₂(x, 0) as functions give them. */
export function formulaPair(options: FormulaPairOptions): CoupledProblem {
  const { psi1, psi2, coupling = 1, dispersion = 1, nonlinearity = 1 } = options;
  requireCoefficients(dispersion, nonlinearity);
  requireNumber("equation.coupling", coupling, () => true, "a finite number", "1");
  return {
    kind: "coupled",
    name: "coupled",
    dispersion,
    nonlinearity,
    coupling,
    parameters: {
      ...(psi1.text === undefined ? {} : { psi1: psi1.text }),
      ...(psi2.text === undefined ? {} : { psi2: psi2.text }),
    },
    initial: (grid) => [sample(grid, (x) => psi1.value(x)), sample(grid, (x) => psi2.value(x))],
  };
}
