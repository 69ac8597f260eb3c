import { trace } from "../core/index.ts";
import { type DataCondition, dataColumns, dataPoints, dataSigma, type PdeProblem } from "../problems/index.ts";
import type { Term } from "./term.ts";

/** The term of measured values: (u − value) / σ at their points, which never change. */
export function dataTerm(problem: PdeProblem, name: string, condition: DataCondition): Term {
  const { coordinates, unknowns, domain } = problem;
  const points = dataPoints(condition);
  const columns = dataColumns(condition, unknowns);
  const precision = dataSigma(condition, points.length / coordinates.length).map((sigma) => 1 / sigma);
  const measured = columns.map(([unknown]) => `${unknown} measured`);
  const inputs = [...columns.map(([unknown]) => unknown), ...coordinates, ...measured, "precision"];
  const tape = trace(
    inputs,
    (at) =>
      columns.map(([unknown], i) => {
        const value = at[measured[i] as string] as (typeof at)[string];
        return (at[unknown] as typeof value).sub(value).mul(at["precision"] as typeof value);
      }),
    `conditions.${name}`,
  );
  return {
    name,
    group: name,
    rows: columns.map(([unknown]) => (unknowns.length === 1 ? name : `${name} ${unknown}`)),
    box: domain,
    reads: columns.map(([unknown]) => ({ unknown, partial: "" })),
    scalars: [],
    points,
    data: [...columns.map(([, column]) => column), precision],
    tape,
  };
}
