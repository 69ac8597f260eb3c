import type { Arena, DenseLayer, JetPrimitives } from "../../core/index.ts";
import { wasmGaussians } from "./gaussians.ts";
import type { JetExports } from "./module.ts";

/** As in assembly/jets/slopes.ts. */
const activations: Record<DenseLayer["activation"], number> = { identity: 0, tanh: 1, sin: 2, swish: 3 };

/** The loops of a module, from places in numbers to addresses in bytes. */
export function wasmPrimitives(exports: JetExports, arena: Arena): JetPrimitives {
  return {
    ...wasmGaussians(exports, arena),
    pack: (weights, packed, transposed, outputs, inputs) =>
      exports.pack(8 * weights, 8 * packed, 8 * transposed, outputs, inputs),
    dense: (packed, bias, x, out, outputs, inputs, columns, biased) =>
      exports.dense(8 * packed, 8 * bias, 8 * x, 8 * out, outputs, inputs, columns, biased),
    weightGradient: (g, x, weights, bias, outputs, inputs, columns, biased) =>
      exports.weightGradient(8 * g, 8 * x, 8 * weights, 8 * bias, outputs, inputs, columns, biased),
    activate: (activation, { table, channels, layout, width }, neurons, z, y, aux) =>
      exports.activate(
        activations[activation],
        8 * table,
        channels,
        layout.order,
        width,
        neurons,
        8 * z,
        8 * y,
        8 * aux,
      ),
    activateReverse: (activation, { table, channels, layout, width }, neurons, z, y, aux, g) =>
      exports.activateReverse(
        activations[activation],
        8 * table,
        channels,
        layout.order,
        width,
        neurons,
        8 * z,
        8 * y,
        8 * aux,
        8 * g,
      ),
    pointGradients: ({ channels, width }, g, x, rows, stride, outputs, inputs, adds) =>
      exports.pointGradients(channels, width, 8 * g, 8 * x, 8 * rows, stride, outputs, inputs, adds ? 1 : 0),
    addNormal: (rows, stride, count, parameters, out) =>
      exports.addNormal(8 * rows, stride, count, parameters, 8 * out),
  };
}
