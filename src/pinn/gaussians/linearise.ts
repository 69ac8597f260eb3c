import { registerCount, type Tape, tapeReverse, tapeValues } from "../../core/index.ts";

const width = 256;

/** A tape's outputs at many points, and their derivatives by its first inputs. */
export interface Linearised {
  /** One array of [points] for each output. */
  readonly values: readonly Float64Array[];
  /** By output, then by input: [points], or null where it vanishes everywhere. */
  readonly slopes: readonly (readonly (Float64Array | null)[])[];
}

/**
 * Evaluates a tape at many points with its derivatives by the first `reads` inputs.
 *
 * @param inputs One array of [points] for each input.
 */
export function linearise(tape: Tape, inputs: readonly ArrayLike<number>[], reads: number, points: number): Linearised {
  const registers = registerCount(tape);
  const memory = new Float64Array(2 * registers * width);
  const adjoints = registers * width;
  const values = Array.from(tape.outputs, () => new Float64Array(points));
  const slopes = Array.from(tape.outputs, () => Array.from({ length: reads }, () => new Float64Array(points)));
  const seen = slopes.map((row) => row.map(() => false));
  for (let start = 0; start < points; start += width) {
    const size = Math.min(width, points - start);
    inputs.forEach((input, i) => {
      for (let p = 0; p < width; p++) memory[i * width + p] = input[start + Math.min(p, size - 1)] as number;
    });
    tapeValues(tape, memory, 0, width);
    tape.outputs.forEach((register, o) => {
      (values[o] as Float64Array).set(memory.subarray(register * width, register * width + size), start);
      memory.fill(0, adjoints);
      memory.fill(1, adjoints + register * width, adjoints + (register + 1) * width);
      tapeReverse(tape, memory, 0, adjoints, width);
      for (let i = 0; i < reads; i++) {
        const slope = memory.subarray(adjoints + i * width, adjoints + i * width + size);
        ((slopes[o] as Float64Array[])[i] as Float64Array).set(slope, start);
        if (slope.some((value) => value !== 0)) (seen[o] as boolean[])[i] = true;
      }
    });
  }
  return { values, slopes: slopes.map((row, o) => row.map((slope, i) => (seen[o]?.[i] ? slope : null))) };
}
