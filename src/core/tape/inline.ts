import type { Expression } from "./expression.ts";
import { resultOf } from "./partial.ts";
import { op, registerCount, type Tape } from "./tape.ts";

/** The names of the operations, in the order of their numbers. */
const names = Object.keys(op) as readonly (keyof typeof op)[];

/**
 * What a tape gives of traced inputs: its instructions are recorded anew in their trace, so that a tape can be part of
 * another one.
 *
 * @param inputs One for each input of the tape, at least one.
 */
export function inlineTape(tape: Tape, inputs: readonly Expression[]): readonly Expression[] {
  const registers: Expression[] = [...inputs.slice(0, tape.inputs.length)];
  const one = (inputs[0] as Expression).pow(0);
  for (let i = tape.inputs.length; i < registerCount(tape); i++) {
    const name = names[tape.operations[3 * i] as number] as keyof typeof op;
    const a = registers[tape.operations[3 * i + 1] as number] as Expression;
    const b = registers[tape.operations[3 * i + 2] as number] as Expression;
    registers.push(resultOf(name, a, b, tape.constants[i] as number, one));
  }
  return Array.from(tape.outputs, (register) => registers[register] as Expression);
}
