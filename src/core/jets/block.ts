import { tapeReverse, tapeValues } from "../tape/interpret.ts";
import type { Plan, TermPlan } from "./plan.ts";
import type { Arena, JetPrimitives } from "./primitives.ts";
import type { ResidualProgram, ResidualTerm } from "./program.ts";
import { type Sweeps, sweeps, type VisitLayer } from "./sweep.ts";

/** The residuals of a term on one block, and what depends on them; a thread's numbers begin at `scratch`. */
export interface Blocks {
  /** Fills the registers of the tape, which hold the residuals without their weights. */
  evaluate(term: TermPlan, block: number, scratch: number): void;
  /** The place of the row of a component, of `width` numbers. */
  component(term: TermPlan, scratch: number, component: number): number;
  /**
   * The reverse sweep from the components whose adjoints the caller gives, to the layers of the networks and to the trainable
   * scalars: `scalar` is told the place of a row of adjoints.
   */
  reverse(
    term: TermPlan,
    block: number,
    scratch: number,
    seed: (component: number, p: number) => number,
    visit: VisitLayer,
    scalar: (parameter: number, row: number) => void,
  ): void;
}

export function blocks(program: ResidualProgram, plan: Plan, arena: Arena, primitives: JetPrimitives): Blocks {
  const sweep: Sweeps = sweeps(plan, arena, primitives);
  const tapeOf = ({ term }: TermPlan) => (program.terms[term] as ResidualTerm).residual;

  return {
    evaluate(term, block, scratch) {
      for (const evaluation of term.evaluations) sweep.forward(evaluation, block, scratch);
      const m = arena.numbers;
      const { width } = term;
      term.reads.forEach((read, register) => {
        const to = scratch + term.registers + register * width;
        if (read.from === "scalar") m.fill(m[plan.theta + read.parameter] as number, to, to + width);
        else copyRow(m, rowOf(term, block, scratch, read), to, width);
      });
      tapeValues(tapeOf(term), m, scratch + term.registers, width);
    },
    component: (term, scratch, component) =>
      scratch + term.registers + (tapeOf(term).outputs[component] as number) * term.width,
    reverse(term, block, scratch, seed, visit, scalar) {
      const m = arena.numbers;
      const { width, evaluations, reads } = term;
      const tape = tapeOf(term);
      const adjoints = scratch + term.adjoints;
      m.fill(0, adjoints, adjoints + tape.constants.length * width);
      tape.outputs.forEach((register, k) => {
        const row = adjoints + register * width;
        for (let p = 0; p < width; p++) m[row + p] = (m[row + p] as number) + seed(k, p);
      });
      tapeReverse(tape, m, scratch + term.registers, adjoints, width);
      for (const { adjoint, outputs, shape } of evaluations) {
        m.fill(0, scratch + adjoint, scratch + adjoint + outputs * shape.channels * width);
      }
      reads.forEach((read, register) => {
        const from = adjoints + register * width;
        if (read.from === "scalar") return scalar(read.parameter, from);
        if (read.from !== "network") return;
        const to = scratch + (evaluations[read.evaluation]?.adjoint as number) + read.row * width;
        for (let p = 0; p < width; p++) m[to + p] = (m[to + p] as number) + (m[from + p] as number);
      });
      for (const evaluation of evaluations) sweep.reverse(evaluation, block, scratch, term.turn, visit);
    },
  };
}

function rowOf(
  { evaluations, fixed, fixedRows, width }: TermPlan,
  block: number,
  scratch: number,
  read: Exclude<TermPlan["reads"][number], { from: "scalar" }>,
): number {
  if (read.from === "fixed") return fixed + (block * fixedRows + read.row) * width;
  return scratch + (evaluations[read.evaluation]?.out as number) + read.row * width;
}

function copyRow(m: Float64Array, from: number, to: number, width: number): void {
  for (let p = 0; p < width; p++) m[to + p] = m[from + p] as number;
}
