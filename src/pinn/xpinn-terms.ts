import { type Expression, inlineTape, invalid, type Read, type Tape, trace } from "../core/index.ts";
import type { Condition, PdeProblem } from "../problems/index.ts";
import { type Box, type Term, termsOf } from "../training/index.ts";
import { type PartGrid, partOf, placesOf } from "./parts.ts";

/** A term of the loss with the networks that it reads. */
export interface PartTerm {
  readonly term: Pick<Term, "name" | "group" | "rows" | "box" | "opposite">;
  readonly reads: readonly Read[];
  readonly tape: Tape;
}

/** The terms of a problem on every part that they touch, and those of the interfaces. */
export function decomposedTerms(problem: PdeProblem, grid: PartGrid): readonly PartTerm[] {
  const conditions = Object.entries(problem.conditions).map(([name, condition]) => {
    if (condition.kind !== "data") return [name, { ...condition, enforce: "soft" } as Condition] as const;
    throw invalid({ what: "xpinn solves problems without data", got: name, attempt: "pinn.mlp" });
  });
  const whole = termsOf({ ...problem, conditions: Object.fromEntries(conditions) });
  const inside = whole.flatMap((term) =>
    grid.boxes.flatMap((box, part) => {
      const common = clipped(term.box, box);
      return common === null ? [] : [termOn(problem, grid, term, part, common)];
    }),
  );
  return [...inside, ...interfaces(problem, grid)];
}

/** What a term's box, or face, has in common with a part; null where that is less than the term's own dimension. */
function clipped(term: Box, part: Box): Box | null {
  const common = term.map(([from, to], axis) => {
    const [low, high] = part[axis] as readonly [number, number];
    if (from === to) return low <= from && from <= high ? ([from, from] as const) : null;
    return low < to && from < high ? ([Math.max(from, low), Math.min(to, high)] as const) : null;
  });
  return common.every((ends) => ends !== null) ? (common as Box) : null;
}

function termOn(problem: PdeProblem, { counts }: PartGrid, term: Term, part: number, box: Box): PartTerm {
  const { unknowns, coordinates } = problem;
  const { name, group, rows, opposite, tape } = term;
  const across = (axis: number): number => {
    const places = placesOf(counts, part);
    return partOf(counts, places.with(axis, (counts[axis] as number) - 1 - (places[axis] as number)));
  };
  const far = opposite === undefined ? part : across(opposite.axis);
  const reads: readonly Read[] = [
    ...term.reads.map(
      ({ unknown, partial, opposite: there = false }): Read => ({
        from: "network",
        network: there ? far : part,
        output: unknowns.indexOf(unknown),
        partial,
        at: there ? 1 : 0,
      }),
    ),
    ...coordinates.map((_, coordinate): Read => ({ from: "point", coordinate })),
  ];
  const placed = { name: `${name} in part ${part}`, group, rows, box };
  return { term: opposite === undefined ? placed : { ...placed, opposite }, reads, tape };
}

/** The jumps between all neighbours. */
function interfaces(problem: PdeProblem, grid: PartGrid): readonly PartTerm[] {
  const { coordinates, unknowns, derivatives, equations } = problem;
  const { counts, boxes } = grid;
  const tape = jumpTape(problem);
  const names = unknowns.flatMap((_, output) => ["", ...derivatives].map((partial) => ({ output, partial })));
  return boxes.flatMap((box, part) =>
    coordinates.flatMap((coordinate, axis) => {
      const places = placesOf(counts, part);
      const next = (places[axis] as number) + 1;
      if (next === counts[axis]) return [];
      const above = partOf(counts, places.with(axis, next));
      const [, end] = box[axis] as readonly [number, number];
      const reads: readonly Read[] = [
        ...[part, above].flatMap((network) => names.map((one): Read => ({ from: "network", network, ...one }))),
        ...coordinates.map((_, at): Read => ({ from: "point", coordinate: at })),
      ];
      const rows = [...unknowns, ...equations].map((name) => `jump of ${name}`);
      const term = {
        name: `${coordinate} between parts ${part} and ${above}`,
        group: "interface",
        rows,
        box: box.with(axis, [end, end]),
      };
      return [{ term, reads, tape }];
    }),
  );
}

/** The jumps of the unknowns and of the residuals from one side of a place to the other. */
function jumpTape({ coordinates, unknowns, derivatives, residual }: PdeProblem): Tape {
  const quantities = unknowns.flatMap((unknown) => ["", ...derivatives].map((partial) => unknown + partial));
  const side = (name: string) => quantities.map((quantity) => `${name} ${quantity}`);
  return trace([...side("below"), ...side("above"), ...coordinates], (at) => {
    const inputs = (name: string) =>
      residual.inputs.map((input) => at[coordinates.includes(input) ? input : `${name} ${input}`] as Expression);
    const [below, above] = [inlineTape(residual, inputs("below")), inlineTape(residual, inputs("above"))];
    return [
      ...unknowns.map((unknown) => (at[`below ${unknown}`] as Expression).sub(at[`above ${unknown}`] as Expression)),
      ...below.map((value, i) => value.sub(above[i] as Expression)),
    ];
  });
}
