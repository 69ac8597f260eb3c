import { invalid } from "../errors.ts";
import { writePoints, writeTables, writeWeights } from "./fill.ts";
import type { ResidualObjective } from "./objective.ts";
import { plainArena, plainPrimitives } from "./plain.ts";
import type { Plan, TermPlan } from "./plan.ts";
import { planOf } from "./plan-of.ts";
import type { Arena, JetPrimitives } from "./primitives.ts";
import { type ResidualProgram, type ResidualTerm, requirePoints, requireProgram, requireWeights } from "./program.ts";
import { arenaLength, command, matrixAt, session } from "./session.ts";
import { packWeights } from "./sweep.ts";

/** Where a program is computed: an arena, the loops on it, and threads that run commands. */
export interface JetMachine {
  readonly kernels: ResidualObjective["kernels"];
  readonly note: string | null;
  readonly threads: number;
  readonly arena: Arena;
  /** The first number of the arena that may be used. */
  readonly base: number;
  readonly primitives: JetPrimitives;
  /** Gives the program to the other threads. */
  start(program: ResidualProgram, plan: Plan): void;
  /** Runs a command on all threads, `own` being the part of this one; gives the sum of their parts. */
  run(what: number, own: () => number): number;
  close(): void;
}

/** The machine of the plain twin. */
function plainMachine(): JetMachine {
  const arena = plainArena();
  return {
    kernels: "plain",
    note: null,
    threads: 1,
    arena,
    base: 0,
    primitives: plainPrimitives(arena),
    start() {},
    run: (_what, own) => own(),
    close() {},
  };
}

/**
 * The sum of squares of a program, on a machine that is made when the program has been checked.
 *
 * @throws SechError naming the term, where the program cannot be run.
 */
export function leastSquaresOn(makeMachine: () => JetMachine, program: ResidualProgram): ResidualObjective {
  requireProgram(program);
  const machine = makeMachine();
  try {
    return objectiveOn(machine, program);
  } catch (error) {
    machine.close();
    throw error;
  }
}

