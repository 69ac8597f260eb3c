import { op } from "../tape/tape.ts";
import { unaryDerivatives } from "../tape/unary.ts";
import type { BlockShape } from "./block-shape.ts";
import { plainGaussians } from "./gaussian-plain.ts";
import type { DenseLayer } from "./network.ts";
import type { Arena, JetPrimitives } from "./primitives.ts";

/** An arena of one thread's own memory. */
export function plainArena(): Arena {
  let numbers = new Float64Array(0);
  return {
    get numbers() {
      return numbers;
    },
    ensure(length) {
      if (numbers.length >= length) return;
      const longer = new Float64Array(length);
      longer.set(numbers);
      numbers = longer;
    },
  };
}

/** The loops as they are defined. The activations follow Faà di Bruno's formula term by term, as `JetLayout` lists it. */
export function plainPrimitives(arena: Arena): JetPrimitives {
  return {
    ...plainGaussians(arena),
    pack(weights, packed, transposed, outputs, inputs) {
      const m = arena.numbers;
      m.copyWithin(packed, weights, weights + outputs * inputs);
      for (let o = 0; o < outputs; o++) {
        for (let i = 0; i < inputs; i++) m[transposed + i * outputs + o] = m[weights + o * inputs + i] as number;
      }
    },
    dense(weights, bias, x, out, outputs, inputs, columns, biased) {
      const m = arena.numbers;
      for (let o = 0; o < outputs; o++) {
        const to = out + o * columns;
        m.fill(0, to, to + columns);
        if (biased > 0) m.fill(m[bias + o] as number, to, to + biased);
        for (let i = 0; i < inputs; i++) {
          const w = m[weights + o * inputs + i] as number;
          const from = x + i * columns;
          for (let n = 0; n < columns; n++) m[to + n] = (m[to + n] as number) + w * (m[from + n] as number);
        }
      }
    },
    weightGradient(g, x, weights, bias, outputs, inputs, columns, biased) {
      const m = arena.numbers;
      for (let o = 0; o < outputs; o++) {
        const row = g + o * columns;
        for (let i = 0; i < inputs; i++) {
          const at = weights + o * inputs + i;
          m[at] = (m[at] as number) + dotRows(m, row, x + i * columns, columns);
        }
        let total = 0;
        for (let n = 0; n < biased; n++) total += m[row + n] as number;
        m[bias + o] = (m[bias + o] as number) + total;
      }
    },
    activate(activation, shape, neurons, z, y) {
      const m = arena.numbers;
      const { channels, width, layout } = shape;
      for (let neuron = 0; neuron < neurons; neuron++) {
        const row = neuron * channels * width;
        for (let p = 0; p < width; p++) {
          const s = activationDerivatives(activation, m[z + row + p] as number);
          for (let c = 0; c < channels; c++) {
            let total = 0;
            for (const { order, coefficient, factors } of layout.compositions[c] ?? []) {
              let product = coefficient * (s[order] as number);
              for (const factor of factors) product *= m[z + row + factor * width + p] as number;
              total += product;
            }
            m[y + row + c * width + p] = total;
          }
        }
      }
    },
    activateReverse(activation, shape, neurons, z, _y, _aux, g) {
      const m = arena.numbers;
      const { channels, width } = shape;
      const [jet, adjoint] = [new Float64Array(channels), new Float64Array(channels)];
      for (let neuron = 0; neuron < neurons; neuron++) {
        const row = neuron * channels * width;
        for (let p = 0; p < width; p++) {
          for (let c = 0; c < channels; c++) {
            jet[c] = m[z + row + c * width + p] as number;
            adjoint[c] = m[g + row + c * width + p] as number;
          }
          const result = reversed(activation, shape, jet, adjoint);
          for (let c = 0; c < channels; c++) m[g + row + c * width + p] = result[c] as number;
        }
      }
    },
    pointGradients({ channels, width }, g, x, rows, stride, outputs, inputs, adds) {
      const m = arena.numbers;
      for (let o = 0; o < outputs; o++) {
        for (let p = 0; p < width; p++) {
          const from = g + o * channels * width + p;
          for (let i = 0; i < inputs; i++) {
            const at = rows + (o * inputs + i) * stride + p;
            let total = adds ? (m[at] as number) : 0;
            for (let c = 0; c < channels; c++) {
              total += (m[from + c * width] as number) * (m[x + (i * channels + c) * width + p] as number);
            }
            m[at] = total;
          }
          const bias = rows + (outputs * inputs + o) * stride + p;
          m[bias] = (adds ? (m[bias] as number) : 0) + (m[from] as number);
        }
      }
    },
    addNormal(rows, stride, count, parameters, out) {
      const m = arena.numbers;
      for (let a = 0; a < parameters; a++) {
        for (let b = 0; b <= a; b++) {
          const at = out + a * parameters + b;
          m[at] = (m[at] as number) + dotRows(m, rows + a * stride, rows + b * stride, count);
        }
      }
    },
  };
}

function dotRows(m: Float64Array, a: number, b: number, count: number): number {
  let total = 0;
  for (let n = 0; n < count; n++) total += (m[a + n] as number) * (m[b + n] as number);
  return total;
}

/** σ and its first five derivatives at z. */
function activationDerivatives(activation: DenseLayer["activation"], z: number): readonly number[] {
  switch (activation) {
    case "tanh": {
      const [y, d1, d2, d3, d4] = unaryDerivatives(op.tanh, z, 0) as [number, number, number, number, number];
      return [y, d1, d2, d3, d4, d1 * (16 + 120 * y * y * (y * y - 1))];
    }
    case "sin": {
      const [s, c] = [Math.sin(z), Math.cos(z)];
      return [s, c, -s, -c, s, c];
    }
    case "swish": {
      // z p with p = 1 / (1 + exp(−z)); its k-th derivative is z p⁽ᵏ⁾ + k p⁽ᵏ⁻¹⁾.
      const p = 1 / (1 + Math.exp(-z));
      const d = p * (1 - p);
      const q = 1 - 2 * p;
      const powers = [p, d, d * q, d * (1 - 6 * d), d * q * (1 - 12 * d), d * (1 - 30 * d + 120 * d * d)];
      return powers.map((derivative, k) => z * derivative + (k === 0 ? 0 : k * (powers[k - 1] as number)));
    }
    default:
      return [z, 1, 0, 0, 0, 0];
  }
}

/** (∂σ(z)/∂z)ᵀ g for one jet. */
function reversed(
  activation: DenseLayer["activation"],
  { layout }: BlockShape,
  z: Float64Array,
  g: Float64Array,
): Float64Array {
  const s = activationDerivatives(activation, z[0] as number);
  const result = new Float64Array(z.length);
  const add = (channel: number, value: number) => {
    result[channel] = (result[channel] as number) + value;
  };
  layout.compositions.forEach((terms, c) => {
    for (const { order, coefficient, factors } of terms) {
      const weight = coefficient * (g[c] as number);
      const product = (without: number) =>
        factors.reduce((total, factor, at) => (at === without ? total : total * (z[factor] as number)), 1);
      add(0, weight * (s[order + 1] as number) * product(-1));
      factors.forEach((factor, at) => {
        add(factor, weight * (s[order] as number) * product(at));
      });
    }
  });
  return result;
}
