import type { BlockShape } from "./block-shape.ts";
import type { GaussianPrimitives } from "./gaussian-primitives.ts";
import type { DenseLayer } from "./network.ts";

/** One memory of numbers in which all arrays of a program have a place; places are counted in numbers. */
export interface Arena {
  /** The whole memory; another view after it has grown. */
  readonly numbers: Float64Array;
  /** Makes it at least so long; what is in it stays. */
  ensure(length: number): void;
}

/**
 * The loops of a sweep over the jets of a block, on places of an arena. Two implementations exist: the plain one here, which
 * is the oracle and the fallback, and WASM.
 */
export interface JetPrimitives extends GaussianPrimitives {
  /** Brings weights [outputs][inputs], and the same turned over, into the form that `dense` takes, of the same size. */
  pack(weights: number, packed: number, transposed: number, outputs: number, inputs: number): void;
  /** out[o][n] = Σ_i weights[o][i] x[i][n], weights packed, and bias[o] added to the first `biased` columns. */
  dense(
    packed: number,
    bias: number,
    x: number,
    out: number,
    outputs: number,
    inputs: number,
    columns: number,
    biased: number,
  ): void;
  /** weights[o][i] += Σ_n g[o][n] x[i][n] and bias[o] += Σ_{n < biased} g[o][n]. */
  weightGradient(
    g: number,
    x: number,
    weights: number,
    bias: number,
    outputs: number,
    inputs: number,
    columns: number,
    biased: number,
  ): void;
  /** y = σ(z) as jets, for `neurons` rows; `aux` keeps what the reverse sweep wants again. */
  activate(
    activation: DenseLayer["activation"],
    shape: BlockShape,
    neurons: number,
    z: number,
    y: number,
    aux: number,
  ): void;
  /** g ← (∂y/∂z)ᵀ g, in place. */
  activateReverse(
    activation: DenseLayer["activation"],
    shape: BlockShape,
    neurons: number,
    z: number,
    y: number,
    aux: number,
    g: number,
  ): void;
  /**
   * Per point p, the gradient with respect to weights and bias: rows[o · inputs + i][p] = Σ_c g[o][c][p] x[i][c][p], and
   * rows[outputs · inputs + o][p] = g[o][0][p]; a row is `stride` long. With `adds` it is added.
   */
  pointGradients(
    shape: BlockShape,
    g: number,
    x: number,
    rows: number,
    stride: number,
    outputs: number,
    inputs: number,
    adds: boolean,
  ): void;
  /** The lower triangle of out[a][b] += Σ_{n < count} rows[a][n] rows[b][n]; a row of `rows` is `stride` long. */
  addNormal(rows: number, stride: number, count: number, parameters: number, out: number): void;
}
