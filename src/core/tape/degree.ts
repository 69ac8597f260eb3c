import { instruction, op, registerCount, type Tape } from "./tape.ts";

/** Whether all outputs of a tape are linear in its first `inputs` inputs, as far as its form tells. */
export function tapeIsLinear(tape: Tape, inputs: number): boolean {
  const degrees: number[] = [];
  for (let i = 0; i < registerCount(tape); i++) {
    const [operation, a, b] = instruction(tape, i);
    degrees.push(degreeOf(operation, i < inputs ? 1 : 0, degrees[a] ?? 0, degrees[b] ?? 0));
  }
  return tape.outputs.every((register) => (degrees[register] as number) <= 1);
}

/** The degree of a register: a polynomial's, or infinite for anything else that depends on the inputs. */
function degreeOf(operation: number, own: number, a: number, b: number): number {
  switch (operation) {
    case op.input:
      return own;
    case op.constant:
      return 0;
    case op.add:
    case op.sub:
      return Math.max(a, b);
    case op.mul:
      return a + b;
    case op.div:
      return b === 0 ? a : Number.POSITIVE_INFINITY;
    case op.neg:
      return a;
    case op.square:
      return 2 * a;
    default:
      return a === 0 ? 0 : Number.POSITIVE_INFINITY;
  }
}
