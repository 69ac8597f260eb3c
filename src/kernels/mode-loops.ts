import {
  cached,
  type Kernels,
  type ModeFactor,
  type ModeKernels,
  plainKernels,
  pointwiseTerms,
} from "../core/index.ts";
import type { Heap } from "./heap.ts";
import type { WasmExports } from "./module.ts";
import type { Transforms } from "./transforms.ts";

type ModeLoops = Omit<ModeKernels, "pointwise">;

/** The loops over modes on arrays of a heap; where one is not in it, the plain twin does the work. */
export function modeLoops({ address }: Heap, exports: WasmExports): ModeLoops {
  return {
    mirror(u, computed) {
      const at = address(u);
      if (at < 0) return plainKernels.mirror(u, computed);
      exports.mirror(at, computed, u.length / 2);
    },
    predict(coefficients, history, v, out, extrapolated) {
      const { groups, maxOrder } = coefficients;
      const a = address(coefficients.rows);
      const b = address(coefficients.pieces);
      const c = address(coefficients.extrapolation);
      const d = address(history.vectors);
      const x = address(v);
      const y = address(out);
      const z = address(extrapolated);
      if (a < 0 || b < 0 || c < 0 || d < 0 || x < 0 || y < 0 || z < 0) {
        return plainKernels.predict(coefficients, history, v, out, extrapolated);
      }
      const { rows, stride, first } = history;
      exports.predict(a, groups, b, c, maxOrder, d, rows, stride, first, x, y, z, v.length / 2);
    },
    correct(coefficients, slope, extrapolated, error, u) {
      const a = address(coefficients.rows);
      const b = address(coefficients.pieces);
      const x = address(slope);
      const y = address(extrapolated);
      const z = address(error);
      const w = address(u);
      if (a < 0 || b < 0 || x < 0 || y < 0 || z < 0 || w < 0) {
        return plainKernels.correct(coefficients, slope, extrapolated, error, u);
      }
      exports.correct(a, coefficients.groups, b, x, y, z, w, u.length / 2);
    },
    moments(y, exponential, count, out) {
      const [a, b, c] = [address(y), address(exponential), address(out)];
      if (a < 0 || b < 0 || c < 0) return plainKernels.moments(y, exponential, count, out);
      exports.moments(a, b, count, c, y.length);
    },
    multistepWeights(nodes, order, h, corrects, weights, ends, endsAt) {
      const [a, b, c] = [address(nodes), address(weights), address(ends)];
      if (a < 0 || b < 0 || c < 0) {
        return plainKernels.multistepWeights(nodes, order, h, corrects, weights, ends, endsAt);
      }
      exports.multistepWeights(a, order, h, Number(corrects), b, c + 8 * endsAt);
    },
    combineRows(weights, depth, rows, source, out, first, n, from, to) {
      const [a, b, c] = [address(weights), address(source), address(out)];
      if (a < 0 || b < 0 || c < 0) {
        return plainKernels.combineRows(weights, depth, rows, source, out, first, n, from, to);
      }
      exports.combineRows(a, depth, rows, b, c, first, n, from, to);
    },
    gradientSums(weights, alpha, beta, u, slope, sums) {
      const [a, x, y, z] = [address(weights), address(u), address(slope), address(sums)];
      if (a < 0 || x < 0 || y < 0 || z < 0) return plainKernels.gradientSums(weights, alpha, beta, u, slope, sums);
      exports.gradientSums(a, alpha, beta, x, y, u.length / 2, z);
    },
    addGradients(weights, p, q, c, u, slope) {
      const [a, x, y] = [address(weights), address(u), address(slope)];
      if (a < 0 || x < 0 || y < 0) return plainKernels.addGradients(weights, p, q, c, u, slope);
      exports.addGradients(a, p, q, c, x, y, u.length / 2);
    },
  };
}

/** Pointwise terms in one call where the length is even and the arrays are in the heap, else out of transforms and loops. */
export function pointwisePlans(
  { address }: Heap,
  exports: WasmExports,
  kernels: Pick<Kernels, "fft" | "multiply" | "cubic" | "rotateByIntensity">,
  evenLines: Transforms["evenLines"],
): ModeKernels["pointwise"] {
  return cached((length) => {
    const apart = pointwiseTerms(kernels, length);
    const lines = evenLines(length);
    if (lines === null) return apart;
    const { program } = lines;
    const fused = (
      turns: boolean,
      value: number,
      u: Float64Array,
      out: Float64Array,
      before: ModeFactor | undefined,
      after: ModeFactor | undefined,
    ): boolean => {
      const from = address(u);
      const to = out === u ? from : address(out);
      const first = before === undefined ? 0 : address(before.table);
      const last = after === undefined ? 0 : address(after.table);
      if (from < 0 || to < 0 || first < 0 || last < 0 || u.length !== 2 * length || out.length !== 2 * length)
        return false;
      const turnedBefore = before?.conjugate === true ? 1 : 0;
      const turnedAfter = after?.conjugate === true ? 1 : 0;
      exports.pointwise(
        Number(turns),
        value,
        program,
        length,
        from,
        to,
        first,
        turnedBefore,
        last,
        turnedAfter,
        lines.scratch(),
      );
      return true;
    };
    return {
      length,
      cubic(gamma, u, out, before, after) {
        if (!fused(false, gamma, u, out, before, after)) apart.cubic(gamma, u, out, before, after);
      },
      rotate(angle, u, out, before, after) {
        if (!fused(true, angle, u, out, before, after)) apart.rotate(angle, u, out, before, after);
      },
    };
  });
}
