/** Measured values at points, which the solution follows as far as their errors allow. */
export interface DataCondition<U extends string = string> {
  readonly kind: "data";
  /** Where they were measured: one list of coordinates a point, or all in one array of shape [count][coordinates]. */
  readonly points: ArrayLike<number> | readonly (readonly number[])[];
  /** One value a point, of the only unknown or of unknowns by name. */
  readonly values: ArrayLike<number> | { readonly [name in U]?: ArrayLike<number> };
  /**
   * Standard deviation of the values, one for all or one a point: residuals are (u − value) / sigma.
   *
   * @defaultValue `1`
   */
  readonly sigma?: number | ArrayLike<number>;
  /** @defaultValue `"soft"`, the only one */
  readonly enforce?: "soft";
}

/** The points of data, shape [count][coordinates]. */
export function dataPoints({ points }: DataCondition): Float64Array {
  const list = Array.from(points as ArrayLike<number | readonly number[]>);
  return Float64Array.from(list.flat());
}

/** The values of data, one column an unknown that they say something about. */
export function dataColumns(
  { values }: DataCondition,
  unknowns: readonly string[],
): readonly (readonly [unknown: string, column: Float64Array])[] {
  if (isList(values)) return [[unknowns[0] as string, Float64Array.from(values)]];
  return Object.entries(values).flatMap(([unknown, column]) =>
    column === undefined ? [] : [[unknown, Float64Array.from(column)] as const],
  );
}

/** Whether the values are those of the only unknown. */
export function isList(values: DataCondition["values"]): values is ArrayLike<number> {
  return typeof (values as ArrayLike<number>).length === "number";
}

/** The standard deviation of every point of data. */
export function dataSigma({ sigma = 1 }: DataCondition, count: number): Float64Array {
  return typeof sigma === "number" ? new Float64Array(count).fill(sigma) : Float64Array.from(sigma);
}
