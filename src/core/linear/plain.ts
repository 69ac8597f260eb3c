import type { DenseKernels } from "./dense.ts";
import { block, type Matrix, transposed } from "./matrix.ts";

/** The loops in plain TypeScript: the oracle in tests, and what runs where WASM does not. */
export const plainDense: DenseKernels = {
  name: "plain",
  allocate: (length) => new Float64Array(length),
  free() {},
  owns: () => true,
  multiplyAdd(alpha, a, b, c, part = "full") {
    // Columns of A by rows of B: the innermost loop goes along rows of C.
    for (let i = 0; i < c.rows; i++) {
      const columns = part === "lower" ? Math.min(i + 1, c.columns) : c.columns;
      const to = c.offset + i * c.rowStride;
      for (let p = 0; p < a.columns; p++) {
        const factor = alpha * (a.data[a.offset + i * a.rowStride + p * a.columnStride] as number);
        let from = b.offset + p * b.rowStride;
        for (let j = 0; j < columns; j++, from += b.columnStride) {
          const at = to + j * c.columnStride;
          c.data[at] = (c.data[at] as number) + factor * (b.data[from] as number);
        }
      }
    }
  },
  factorBlock(a) {
    const { data } = a;
    for (let i = 0; i < a.rows; i++) {
      const row = a.offset + i * a.rowStride;
      for (let j = 0; j <= i; j++) {
        const other = a.offset + j * a.rowStride;
        let value = data[row + j] as number;
        for (let p = 0; p < j; p++) value -= (data[row + p] as number) * (data[other + p] as number);
        if (j < i) data[row + j] = value / (data[other + j] as number);
        else if (value > 0) data[row + j] = Math.sqrt(value);
        else return i; // also for not-a-number
      }
    }
    return -1;
  },
  solveBlock(t, triangle, b) {
    const n = t.rows;
    const upper = triangle === "upper";
    for (let step = 0; step < n; step++) {
      const i = upper ? n - 1 - step : step;
      const row = t.offset + i * t.rowStride;
      const own = b.offset + i * b.rowStride;
      for (let j = upper ? i + 1 : 0; j < (upper ? n : i); j++) {
        addTo(b, own, b.offset + j * b.rowStride, -(t.data[row + j * t.columnStride] as number));
      }
      const pivot = t.data[row + i * t.columnStride] as number;
      for (let l = 0; l < b.columns; l++) {
        const at = own + l * b.columnStride;
        b.data[at] = (b.data[at] as number) / pivot;
      }
    }
  },
  reflectPanel(a, tau) {
    for (let j = 0; j < a.columns; j++) {
      const column = block(a, j, j, a.rows - j, 1);
      const t = reflect(column);
      tau[j] = t;
      if (t === 0) continue;
      // The column is (beta, v_2, v_3, …): with a one in place of beta it is v.
      const { data } = a;
      const beta = data[column.offset] as number;
      data[column.offset] = 1;
      const right = block(a, j, j + 1, a.rows - j, a.columns - j - 1);
      const w = { ...right, data: new Float64Array(right.columns), rows: 1, offset: 0 };
      plainDense.multiplyAdd(1, transposed(column), right, w);
      plainDense.multiplyAdd(-t, column, w, right);
      data[column.offset] = beta;
    }
  },
  symmetricTimes({ data, rows, offset, rowStride }, x, y) {
    for (let i = 0; i < rows; i++) {
      const row = offset + i * rowStride;
      const own = x[i] as number;
      let total = (data[row + i] as number) * own;
      for (let j = 0; j < i; j++) {
        const value = data[row + j] as number;
        total += value * (x[j] as number);
        y[j] = (y[j] as number) + value * own;
      }
      y[i] = total;
    }
  },
  symmetricUpdate(scale, { data, rows, offset, rowStride }, u, v, uu, uv, vv) {
    for (let i = 0; i < rows; i++) {
      const row = offset + i * rowStride;
      const left = uu * (u[i] as number) + uv * (v[i] as number);
      const right = uv * (u[i] as number) + vv * (v[i] as number);
      for (let j = 0; j <= i; j++) {
        data[row + j] = scale * (data[row + j] as number) + left * (u[j] as number) + right * (v[j] as number);
      }
    }
  },
  rotateRows({ data, columns, offset, rowStride }, first, count, angles) {
    for (let k = 0; k < count; k++) {
      const c = angles[2 * k] as number;
      const s = angles[2 * k + 1] as number;
      const upper = offset + (first - k) * rowStride;
      const lower = upper + rowStride;
      for (let j = 0; j < columns; j++) {
        const x = data[upper + j] as number;
        const y = data[lower + j] as number;
        data[upper + j] = c * x - s * y;
        data[lower + j] = s * x + c * y;
      }
    }
  },
};

/** Row at `to` += factor times row at `from`. */
function addTo(b: Matrix, to: number, from: number, factor: number): void {
  for (let l = 0; l < b.columns; l++) {
    const at = l * b.columnStride;
    b.data[to + at] = (b.data[to + at] as number) + factor * (b.data[from + at] as number);
  }
}

/** Turns a column x into (beta, v_2, …) with (I − tau v vᵀ) x = (beta, 0, …), v_1 = 1; returns tau, 0 where x_2 … = 0. */
function reflect({ data, rows, offset, rowStride }: Matrix): number {
  const alpha = data[offset] as number;
  let tail = 0;
  for (let i = 1; i < rows; i++) tail = Math.hypot(tail, data[offset + i * rowStride] as number);
  if (tail === 0) return 0;
  const norm = Math.hypot(alpha, tail);
  const beta = alpha > 0 ? -norm : norm;
  for (let i = 1; i < rows; i++) {
    const at = offset + i * rowStride;
    data[at] = (data[at] as number) / (alpha - beta);
  }
  data[offset] = beta;
  return (beta - alpha) / beta;
}
