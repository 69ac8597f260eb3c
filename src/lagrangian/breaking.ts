import { antiderivative, invalid, SechError, tapeAt } from "../core/index.ts";
import type { ConservationLaw, TransportProblem } from "../problems/index.ts";
import type { Fit } from "../training/index.ts";
import type { TransportModel } from "./model.ts";
import type { Parts } from "./parts.ts";
import { type EntropySolution, entropySolution } from "./shock.ts";

/**
 * A transport problem as a conservation law with plain functions, f by quadrature of a where it is not given.
 *
 * @throws SechError for what is none: viscosity, a source, several unknowns, the plane, or a speed of x or t.
 */
export function conservationLaw(problem: TransportProblem): ConservationLaw {
  const { viscosity, source, unknowns, coordinates, uniform, domain, initial, speed, flux } = problem;
  const obstacle =
    viscosity > 0
      ? "viscosity"
      : source !== null
        ? "a source"
        : coordinates.length > 2
          ? "two dimensions"
          : unknowns.length > 1
            ? "several unknowns"
            : uniform
              ? null
              : "a speed that depends on the place";
  if (obstacle !== null) {
    throw invalid({ what: "least action needs a scalar conservation law on a ring", got: obstacle, path: "problem" });
  }
  const [from, to] = domain[0] as readonly [number, number];
  const length = to - from;
  const u0 = (x: number): number =>
    tapeAt(initial.tape, Float64Array.of(x - length * Math.floor((x - from) / length)))[0] as number;
  // The laws of a problem are functions of the unknowns, then the coordinates.
  const a = (u: number): number => tapeAt(speed.tape, Float64Array.of(u, from, 0))[0] as number;
  const samples = tapeAt(
    initial.tape,
    Float64Array.from({ length: 512 }, (_, i) => from + (i * length) / 512),
  );
  const [low, high] = [Math.min(...samples) - 1, Math.max(...samples) + 1];
  const f =
    flux === null
      ? antiderivative(a, low, high - low, 64)
      : (u: number): number => tapeAt(flux.tape, Float64Array.of(u))[0] as number;
  return { initial: u0, flux: f, speed: a, start: from, length };
}

/**
 * The entropy solution past the crossing of paths, on the paths and states that a fit has learned: where several of its paths
 * end, the one of least action holds, and its error is that of the fit, over J.
 *
 * @throws SechError where the problem is not a conservation law with a convex or concave flux, or the fit has no paths.
 */
export function entropyOf(fit: Fit<TransportProblem, TransportModel>): EntropySolution {
  const { problem, model, parameters } = fit;
  const parts = model.parts?.(problem);
  if (parts === undefined || parts.map === null) {
    throw invalid({ what: "the entropy solution needs a model with paths", got: model.mode, attempt: "lpinn" });
  }
  return entropyOn(problem, parts, parameters);
}

/** The same for paths and states that are not yet a fit. */
export function entropyOn(problem: TransportProblem, { map, state }: Parts, parameters: Float64Array): EntropySolution {
  const drift = problem.drift[0] as number;
  return entropySolution(conservationLaw(problem), {
    sheet(labels, t) {
      const points = Float64Array.from({ length: 2 * labels.length }, (_, i) =>
        i % 2 === 0 ? (labels[i >> 1] as number) : t,
      );
      const d = map?.displacement(parameters, points) ?? new Float64Array(2 * labels.length);
      return {
        path: labels.map((label, i) => label + drift * t + (d[2 * i] as number)),
        state: state(parameters, points),
      };
    },
  });
}

/** Whether least action chooses among crossing paths: for scalar conservation laws with a convex or concave flux. */
export function leastActionHolds(problem: TransportProblem): boolean {
  try {
    entropySolution(conservationLaw(problem));
    return true;
  } catch (error) {
    if (error instanceof SechError) return false;
    throw error;
  }
}
