import {
  type Arena,
  type GaussianBlock,
  type GaussianPrimitives,
  geometryLength,
  plainGaussians,
  recordShape,
} from "../../core/index.ts";
import type { GaussianArguments, JetExports } from "./module.ts";

/** The loops over Gaussians of a module: to second derivatives in up to three coordinates, beyond that the plain ones. */
export function wasmGaussians(exports: JetExports, arena: Arena): GaussianPrimitives {
  const plain = plainGaussians(arena);
  const fits = ({ layer, shape }: GaussianBlock) => layer.inputs <= 3 && shape.layout.order <= 2;
  return {
    gaussianValues(block, out) {
      if (fits(block)) exports.gaussianValues(...placesOf(block), 8 * out);
      else plain.gaussianValues(block, out);
    },
    gaussianGradient(block, g, gradient) {
      if (!fits(block)) return plain.gaussianGradient(block, g, gradient);
      exports.gaussianGradient(
        ...placesOf(block),
        8 * g,
        8 * block.rows,
        1 + geometryLength(block.layer),
        8 * gradient,
      );
    },
    gaussianPoints(block, g, rows, stride, moving, adds) {
      if (!fits(block)) return plain.gaussianPoints(block, g, rows, stride, moving, adds);
      const parameters = 1 + geometryLength(block.layer);
      const own = [8 * g, 8 * block.rows, parameters, 8 * rows, stride, moving, adds ? 1 : 0] as const;
      exports.gaussianPoints(...placesOf(block), ...own);
    },
    gaussianTimes(block, g, v, out) {
      if (!fits(block)) return plain.gaussianTimes(block, g, v, out);
      exports.gaussianTimes(...placesOf(block), 8 * g, 8 * block.rows, 1 + geometryLength(block.layer), 8 * v, 8 * out);
    },
  };
}

function placesOf({ layer, shape, records, shifts, shiftCount, slots, x }: GaussianBlock): GaussianArguments {
  const turned = layer.covariance === "full" && layer.inputs > 1;
  return [
    layer.inputs,
    turned ? 1 : 0,
    layer.count * layer.outputs,
    layer.outputs,
    8 * records,
    8 * recordShape(layer).stride,
    8 * shifts,
    shiftCount,
    8 * slots,
    shape.width,
    8 * shape.channels * shape.width,
    8 * x,
  ];
}
