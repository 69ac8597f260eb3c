import { invalid, requireNumber } from "../../core/index.ts";
import { dop853, integrate, type Rhs } from "../../ode/index.ts";
import { requireLength } from "./maps.ts";

/** How a system of differential equations is sampled. */
export interface FlowOptions {
  /** Number of samples. */
  readonly length: number;
  /** Time from sample to sample. */
  readonly dt?: number;
  /** Relative tolerance of the integration by dop853. @defaultValue `1e-12` */
  readonly rtol?: number;
  /** Time integrated before the first sample. @defaultValue `0` */
  readonly skip?: number;
}

/** The samples of a flow, by name, each of shape [length]. */
export interface Flow<Name extends string> {
  /** Shape [length]. */
  readonly t: Float64Array;
  readonly series: Readonly<Record<Name, Float64Array>>;
  /** Largest |I(t) − I(0)| / max(|I(0)|, scale) of the conserved quantity over the samples; null where there is none. */
  readonly drift: number | null;
  /** Which quantity that is. */
  readonly conserved: Conserved | null;
}

/** A quantity that a flow keeps: the energy, or in a turning frame the Jacobi integral. */
export type Conserved = "energy" | "jacobi";

/** A flow by its equations. */
export interface FlowDefinition<Name extends string> {
  readonly rhs: Rhs;
  readonly y0: readonly number[];
  /** Each named series as a function of the state. */
  readonly series: Readonly<Record<Name, (y: ArrayLike<number>) => number>>;
  /** A conserved quantity and the scale on which its drift is measured where it is near zero. */
  readonly conserved?: {
    readonly name: Conserved;
    readonly value: (y: ArrayLike<number>) => number;
    readonly scale: number;
  };
}

/** Integrates a flow and samples it. Throws where the integration does not reach the end. */
export function flow<Name extends string>(
  { rhs, y0, series, conserved }: FlowDefinition<Name>,
  { length, dt = 1, rtol = 1e-12, skip = 0 }: FlowOptions,
): Flow<Name> {
  requireLength(length);
  requireNumber("dt", dt, (value) => value > 0, "positive", "0.01");
  requireNumber("skip", skip, (value) => value >= 0, "zero or positive", "10");
  const times = Float64Array.from({ length }, (_, i) => skip + i * dt);
  const names = Object.entries(series) as [Name, (y: ArrayLike<number>) => number][];
  const out = Object.fromEntries(names.map(([name]) => [name, new Float64Array(length)])) as Record<Name, Float64Array>;
  const first = conserved?.value(y0) ?? 0;
  let drift = 0;
  const problem = { rhs, y0: Float64Array.from(y0), span: [0, (times.at(-1) as number) || dt] as const };
  const solution = integrate(problem, {
    method: dop853(),
    rtol,
    atol: rtol,
    maxSteps: 1e9,
    keep: false,
    saveAt: { times },
    onSave(_, y, index) {
      for (const [name, value] of names) out[name][index] = value(y);
      if (conserved === undefined) return;
      const change = Math.abs(conserved.value(y) - first) / Math.max(Math.abs(first), conserved.scale);
      drift = Math.max(drift, change);
    },
  });
  if (solution.status !== "success")
    throw invalid({ what: "the flow must be integrated to its end", got: solution.message });
  return {
    t: times.map((t) => t - skip),
    series: out,
    drift: conserved === undefined ? null : drift,
    conserved: conserved?.name ?? null,
  };
}
