import type { Tape } from "../core/index.ts";

/** A box in which the points of a term lie; on a face both ends of its coordinate are the same. */
export type Box = readonly (readonly [from: number, to: number])[];

/** A quantity that a term reads: an unknown, or one of its partial derivatives. */
export interface ReadUnknown {
  readonly unknown: string;
  /** The partial by name, e.g. `"xx"`; empty for the value. */
  readonly partial: string;
  /** Whether it is read at the opposite end of the term's face. @defaultValue `false` */
  readonly opposite?: boolean;
}

/** What must vanish in one place: a part of the loss, before it has points. */
export interface Term {
  /** `"interior"`, or the name of a condition with its face; different for every term. */
  readonly name: string;
  /** The key in the options `points` and `weights`: `"interior"`, or the name of a condition. */
  readonly group: string;
  /** The names of the tape's outputs: the equations, or the condition with its face. */
  readonly rows: readonly string[];
  readonly box: Box;
  /** Inputs of the tape, followed by the coordinates, by the parameters of the scalars, and by the columns of data. */
  readonly reads: readonly ReadUnknown[];
  /** The trainable scalars that it reads, by name. */
  readonly scalars: readonly string[];
  /** The end of a coordinate with which its face is compared. @defaultValue none */
  readonly opposite?: { readonly axis: number; readonly place: number };
  /** Where it is measured, shape [count][coordinates], when that is not to be chosen. @defaultValue chosen in the box */
  readonly points?: Float64Array;
  /** Numbers at these points, shape [columns][count]. @defaultValue none */
  readonly data?: readonly Float64Array[];
  readonly tape: Tape;
}
