import { plainLeastSquares } from "./least-squares.ts";
import type { ResidualObjective } from "./objective.ts";
import type { ResidualProgram } from "./program.ts";
import { type JetOptions, loadedJets } from "./registration.ts";

/**
 * The sum of squares of a residual program, computed by the implementation that `jetsReady` has loaded, or by the plain one.
 *
 * @throws SechError naming the term, where the program cannot be run.
 */
export function leastSquares(program: ResidualProgram, options: JetOptions = {}): ResidualObjective {
  return (loadedJets() ?? plainLeastSquares)(program, options);
}
