import type { JetLayout } from "../jets/layout.ts";
import { op, registerCount, type Tape } from "./tape.ts";
import { unaryDerivatives } from "./unary.ts";

/**
 * Runs a tape on jets at one point: register i is the jet `jets[i * channels … ]` with the channels of the layout. The
 * caller fills the jets of the inputs.
 */
function runJets(tape: Tape, layout: JetLayout, jets: Float64Array): void {
  const { operations, constants } = tape;
  const channels = layout.names.length;
  for (let i = tape.inputs.length; i < registerCount(tape); i++) {
    const operation = operations[3 * i] as number;
    const out = jets.subarray(i * channels, (i + 1) * channels);
    const operand = (which: 1 | 2) => {
      const register = operations[3 * i + which] as number;
      return jets.subarray(register * channels, (register + 1) * channels);
    };
    const c = constants[i] as number;
    switch (operation) {
      case op.constant:
        out.fill(0);
        out[0] = c;
        break;
      case op.add:
      case op.sub: {
        const [a, b] = [operand(1), operand(2)];
        const sign = operation === op.add ? 1 : -1;
        for (let channel = 0; channel < channels; channel++) {
          out[channel] = (a[channel] as number) + sign * (b[channel] as number);
        }
        break;
      }
      case op.mul:
        multiply(layout, operand(1), operand(2), out);
        break;
      case op.div: {
        const reciprocal = new Float64Array(channels);
        compose(layout, unaryDerivatives(op.pow, operand(2)[0] as number, -1), operand(2), reciprocal);
        multiply(layout, operand(1), reciprocal, out);
        break;
      }
      default:
        compose(layout, unaryDerivatives(operation, operand(1)[0] as number, c), operand(1), out);
    }
  }
}

/** out = a b, by Leibniz's rule; `out` is neither. */
function multiply({ products }: JetLayout, a: Float64Array, b: Float64Array, out: Float64Array): void {
  out.fill(0);
  for (let t = 0; t < products.length; t += 4) {
    const to = products[t] as number;
    const product = (a[products[t + 1] as number] as number) * (b[products[t + 2] as number] as number);
    out[to] = (out[to] as number) + (products[t + 3] as number) * product;
  }
}

/** out = σ(a), by Faà di Bruno's rule, from the derivatives of σ at the value of a; `out` is not a. */
function compose(layout: JetLayout, derivatives: readonly number[], a: Float64Array, out: Float64Array): void {
  layout.compositions.forEach((terms, channel) => {
    let total = 0;
    for (const { order, coefficient, factors } of terms) {
      let product = coefficient * (derivatives[order] as number);
      for (const factor of factors) product *= a[factor] as number;
      total += product;
    }
    out[channel] = total;
  });
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
  const jets = new Float64Array(registerCount(tape) * channels);
  const result = new Float64Array(count * outputs * channels);
  for (let p = 0; p < count; p++) {
    for (let i = 0; i < inputs; i++) {
      const jet = jets.subarray(i * channels, (i + 1) * channels).fill(0);
      jet[0] = points[p * inputs + i] as number;
      const first = layout.names.indexOf(layout.coordinates[i] ?? "no coordinate");
      if (first > 0) jet[first] = 1;
    }
    runJets(tape, layout, jets);
    tape.outputs.forEach((register, output) => {
      result.set(jets.subarray(register * channels, (register + 1) * channels), (p * outputs + output) * channels);
    });
  }
  return result;
}
