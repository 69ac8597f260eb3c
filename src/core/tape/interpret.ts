import { op, registerCount, type Tape } from "./tape.ts";
import { unarySlope, unaryValue } from "./unary.ts";

/*
 * A tape at work on blocks of `width` points. Its registers are rows of `width` numbers, one behind the other from `at` on
 * in `memory`; the caller fills those of the inputs.
 */

/** Computes every register from those of the inputs. */
export function tapeValues(tape: Tape, memory: Float64Array, at: number, width: number): void {
  const { operations, constants } = tape;
  for (let i = tape.inputs.length; i < registerCount(tape); i++) {
    const operation = operations[3 * i] as number;
    const out = at + i * width;
    const a = at + (operations[3 * i + 1] as number) * width;
    const b = at + (operations[3 * i + 2] as number) * width;
    switch (operation) {
      case op.constant:
        memory.fill(constants[i] as number, out, out + width);
        break;
      case op.add:
        for (let p = 0; p < width; p++) memory[out + p] = (memory[a + p] as number) + (memory[b + p] as number);
        break;
      case op.sub:
        for (let p = 0; p < width; p++) memory[out + p] = (memory[a + p] as number) - (memory[b + p] as number);
        break;
      case op.mul:
        for (let p = 0; p < width; p++) memory[out + p] = (memory[a + p] as number) * (memory[b + p] as number);
        break;
      case op.div:
        for (let p = 0; p < width; p++) memory[out + p] = (memory[a + p] as number) / (memory[b + p] as number);
        break;
      default: {
        const c = constants[i] as number;
        for (let p = 0; p < width; p++) memory[out + p] = unaryValue(operation, memory[a + p] as number, c);
      }
    }
  }
}

/**
 * The reverse sweep after `tapeValues`: adds to each register of `adjoints`, laid out like the registers, what the later
 * ones depend on it. The caller zeroes the adjoints and seeds those of the outputs; those of the inputs are the result.
 */
export function tapeReverse(tape: Tape, memory: Float64Array, at: number, adjoints: number, width: number): void {
  const { operations, constants } = tape;
  for (let i = registerCount(tape) - 1; i >= tape.inputs.length; i--) {
    const operation = operations[3 * i] as number;
    if (operation === op.constant) continue;
    const [left, right] = [(operations[3 * i + 1] as number) * width, (operations[3 * i + 2] as number) * width];
    const g = adjoints + i * width;
    switch (operation) {
      case op.add:
        accumulate(memory, adjoints + left, g, 1, width);
        accumulate(memory, adjoints + right, g, 1, width);
        break;
      case op.sub:
        accumulate(memory, adjoints + left, g, 1, width);
        accumulate(memory, adjoints + right, g, -1, width);
        break;
      case op.mul:
        accumulateProduct(memory, adjoints + left, g, at + right, width);
        accumulateProduct(memory, adjoints + right, g, at + left, width);
        break;
      case op.div:
        for (let p = 0; p < width; p++) {
          const quotient = (memory[g + p] as number) / (memory[at + right + p] as number);
          const value = memory[at + i * width + p] as number;
          memory[adjoints + left + p] = (memory[adjoints + left + p] as number) + quotient;
          memory[adjoints + right + p] = (memory[adjoints + right + p] as number) - quotient * value;
        }
        break;
      default: {
        const c = constants[i] as number;
        for (let p = 0; p < width; p++) {
          const slope = unarySlope(operation, memory[at + left + p] as number, memory[at + i * width + p] as number, c);
          memory[adjoints + left + p] = (memory[adjoints + left + p] as number) + slope * (memory[g + p] as number);
        }
      }
    }
  }
}

/** The tangents of all registers after `tapeValues`, laid out like them; the caller fills those of the inputs. */
export function tapeTangents(tape: Tape, memory: Float64Array, at: number, tangents: number, width: number): void {
  const { operations, constants } = tape;
  for (let i = tape.inputs.length; i < registerCount(tape); i++) {
    const operation = operations[3 * i] as number;
    const a = (operations[3 * i + 1] as number) * width;
    const b = (operations[3 * i + 2] as number) * width;
    const c = constants[i] as number;
    for (let p = 0; p < width; p++) {
      const [x, y] = [memory[at + a + p] as number, memory[at + b + p] as number];
      const [dx, dy] = [memory[tangents + a + p] as number, memory[tangents + b + p] as number];
      const value = memory[at + i * width + p] as number;
      memory[tangents + i * width + p] = tangentOf(operation, x, y, dx, dy, value, c);
    }
  }
}

function tangentOf(operation: number, x: number, y: number, dx: number, dy: number, value: number, c: number): number {
  switch (operation) {
    case op.constant:
      return 0;
    case op.add:
      return dx + dy;
    case op.sub:
      return dx - dy;
    case op.mul:
      return dx * y + x * dy;
    case op.div:
      return (dx - value * dy) / y;
    default:
      return unarySlope(operation, x, value, c) * dx;
  }
}

function accumulate(memory: Float64Array, to: number, from: number, factor: number, width: number): void {
  for (let p = 0; p < width; p++) memory[to + p] = (memory[to + p] as number) + factor * (memory[from + p] as number);
}

function accumulateProduct(memory: Float64Array, to: number, a: number, b: number, width: number): void {
  for (let p = 0; p < width; p++) {
    memory[to + p] = (memory[to + p] as number) + (memory[a + p] as number) * (memory[b + p] as number);
  }
}
