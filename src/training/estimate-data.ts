import { type DataCondition, dataColumns, dataPoints, dataSigma, type PdeProblem } from "../problems/index.ts";
import type { Fit, Model } from "./model.ts";

/** A condition of data, and where its residuals are among all. */
export interface Measurement {
  readonly name: string;
  readonly condition: DataCondition;
  readonly start: number;
  readonly count: number;
}

/** The conditions of data of a problem. */
export function measurements({ conditions, coordinates, unknowns }: PdeProblem): readonly Measurement[] {
  let start = 0;
  return Object.entries(conditions).flatMap(([name, condition]) => {
    if (condition.kind !== "data") return [];
    const points = dataPoints(condition).length / coordinates.length;
    const count = points * dataColumns(condition, unknowns).length;
    start += count;
    return [{ name, condition, start: start - count, count }];
  });
}

/** (u − value) / σ of all data. */
export function residualsOf(
  { coordinates, unknowns }: PdeProblem,
  data: readonly Measurement[],
  { values }: Pick<Fit<PdeProblem, Model<PdeProblem>>, "values">,
): Float64Array {
  return Float64Array.from(
    data.flatMap(({ condition }) => {
      const points = dataPoints(condition);
      const sigma = dataSigma(condition, points.length / coordinates.length);
      const found = values(points);
      return dataColumns(condition, unknowns).flatMap(([unknown, column]) =>
        Array.from(column, (value, i) => {
          const u = found[i * unknowns.length + unknowns.indexOf(unknown)] as number;
          return (u - value) / (sigma[i] as number);
        }),
      );
    }),
  );
}

/** The standard deviation of the residuals of each condition, corrected for what the scalars take. */
export function noiseOf(data: readonly Measurement[], residuals: Float64Array, scalars: number): readonly number[] {
  const share = Math.max(1 - scalars / residuals.length, Number.EPSILON);
  return data.map(({ start, count }) =>
    Math.sqrt(Math.max(sumOfSquares(residuals.subarray(start, start + count)) / (count * share), Number.MIN_VALUE)),
  );
}

/** Columns in units of the deviations of their conditions. */
export function scaled(
  columns: readonly Float64Array[],
  data: readonly Measurement[],
  deviations: readonly number[],
): readonly Float64Array[] {
  return columns.map((column) => {
    const out = column.slice();
    data.forEach(({ start, count }, k) => {
      for (let i = start; i < start + count; i++) out[i] = (out[i] as number) / (deviations[k] as number);
    });
    return out;
  });
}

/** Σ r². */
export const sumOfSquares = (r: Float64Array): number => r.reduce((sum, value) => sum + value * value, 0);
