import type { Dataset, Field } from "../../core/index.ts";
import type { Row } from "../../io/index.ts";
import type {
  Drift,
  Evolution,
  EvolveOptions,
  FieldEntropies,
  GroundState,
  SolutionError,
} from "../../spectral/index.ts";
import type { Diagnostics } from "./diagnostics.ts";

/** ψ at all points as a run handles it; the components of a pair stand one behind the other. */
export type AllPoints = Field<"x">;

/** How a run takes part in an integration. */
export type Watching = Pick<EvolveOptions<AllPoints>, "signal" | "resume" | "onSave" | "onStep">;

/** A wave, a coupled pair or a plane as a run sees it. */
export interface Simulation {
  readonly scenario: string;
  readonly span: readonly [start: number, end: number];
  readonly snapshots: number;
  /** Which kernels do the work. */
  readonly kernels: string;
  readonly grid: { readonly points: number | readonly number[]; readonly length: number | readonly number[] };
  /** Complex numbers of one saved field. */
  readonly size: number;
  /** Its data set without a time. */
  readonly header: Dataset;
  /** The relaxation that made the initial state, or null. */
  readonly groundState: Omit<GroundState, "psi"> | null;
  /** What the equation says of mass, momentum and energy. */
  readonly balance: Readonly<Record<keyof Drift, string>>;
  /** Integrates without keeping fields; `onSave` gets them. */
  integrate(watching: Watching): Promise<Evolution<AllPoints>>;
  /** An empty record of a run. */
  record(): RunRecord;
}

/** What a run gathers while it goes. */
export interface RunRecord {
  /** Takes one saved field in, and hands back its row of the data set. */
  save(t: number, psi: AllPoints, index: number): Row;
  /** What is reported of the run when it has stopped at a field. */
  finish(end: AllPoints, t: number): Measured;
  /** PNG pictures by name; after `finish`. */
  pictures(): Promise<Readonly<Record<string, Uint8Array>>>;
}

/** What a report says of the fields. */
export interface Measured {
  /** Against the exact solution, or null without one. */
  readonly error: SolutionError | null;
  /** Relative changes of the invariants, with a decay by linear loss taken out; null (NaN) for what is not conserved. */
  readonly drift: Drift;
  readonly entropy: FieldEntropies;
  readonly diagnostics: Diagnostics | PairDiagnostics | PlaneDiagnostics;
}

/** The `diagnostics` of a coupled pair. */
export interface PairDiagnostics {
  /** Of each component at the end, and the largest relative change of any of the two. */
  readonly masses: readonly [first: number, second: number];
  readonly massDrift: number;
}

/** The `diagnostics` of a plane: where the field is at the end. */
export interface PlaneDiagnostics {
  readonly centre: readonly [x: number, y: number];
  readonly meanSquareRadius: number;
}
