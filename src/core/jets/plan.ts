import type { BlockShape } from "./block-shape.ts";
import type { GaussianLayer } from "./gaussian-layer.ts";
import type { DenseLayer } from "./network.ts";

/** Where a layer has its numbers: in the arena, or relative to a thread's scratch. */
export type LayerPlan = DensePlan | GaussianPlan;

export interface DensePlan {
  readonly kind: "dense";
  readonly layer: DenseLayer;
  /** The first of its parameters in θ. */
  readonly parameter: number;
  /** Arena: the weights and the same turned over, packed. */
  readonly packed: number;
  readonly transposed: number;
  /** Scratch: what goes into the activation, comes out of it, and is kept for the reverse sweep. */
  readonly z: number;
  readonly y: number;
  readonly aux: number;
}

export interface GaussianPlan {
  readonly kind: "gaussians";
  readonly layer: GaussianLayer;
  readonly parameter: number;
  /** Arena: see `GaussianBlock`. */
  readonly records: number;
  readonly shifts: number;
  readonly slots: number;
  /** Scratch: what comes out of it, and working memory. */
  readonly y: number;
  readonly rows: number;
}

/** A network at one set of points of a term. */
export interface EvaluationPlan {
  readonly network: number;
  readonly at: number;
  readonly shape: BlockShape;
  /** Arena: shape [blocks][features][channels][width]. */
  readonly features: number;
  readonly featureCount: number;
  /** Arena: offsets and factors of the hard conditions, shape [blocks][2 outputs][channels][width]; −1 where none. */
  readonly transform: number;
  readonly outputs: number;
  readonly layers: readonly LayerPlan[];
  /** Scratch: the jets of the outputs and their adjoints, shape [outputs][channels][width]. */
  readonly out: number;
  readonly adjoint: number;
}

/** Where one input of a residual's tape is: a row of `width` numbers. */
export type ReadPlan =
  | { readonly from: "network"; readonly evaluation: number; readonly row: number }
  | { readonly from: "fixed"; readonly row: number }
  | { readonly from: "scalar"; readonly parameter: number };

export interface TermPlan {
  readonly term: number;
  readonly name: string;
  readonly width: number;
  readonly blocks: number;
  readonly count: number;
  readonly components: number;
  /** Its first row. */
  readonly start: number;
  readonly evaluations: readonly EvaluationPlan[];
  readonly reads: readonly ReadPlan[];
  /** Arena: √weight, 0 where a block goes beyond the last point; shape [blocks][components][width]. */
  readonly scales: number;
  /** Arena: coordinates and data that the tape reads, shape [blocks][fixedRows][width]. */
  readonly fixed: number;
  readonly fixedRows: number;
  /** Scratch: the registers of the tape and their adjoints. */
  readonly registers: number;
  readonly adjoints: number;
  /** Scratch: adjoints of the layers, in turn. */
  readonly turn: readonly [number, number];
  /** Scratch: a layer's pre-activations in a direction of its parameters, and the direction's weights, packed twice. */
  readonly product: number;
  readonly direction: number;
}

/** The places of everything in the arena. It follows from the program and the number of threads alone. */
export interface Plan {
  readonly parameters: number;
  readonly rows: number;
  readonly threads: number;
  readonly terms: readonly TermPlan[];
  readonly networkStarts: readonly number[];
  readonly theta: number;
  /** A direction in parameters, or one in rows. */
  readonly vector: number;
  readonly residuals: number;
  /** For each thread: its scratch and its gradient. */
  readonly scratch: readonly number[];
  readonly gradients: readonly number[];
  /** Where the panels of the Jacobian's rows begin, and after them J or the threads' JᵀJ: there when they are asked for. */
  readonly end: number;
}

/** A panel has a row of point gradients for each parameter: its columns, a whole number of blocks, and the length of a row. */
export const panelColumns = 256;
export const panelStride = panelColumns + 8;