function objectiveOn(machine: JetMachine, program: ResidualProgram): ResidualObjective {
  const { arena, primitives, threads } = machine;
  const plan = planOf(program, threads, machine.base);
  const { parameters, rows } = plan;
  arena.ensure(plan.end);
  const current = [...program.terms];
  for (const term of plan.terms) {
    writeTables(arena, term);
    writePoints(arena, program, term, current[term.term] as ResidualTerm);
    writeWeights(arena, term, (current[term.term] as ResidualTerm).weights);
  }
  // Without their points, programs are light enough to be posted.
  const light = { ...program, terms: program.terms.map((term) => ({ ...term, points: [], data: [], weights: 0 })) };
  machine.start(light, plan);
  const own = session(light, plan, arena, primitives);

  const run = (what: number, theta: Float64Array, leading = parameters): number => {
    requireLength("the parameters", theta, parameters);
    arena.ensure(arenaLength(plan, what, leading));
    arena.numbers.set(theta, plan.theta);
    packWeights(plan, arena, primitives);
    return machine.run(what, () => own.run(what, 0));
  };
  const view = (at: number, length: number) => arena.numbers.subarray(at, at + length);
  const takeGradient = (out: Float64Array) =>
    sumInto(
      out,
      plan.gradients.map((at) => view(at, parameters)),
    );
  const termNamed = (name: string): TermPlan => {
    const term = plan.terms.find((candidate) => candidate.name === name);
    if (term !== undefined) return term;
    throw invalid({
      what: "there is no such term",
      got: name,
      why: `the terms are ${plan.terms.map((t) => t.name).join(", ")}`,
    });
  };

  return {
    kernels: machine.kernels,
    note: machine.note,
    threads,
    parameters,
    rows,
    terms: plan.terms.map(({ name, start, count, components }) => ({ name, start, count, components })),
    residuals(theta, out) {
      requireLength("the residuals", out, rows);
      run(command.residuals, theta);
      out.set(view(plan.residuals, rows));
    },
    valueAndGradient(theta, gradient, leading = parameters) {
      requireLength("the gradient", gradient, parameters);
      arena.numbers[plan.vector] = leading;
      const value = run(leading < parameters ? command.leadingGradient : command.gradient, theta);
      takeGradient(gradient);
      return value;
    },
    jacobian(theta, jacobian, residuals, leading = parameters) {
      requireLength("the Jacobian", jacobian, rows * leading);
      requireLength("the residuals", residuals, rows);
      arena.numbers[plan.vector] = leading;
      run(command.jacobian, theta, leading);
      jacobian.set(view(matrixAt(plan, 0), rows * leading));
      residuals.set(view(plan.residuals, rows));
    },
    normal(theta, jtj, gradient, leading = parameters) {
      const size = leading * leading;
      requireLength("JᵀJ", jtj, size);
      requireLength("the gradient", gradient, parameters);
      arena.numbers[plan.vector] = leading;
      const value = run(command.normal, theta);
      addLowerTriangles(
        jtj,
        plan.gradients.map((_, thread) => view(matrixAt(plan, thread), size)),
        leading,
      );
      takeGradient(gradient);
      return value;
    },
    times(theta, v, out) {
      requireLength("the direction", v, parameters);
      requireLength("the product", out, rows);
      arena.numbers.set(v, plan.vector);
      run(command.times, theta);
      out.set(view(plan.residuals, rows));
    },
    transposeTimes(theta, w, out) {
      requireLength("the direction", w, rows);
      requireLength("the product", out, parameters);
      arena.numbers.set(w, plan.vector);
      run(command.transposeTimes, theta);
      takeGradient(out);
    },
    points: (name) => (current[termNamed(name).term] as ResidualTerm).points,
    setWeights(name, weights) {
      const term = termNamed(name);
      const changed = { ...(current[term.term] as ResidualTerm), weights };
      requireWeights(changed, term.count);
      current[term.term] = changed;
      writeWeights(arena, term, weights);
    },
    setPoints(name, points, data) {
      const term = termNamed(name);
      const before = current[term.term] as ResidualTerm;
      const changed: ResidualTerm = { ...before, points, ...(data === undefined ? {} : { data }) };
      requirePoints(program, changed);
      const shape = ({ points: sets, data: columns = [] }: ResidualTerm) => [
        sets[0]?.length,
        sets.length,
        columns.length,
      ];
      if (shape(changed).join() !== shape(before).join()) {
        const what = `the term ${name} must keep its ${term.count} points, its sets of them and its columns of data`;
        throw invalid({
          what,
          got: shape(changed),
          why: "its places are fixed",
          attempt: "a new objective",
          path: name,
        });
      }
      current[term.term] = changed;
      writePoints(arena, program, term, changed);
    },
    close: machine.close,
  };
}

/** The sum of squares of a program by the plain twin. */
export function plainLeastSquares(program: ResidualProgram): ResidualObjective {
  return leastSquaresOn(plainMachine, program);
}

function requireLength(name: string, array: Float64Array, length: number): void {
  if (array.length !== length) throw invalid({ what: `${name} must have the length ${length}`, got: array.length });
}

function sumInto(out: Float64Array, parts: readonly Float64Array[]): void {
  out.set(parts[0] as Float64Array);
  for (const part of parts.slice(1)) {
    for (let i = 0; i < out.length; i++) out[i] = (out[i] as number) + (part[i] as number);
  }
}

function addLowerTriangles(out: Float64Array, parts: readonly Float64Array[], size: number): void {
  parts.forEach((part, thread) => {
    for (let row = 0; row < size; row++) {
      const [from, to] = [row * size, row * size + row + 1];
      if (thread === 0) out.set(part.subarray(from, to), from);
      else for (let i = from; i < to; i++) out[i] = (out[i] as number) + (part[i] as number);
    }
  });
}
