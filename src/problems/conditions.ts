import type { Expression } from "../core/index.ts";
import type { DataCondition } from "./data-condition.ts";

/** One end of a coordinate, e.g. `"x.min"`. */
export type Face<C extends string = string> = `${C}.min` | `${C}.max`;

/** A function of the coordinates: a number, text such as `"sin(pi*x)"` (after `await expressionReader()`), or a function that is traced once. */
export type Formula<C extends string = string> =
  | number
  | string
  | ((at: Readonly<Record<C, Expression>>) => Expression | number);

/** A formula for the only unknown, or for some of several unknowns by name; the others are left free. */
export type Values<C extends string = string, U extends string = string> =
  | Formula<C>
  | { readonly [name in U]?: Formula<C> };

/** How a condition is met: exactly, by the form of the model, or by a term of the loss. */
export type Enforcement = "hard" | "soft";

/** A value, and for an equation of second order in time a velocity, where a coordinate begins. */
export interface InitialCondition<C extends string = string, U extends string = string> {
  readonly kind: "initial";
  readonly value: Values<C, U>;
  /** ∂u/∂t at the beginning. @defaultValue none */
  readonly velocity?: Values<C, U>;
  /** The coordinate that begins. @defaultValue `"t"` */
  readonly coordinate?: C;
  /** @defaultValue `"hard"` */
  readonly enforce?: Enforcement;
}

/** Values on faces. */
export interface DirichletCondition<C extends string = string, U extends string = string> {
  readonly kind: "dirichlet";
  readonly faces: readonly Face<C>[];
  /** @defaultValue `0` */
  readonly value?: Values<C, U>;
  /** @defaultValue `"hard"` */
  readonly enforce?: Enforcement;
}

/** Derivatives along the outward normal on faces. */
export interface NeumannCondition<C extends string = string, U extends string = string> {
  readonly kind: "neumann";
  readonly faces: readonly Face<C>[];
  /** ∂u/∂n. @defaultValue `0` */
  readonly value?: Values<C, U>;
  /** Exactly on the faces of one coordinate at most. @defaultValue `"soft"` */
  readonly enforce?: Enforcement;
}

/** A combination α u + β ∂u/∂n = g on faces, n the outward normal. */
export interface RobinCondition<C extends string = string, U extends string = string> {
  readonly kind: "robin";
  readonly faces: readonly Face<C>[];
  readonly alpha: number;
  readonly beta: number;
  /** g. @defaultValue `0` */
  readonly value?: Values<C, U>;
  /** Exactly on the faces of one coordinate at most. @defaultValue `"soft"` */
  readonly enforce?: Enforcement;
}

/** One period of a periodic function: by form, through sines and cosines of the coordinate alone, or by equal ends. */
export interface PeriodicCondition<C extends string = string> {
  readonly kind: "periodic";
  readonly coordinate: C;
  /** @defaultValue `"hard"` */
  readonly enforce?: Enforcement;
}

/** A condition that a solution meets besides its equation. */
export type Condition<C extends string = string, U extends string = string> =
  | InitialCondition<C, U>
  | DirichletCondition<C, U>
  | NeumannCondition<C, U>
  | RobinCondition<C, U>
  | PeriodicCondition<C>
  | DataCondition<U>;

/** Whether a condition is met by the form of the model rather than by the loss. */
export function isHard(condition: Condition): boolean {
  const usual = ["neumann", "robin", "data"].includes(condition.kind) ? "soft" : "hard";
  return (condition.enforce ?? usual) === "hard";
}

/** The coordinate of a face and the end at which it lies. */
export function parseFace(face: string): { readonly coordinate: string; readonly end: 0 | 1 } | undefined {
  const match = /^(.+)\.(min|max)$/u.exec(face);
  return match === null ? undefined : { coordinate: match[1] as string, end: match[2] === "min" ? 0 : 1 };
}

/** The formulas of a condition by unknown: those that it says something about. */
export function formulasOf(values: Values, unknowns: readonly string[]): readonly (readonly [string, Formula])[] {
  if (typeof values === "object")
    return Object.entries(values).filter(([, formula]) => formula !== undefined) as [string, Formula][];
  return [[unknowns[0] as string, values]];
}
