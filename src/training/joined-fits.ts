import type { OwnFit } from "./model.ts";

type AnyFit = Pick<OwnFit, Exclude<keyof OwnFit, "values" | "evaluate" | "scalars">>;

/** The fits of consecutive windows as one, but for the solution: sums of their work, root mean squares of their residuals. */
export function joinedFits(fits: readonly AnyFit[]): Omit<OwnFit, "values" | "evaluate"> {
  const last = fits.at(-1) as AnyFit;
  const square = (of: (fit: AnyFit) => number): number =>
    Math.sqrt(fits.reduce((sum, fit) => sum + of(fit) ** 2, 0) / fits.length);
  let [steps, seconds] = [0, 0];
  const history = fits.flatMap((fit) => {
    const entries = fit.history.map((entry) => ({
      ...entry,
      iteration: steps + entry.iteration,
      seconds: seconds + entry.seconds,
    }));
    steps += fit.iterations;
    seconds += fit.wallSeconds;
    return entries;
  });
  const placement = fits.flatMap((fit) => fit.placement ?? []);
  return {
    parameters: Float64Array.from(fits.flatMap(({ parameters }) => [...parameters])),
    status: last.status,
    stopReason: last.stopReason,
    stages: fits.flatMap(({ stages }) => stages),
    iterations: steps,
    trainResidual: square(({ trainResidual }) => trainResidual),
    heldOutResidual: square(({ heldOutResidual }) => heldOutResidual),
    residuals: Object.fromEntries(
      Object.keys(last.residuals).map((key) => [key, square((fit) => fit.residuals[key] ?? 0)]),
    ),
    scalars: {},
    history,
    warnings: fits.flatMap(({ warnings }, k) => warnings.map((warning) => `window ${k + 1}: ${warning}`)),
    ...(placement.length > 0 ? { placement } : {}),
    wallSeconds: seconds,
  };
}
