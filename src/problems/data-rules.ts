import { invalid } from "../core/index.ts";
import { type DataCondition, dataColumns, dataPoints, dataSigma, isList } from "./data-condition.ts";
import type { PdeProblem } from "./problem.ts";

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
