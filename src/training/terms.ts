import { type Expression, inlineTape, type Tape, trace } from "../core/index.ts";
import { type Condition, formulasOf, isHard, type PdeProblem, parseFace, type Values } from "../problems/index.ts";
import { formulaAt } from "./constraints.ts";
import { dataTerm } from "./data-term.ts";
import { periodicTerm } from "./periodic-term.ts";
import { scalarForms } from "./scalars.ts";
import type { Term } from "./term.ts";

/** The parts of the loss of a problem: its equations inside the box, and every condition that is not met by form. */
export function termsOf(problem: PdeProblem): readonly Term[] {
  const { unknowns, derivatives, equations, domain, conditions } = problem;
  const reads = unknowns.flatMap((unknown) => ["", ...derivatives].map((partial) => ({ unknown, partial })));
  const name = "interior";
  const scalars = Object.keys(problem.trainable ?? {});
  const interior: Term = {
    name,
    group: name,
    rows: equations,
    box: domain,
    reads,
    scalars,
    tape: interiorTape(problem),
  };
  const soft = Object.entries(conditions).filter(([, condition]) => !isHard(condition));
  return [interior, ...soft.flatMap(([name, condition]) => conditionTerms(problem, name, condition))];
}

/** The equations as functions of the parameters of their scalars. */
function interiorTape(problem: PdeProblem): Tape {
  const { residual } = problem;
  const forms = scalarForms(problem);
  if (forms.length === 0) return residual;
  return trace(residual.inputs, (at) => {
    const given = residual.inputs.map((input) => {
      const form = forms.find(({ name }) => name === input);
      const value = at[input] as Expression;
      return form === undefined ? value : form.traced(value);
    });
    return inlineTape(residual, given);
  });
}

type Row = { readonly name: string; readonly value: (at: Readonly<Record<string, Expression>>) => Expression };

function conditionTerms(problem: PdeProblem, name: string, condition: Condition): readonly Term[] {
  if (condition.kind === "periodic") return [periodicTerm(problem, name, condition.coordinate)];
  if (condition.kind === "data") return [dataTerm(problem, name, condition)];
  if (condition.kind === "initial") {
    const coordinate = condition.coordinate ?? "t";
    const values = rowsOf(problem, name, condition.value, (at, unknown) => at[unknown] as Expression);
    const velocities = rowsOf(
      problem,
      `${name}.velocity`,
      condition.velocity ?? {},
      (at, unknown) => at[unknown + coordinate] as Expression,
    );
    return [faceTerm(problem, name, { coordinate, end: 0 }, [...values, ...velocities])];
  }
  return condition.faces.flatMap((face) => {
    const place = parseFace(face);
    if (place === undefined) return [];
    const outward = place.end === 1 ? 1 : -1;
    const rows = rowsOf(problem, `${name} ${face}`, condition.value ?? 0, (at, unknown) => {
      const value = at[unknown] as Expression;
      if (condition.kind === "dirichlet") return value;
      const slope = (at[unknown + place.coordinate] as Expression).mul(outward);
      return condition.kind === "neumann" ? slope : value.mul(condition.alpha).add(slope.mul(condition.beta));
    });
    return [faceTerm(problem, name, place, rows)];
  });
}

function rowsOf(
  problem: PdeProblem,
  name: string,
  values: Values,
  left: (at: Readonly<Record<string, Expression>>, unknown: string) => Expression,
): readonly Row[] {
  return formulasOf(values, problem.unknowns).map(([unknown, formula]) => ({
    name: problem.unknowns.length === 1 ? name : `${name} ${unknown}`,
    value: (at) => left(at, unknown).sub(formulaAt(problem, formula, at)),
  }));
}

function faceTerm(
  { coordinates, domain, unknowns }: PdeProblem,
  group: string,
  { coordinate, end }: { readonly coordinate: string; readonly end: 0 | 1 },
  rows: readonly Row[],
): Term {
  const axis = coordinates.indexOf(coordinate);
  const box = domain.map((ends, i) => (i === axis ? ([ends[end], ends[end]] as const) : ends));
  const reads = unknowns.flatMap((unknown) => ["", coordinate].map((partial) => ({ unknown, partial })));
  const names = [...reads.map(({ unknown, partial }) => unknown + partial), ...coordinates];
  const tape = trace(names, (at) => rows.map(({ value }) => value(at)), `conditions.${group}`);
  return {
    name: `${group} ${coordinate}.${end === 0 ? "min" : "max"}`,
    group,
    rows: rows.map(({ name }) => name),
    box,
    reads,
    scalars: [],
    tape,
  };
}
