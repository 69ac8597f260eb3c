import { type JetLayout, jetLayout } from "../jets/layout.ts";
import { op, registerCount, type Tape } from "./tape.ts";
import { unaryDerivatives } from "./unary.ts";

/** Points that go through a tape together: each operation is looked up once for all of them. */
const mostWidth = 64;

/**
 * Runs a tape on jets at `width` points: channel c of register i is the row i · channels + c of `jets`, shape
 * [registers][channels][width]. The caller fills the jets of the inputs.
 */
function runJets(tape: Tape, layout: JetLayout, width: number, jets: Float64Array): void {
  const { operations, constants } = tape;
  const size = layout.names.length * width;
  const reciprocal = new Float64Array(size);
  for (let i = tape.inputs.length; i < registerCount(tape); i++) {
    const operation = operations[3 * i] as number;
    const out = jets.subarray(i * size, (i + 1) * size);
    const operand = (which: 1 | 2) => {
      const register = operations[3 * i + which] as number;
      return jets.subarray(register * size, (register + 1) * size);
    };
    const c = constants[i] as number;
    switch (operation) {
      case op.constant:
        out.fill(0).fill(c, 0, width);
        break;
      case op.add:
      case op.sub: {
        const [a, b] = [operand(1), operand(2)];
        const sign = operation === op.add ? 1 : -1;
        for (let at = 0; at < size; at++) out[at] = (a[at] as number) + sign * (b[at] as number);
        break;
      }
      case op.mul:
        multiply(layout, width, operand(1), operand(2), out);
        break;
      case op.div:
        compose(layout, width, op.pow, -1, operand(2), reciprocal);
        multiply(layout, width, operand(1), reciprocal, out);
        break;
      default:
        compose(layout, width, operation, c, operand(1), out);
    }
  }
}

/** out = a b, by Leibniz's rule; `out` is neither. */
function multiply({ products }: JetLayout, width: number, a: Float64Array, b: Float64Array, out: Float64Array): void {
  out.fill(0);
  for (let t = 0; t < products.length; t += 4) {
    const to = (products[t] as number) * width;
    const left = (products[t + 1] as number) * width;
    const right = (products[t + 2] as number) * width;
    const factor = products[t + 3] as number;
    for (let p = 0; p < width; p++) {
      const product = (a[left + p] as number) * (b[right + p] as number);
      out[to + p] = (out[to + p] as number) + factor * product;
    }
  }
}

/** out = σ(a), by Faà di Bruno's rule, for an operation σ with its constant; `out` is not a. */
function compose(
  layout: JetLayout,
  width: number,
  operation: number,
  constant: number,
  a: Float64Array,
  out: Float64Array,
): void {
  for (let p = 0; p < width; p++) {
    const derivatives = unaryDerivatives(operation, a[p] as number, constant);
    layout.compositions.forEach((terms, channel) => {
      let total = 0;
      for (const { order, coefficient, factors } of terms) {
        let product = coefficient * (derivatives[order] as number);
        for (const factor of factors) product *= a[factor * width + p] as number;
        total += product;
      }
      out[channel * width + p] = total;
    });
  }
}

/**
 * The partial derivatives of a tape whose first inputs are the coordinates of the layout; further inputs are constants.
 *
 * @param points Shape [count][inputs].
 * @returns Shape [count][outputs][channels].
 */
export function tapeJets(tape: Tape, layout: JetLayout, points: Float64Array): Float64Array {
  const inputs = tape.inputs.length;
  const count = inputs === 0 ? 0 : points.length / inputs;
  const channels = layout.names.length;
  const outputs = tape.outputs.length;
  const width = Math.min(mostWidth, count);
  const jets = new Float64Array(registerCount(tape) * channels * width);
  for (let i = 0; i < inputs; i++) {
    const first = layout.names.indexOf(layout.coordinates[i] ?? "no coordinate");
    if (first > 0) jets.fill(1, (i * channels + first) * width, (i * channels + first + 1) * width);
  }
  const result = new Float64Array(count * outputs * channels);
  for (let from = 0; from < count; from += width) {
    const here = Math.min(width, count - from);
    // The places beyond the last point hold points of the block before, whose jets nobody reads.
    for (let p = 0; p < here; p++) {
      for (let i = 0; i < inputs; i++) jets[i * channels * width + p] = points[(from + p) * inputs + i] as number;
    }
    runJets(tape, layout, width, jets);
    tape.outputs.forEach((register, output) => {
      for (let channel = 0; channel < channels; channel++) {
        const row = (register * channels + channel) * width;
        for (let p = 0; p < here; p++) {
          result[((from + p) * outputs + output) * channels + channel] = jets[row + p] as number;
        }
      }
    });
  }
  return result;
}

/** The values of a tape at points, shape [count][inputs] → [count][outputs]. */
export function tapeAt(tape: Tape, points: Float64Array): Float64Array {
  return tapeJets(tape, jetLayout([], []), points);
}
