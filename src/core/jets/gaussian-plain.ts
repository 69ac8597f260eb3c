import { geometryLength } from "./gaussian-layer.ts";
import type { GaussianBlock, GaussianPrimitives } from "./gaussian-primitives.ts";
import { coordinatePairs, type RecordShape, recordShape } from "./gaussian-records.ts";
import type { Arena } from "./primitives.ts";

/**
 * The loops over Gaussians as they are defined, to derivatives of any order: ∂_j G = −p_j G with p = P (x − μ), and so
 * ∂_j ∂^α G = −p_j ∂^α G − Σ_k P_jk α_k ∂^(α − e_k) G. Nothing is left out.
 */
export function plainGaussians(arena: Arena): GaussianPrimitives {
  /** Calls for every Gaussian and point with the derivative of G by a list of coordinates, summed up over the images. */
  function visitAll(block: GaussianBlock, visit: (q: number, p: number, derivative: Derivative) => void): void {
    const m = arena.numbers;
    const { layer, shape, records, shifts, shiftCount, x } = block;
    const record = recordShape(layer);
    const d = layer.inputs;
    const precision = precisionOf(m, record);
    for (let q = 0; q < layer.count * layer.outputs; q++) {
      const from = records + q * record.stride;
      for (let p = 0; p < shape.width; p++) {
        const images = Array.from({ length: shiftCount }, (_, s) => {
          const offset = Array.from({ length: d }, (_unused, j) => {
            const centre = (m[from + j] as number) + (m[shifts + s * d + j] as number);
            return (m[x + j * shape.channels * shape.width + p] as number) - centre;
          });
          return derivatives(offset, precision(from));
        });
        visit(q, p, (by) => images.reduce((sum, image) => sum + image(by), 0));
      }
    }
  }

  /** The basics of a Gaussian at a point under the operator whose coefficients are the adjoints g. */
  function basics({ layer, shape }: GaussianBlock, q: number, p: number, g: number, derivative: Derivative): number[] {
    const m = arena.numbers;
    const { channels, width, layout } = shape;
    const row = g + (q % layer.outputs) * channels * width + p;
    const d = layer.inputs;
    const lists = [[], ...Array.from({ length: d }, (_, j) => [j]), ...coordinatePairs(d)];
    return lists.map((more) =>
      layout.names.reduce((sum, _, c) => {
        const adjoint = m[row + c * width] as number;
        return adjoint === 0
          ? sum
          : sum + adjoint * derivative([...(layout.partials[c] as readonly number[]), ...more]);
      }, 0),
    );
  }

  /** Calls with every parameter of a Gaussian at a point, and the derivative of Σ g F by it. */
  function visitSlopes(
    block: GaussianBlock,
    g: number,
    visit: (parameter: number, q: number, p: number, slope: number) => void,
  ): void {
    const { layer, records } = block;
    const record = recordShape(layer);
    const all = layer.count * layer.outputs;
    const geometry = geometryLength(layer);
    visitAll(block, (q, p, derivative) => {
      const m = arena.numbers;
      const found = basics(block, q, p, g, derivative);
      const combinations = records + q * record.stride + record.combinations;
      for (let k = 0; k < record.parameters; k++) {
        const from = combinations + k * record.basics;
        const slope = found.reduce((sum, value, b) => sum + (m[from + b] as number) * value, 0);
        visit(k === 0 ? q : all + q * geometry + k - 1, q, p, slope);
      }
    });
  }

  return {
    gaussianValues(block, out) {
      const m = arena.numbers;
      const { layer, shape, records } = block;
      const { channels, width, layout } = shape;
      const record = recordShape(layer);
      m.fill(0, out, out + layer.outputs * channels * width);
      visitAll(block, (q, p, derivative) => {
        const weight = m[records + q * record.stride + record.weight] as number;
        for (let c = 0; c < channels; c++) {
          const to = out + ((q % layer.outputs) * channels + c) * width + p;
          m[to] = (m[to] as number) + weight * derivative(layout.partials[c] as readonly number[]);
        }
      });
    },
    gaussianGradient(block, g, gradient) {
      const m = arena.numbers;
      visitSlopes(block, g, (parameter, _q, _p, slope) => {
        m[gradient + parameter] = (m[gradient + parameter] as number) + slope;
      });
    },
    gaussianPoints(block, g, rows, stride, moving, adds) {
      const m = arena.numbers;
      const all = block.layer.count * block.layer.outputs;
      visitSlopes(block, g, (parameter, q, p, slope) => {
        if (parameter >= all && q >= moving) return;
        const at = rows + parameter * stride + p;
        m[at] = (adds ? (m[at] as number) : 0) + slope;
      });
    },
    gaussianTimes(block, g, v, out) {
      const m = arena.numbers;
      m.fill(0, out, out + block.shape.width);
      visitSlopes(block, g, (parameter, _q, p, slope) => {
        m[out + p] = (m[out + p] as number) + slope * (m[v + parameter] as number);
      });
    },
  };
}

/** The derivative by a list of coordinates, [] for the value. */
type Derivative = (by: readonly number[]) => number;

function precisionOf(m: Float64Array, { inputs: d, precision }: RecordShape) {
  const pairs = coordinatePairs(d);
  const index = Array.from({ length: d }, (_, i) =>
    Array.from({ length: d }, (_unused, j) =>
      pairs.findIndex(([a, b]) => a === Math.min(i, j) && b === Math.max(i, j)),
    ),
  );
  return (record: number) => (i: number, j: number) => m[record + precision + (index[i]?.[j] as number)] as number;
}

/** The derivatives of exp(−½ δᵀ P δ). */
function derivatives(offset: readonly number[], precision: (i: number, j: number) => number): Derivative {
  const p = offset.map((_, i) => offset.reduce((sum, value, j) => sum + precision(i, j) * value, 0));
  const value = Math.exp(-0.5 * offset.reduce((sum, delta, i) => sum + delta * (p[i] as number), 0));
  const derivative: Derivative = (by) => {
    if (by.length === 0) return value;
    const [j, ...rest] = by as [number, ...number[]];
    let sum = -(p[j] as number) * derivative(rest);
    rest.forEach((k, at) => {
      sum -= precision(j, k) * derivative(rest.toSpliced(at, 1));
    });
    return sum;
  };
  return derivative;
}
