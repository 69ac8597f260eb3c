/**
 * A scalar function of named inputs as a list of instructions: plain data, which can be posted to a thread.
 *
 * Instruction i writes register i and reads earlier registers only. The first registers are the inputs.
 */
export interface Tape {
  readonly inputs: readonly string[];
  /** Shape [instructions][3]: the operation and the registers of its one or two operands. */
  readonly operations: Int32Array;
  /** Shape [instructions]: the value of a constant, the exponent of a power, otherwise 0. */
  readonly constants: Float64Array;
  /** The registers of the results. */
  readonly outputs: Int32Array;
}

/** The operations of a tape. */
export const op = {
  input: 0,
  constant: 1,
  add: 2,
  sub: 3,
  mul: 4,
  div: 5,
  neg: 6,
  pow: 7,
  square: 8,
  sqrt: 9,
  exp: 10,
  log: 11,
  sin: 12,
  cos: 13,
  tan: 14,
  sinh: 15,
  cosh: 16,
  tanh: 17,
  sech: 18,
  abs: 19,
} as const;

/** The operations of one operand. */
export type UnaryName = Exclude<keyof typeof op, "input" | "constant" | "add" | "sub" | "mul" | "div">;

/** How many registers a tape has. */
export function registerCount(tape: Tape): number {
  return tape.constants.length;
}

/** The operation of an instruction and the registers of its one or two operands. */
export function instruction(
  { operations }: Tape,
  i: number,
): readonly [operation: number, left: number, right: number] {
  return [operations[3 * i] as number, operations[3 * i + 1] as number, operations[3 * i + 2] as number];
}
