import { type ExpressionReader, expressionReader, invalid } from "../../core/index.ts";
import { csvColumns, openCsv } from "../../io/index.ts";
import { type Condition, type DataCondition, type PdeEntry, pde } from "../../problems/index.ts";
import { defined } from "../config/defined.ts";
import type { EquationConfig } from "./equation-schema.ts";

type ConditionConfig = EquationConfig["conditions"][string];
type DataConfig = Extract<ConditionConfig, { kind: "data" }>;

/** Poses the equation of a configuration; expressions are compiled, and files of data are read. */
export async function ownEquation(config: EquationConfig): Promise<PdeEntry> {
  const reader = await expressionReader();
  const { name, unknowns, derivatives, trainable, exact } = config;
  const coordinates = Object.keys(config.domain);
  const end = (value: number | string, path: string) =>
    typeof value === "number" ? value : reader.compile(value, [], path)();
  const domain = Object.fromEntries(
    Object.entries(config.domain).map(([coordinate, [from, to]]) => {
      const path = `equation.domain.${coordinate}`;
      return [coordinate, [end(from, path), end(to, path)] as const];
    }),
  );
  const conditions: Record<string, Condition> = {};
  for (const [key, given] of Object.entries(config.conditions)) {
    conditions[key] =
      given.kind === "data"
        ? await readData(given, coordinates, unknowns, `equation.conditions.${key}`)
        : (defined(given) as Condition);
  }
  const problem = pde<string, string, string, string>({
    name,
    domain,
    unknowns,
    derivatives,
    pde: config.pde,
    conditions,
    trainable: Object.fromEntries(
      Object.entries(trainable).map(([key, { initial, ...rest }]) => [key, { initial, ...defined(rest) }] as const),
    ),
    ...(exact === undefined ? {} : { exact: exactOf(exact, coordinates, unknowns, reader) }),
  });
  return {
    description: "an equation of one's own",
    parameters: {},
    network: { width: 16, depth: 3, activation: "tanh", interior: 1000 },
    problem: () => problem,
  };
}

function exactOf(
  exact: NonNullable<EquationConfig["exact"]>,
  coordinates: readonly string[],
  unknowns: readonly string[],
  reader: ExpressionReader,
): (...point: readonly number[]) => readonly number[] {
  const byName = typeof exact === "object" ? exact : { [unknowns[0] as string]: exact };
  const formulas = unknowns.map((unknown) => {
    const path = `equation.exact.${unknown}`;
    const formula = byName[unknown];
    if (formula !== undefined) return reader.compile(String(formula), coordinates, path);
    throw invalid({ what: "exact needs a formula for every unknown", got: Object.keys(byName), path });
  });
  return (...point) => formulas.map((formula) => formula(...point));
}

/** Measurements from a file with named columns. */
async function readData(
  { file, sigma }: DataConfig,
  coordinates: readonly string[],
  unknowns: readonly string[],
  path: string,
): Promise<DataCondition> {
  const names = await csvColumns(file);
  const measured = unknowns.filter((unknown) => names.includes(unknown));
  const missing = coordinates.filter((coordinate) => !names.includes(coordinate));
  if (measured.length === 0 || missing.length > 0) {
    const what = `${file} needs a line of names with ${coordinates.join(", ")} and one of ${unknowns.join(", ")}`;
    throw invalid({ what, got: names, path });
  }
  const axes = await Promise.all(coordinates.map((name) => column(file, name)));
  const points = Array.from(axes[0] as Float64Array, (_, i) => axes.map((axis) => axis[i] as number));
  const values = await Promise.all(measured.map(async (name) => [name, await column(file, name)] as const));
  return {
    kind: "data",
    points,
    values: Object.fromEntries(values),
    ...(sigma === undefined ? {} : { sigma: typeof sigma === "number" ? sigma : await column(file, sigma) }),
  };
}

async function column(file: string, name: string): Promise<Float64Array> {
  const values: number[] = [];
  for await (const piece of (await openCsv(file, name)).pieces()) values.push(...piece);
  return Float64Array.from(values);
}
