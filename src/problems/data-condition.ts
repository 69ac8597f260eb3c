import { invalid } from "../core/index.ts";
import type { PdeProblem } from "./problem.ts";

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

function isList(values: DataCondition["values"]): values is ArrayLike<number> {
  return typeof (values as ArrayLike<number>).length === "number";
}

/** The standard deviation of every point of data. */
export function dataSigma({ sigma = 1 }: DataCondition, count: number): Float64Array {
  return typeof sigma === "number" ? new Float64Array(count).fill(sigma) : Float64Array.from(sigma);
}

/** Throws, with the condition's name, where data are of different lengths, outside the box or not numbers. */
export function requireData({ coordinates, domain, unknowns }: PdeProblem, name: string, data: DataCondition): void {
  const path = `conditions.${name}`;
  if ((data.enforce ?? "soft") !== "soft") {
    throw invalid({ what: `${path}.enforce must be "soft" for data`, got: data.enforce, path });
  }
  const points = dataPoints(data);
  const count = points.length / coordinates.length;
  if (!(count >= 1 && Number.isInteger(count))) {
    throw invalid({
      what: `${path}.points must have ${coordinates.length} coordinates each`,
      got: `${points.length} numbers`,
      path: `${path}.points`,
      attempt: `[[${domain.map(([from]) => from).join(", ")}]]`,
    });
  }
  const outside = points.findIndex((value, i) => {
    const [from, to] = domain[i % coordinates.length] as readonly [number, number];
    return !(value >= from && value <= to);
  });
  if (outside >= 0) {
    throw invalid({
      what: `${path}.points[${Math.floor(outside / coordinates.length)}] must lie in the domain`,
      got: { [coordinates[outside % coordinates.length] as string]: points[outside] },
      path: `${path}.points`,
    });
  }
  const columns = dataColumns(data, unknowns);
  for (const [unknown] of columns) {
    if (unknowns.includes(unknown)) continue;
    const attempt = `one of ${unknowns.join(", ")}`;
    throw invalid({ what: `${path}.values must name an unknown of the problem`, got: unknown, path, attempt });
  }
  if (columns.length === 0) throw invalid({ what: `${path}.values must not be empty`, path: `${path}.values` });
  if (isList(data.values) && unknowns.length > 1) {
    const attempt = `{ ${unknowns[0]}: [...] }`;
    throw invalid({ what: `${path}.values must be by unknown, as there are several`, path: `${path}.values`, attempt });
  }
  for (const [, column] of columns) requireColumn(`${path}.values`, column, count, Number.isFinite, "finite");
  requireColumn(`${path}.sigma`, dataSigma(data, count), count, (s) => s > 0 && Number.isFinite(s), "positive");
}

function requireColumn(
  path: string,
  column: Float64Array,
  count: number,
  ok: (value: number) => boolean,
  how: string,
): void {
  if (column.length !== count) {
    throw invalid({ what: `${path} must be one a point, ${count}`, got: column.length, path });
  }
  const wrong = column.findIndex((value) => !ok(value));
  if (wrong >= 0) throw invalid({ what: `${path}[${wrong}] must be ${how}`, got: String(column[wrong]), path });
}
