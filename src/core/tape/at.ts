import { tapeValues } from "./interpret.ts";
import { registerCount, type Tape } from "./tape.ts";

/** The values of a tape at points, shape [count][inputs] → [count][outputs]. */
export function tapeAt(tape: Tape, points: Float64Array): Float64Array {
  const inputs = tape.inputs.length;
  const outputs = tape.outputs.length;
  const count = inputs === 0 ? 0 : points.length / inputs;
  const registers = new Float64Array(registerCount(tape) * count);
  for (let i = 0; i < points.length; i++) {
    registers[(i % inputs) * count + Math.floor(i / inputs)] = points[i] as number;
  }
  tapeValues(tape, registers, 0, count);
  const result = new Float64Array(count * outputs);
  for (let output = 0; output < outputs; output++) {
    const row = (tape.outputs[output] as number) * count;
    for (let p = 0; p < count; p++) result[p * outputs + output] = registers[row + p] as number;
  }
  return result;
}
