import { ode, problems } from "sech";

/** The least seconds in which a classical method is as exact as `error`, and which method it is. */
export function classical(name: string, error: number): string {
  const solvers: Readonly<Record<string, (wanted: number) => string>> = { helmholtz: chebyshev, burgers: differences };
  return solvers[name]?.(error) ?? "–";
}

const axis = Float64Array.from({ length: 201 }, (_, i) => i / 200);

/** Helmholtz by collocation on n × n Chebyshev points and elimination. */
function chebyshev(wanted: number): string {
  const { exact } = problems.helmholtz();
  for (let n = 12; n <= 40; n += 2) {
    const began = performance.now();
    const u = solveHelmholtz(n);
    const seconds = (performance.now() - began) / 1e3;
    let [difference, size] = [0, 0];
    chebyshevPoints(n).forEach((x, i, all) => {
      all.forEach((y, j) => {
        const value = exact?.(x, y)[0] as number;
        difference += (value - (u[i * (n + 1) + j] as number)) ** 2;
        size += value * value;
      });
    });
    if (Math.sqrt(difference / size) <= wanted) return `${seconds.toFixed(3)} (Chebyshev collocation, ${n} × ${n})`;
  }
  return "–";
}

const chebyshevPoints = (n: number): number[] => Array.from({ length: n + 1 }, (_, i) => Math.cos((Math.PI * i) / n));

/** u at the Chebyshev points, from u_xx + u_yy + u = q inside; the second derivative as in L. N. Trefethen (2000), ch. 6. */
function solveHelmholtz(n: number): Float64Array {
  const x = chebyshevPoints(n);
  const c = (i: number) => (i === 0 || i === n ? 2 : 1) * (-1) ** i;
  const first = x.map((xi, i) => x.map((xj, j) => (i === j ? 0 : c(i) / (c(j) * (xi - xj)))));
  first.forEach((row, i) => {
    row[i] = -row.reduce((sum, value) => sum + value, 0);
  });
  const second = first.map((row) => x.map((_, j) => row.reduce((sum, value, k) => sum + value * first[k]![j]!, 0)));
  const inner = n - 1;
  const size = inner * inner;
  const rows = Array.from({ length: size }, (_, row) => {
    const [i, j] = [Math.floor(row / inner) + 1, (row % inner) + 1];
    const line = new Float64Array(size + 1);
    for (let k = 1; k < n; k++) {
      line[(k - 1) * inner + j - 1]! += second[i]![k]!;
      line[(i - 1) * inner + k - 1]! += second[j]![k]!;
    }
    line[row]! += 1;
    const source = Math.sin(4 * Math.PI * (x[i] as number)) * Math.sin(Math.PI * (x[j] as number));
    line[size] = (1 - 17 * Math.PI * Math.PI) * source;
    return line;
  });
  const solution = eliminate(rows);
  const u = new Float64Array((n + 1) ** 2);
  solution.forEach((value, row) => {
    u[(Math.floor(row / inner) + 1) * (n + 1) + (row % inner) + 1] = value;
  });
  return u;
}

/** Gaussian elimination with partial pivoting on rows [A | b]. */
function eliminate(rows: Float64Array[]): Float64Array {
  const n = rows.length;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i]![k]!) > Math.abs(rows[pivot]![k]!)) pivot = i;
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    const top = rows[k]!;
    for (let i = k + 1; i < n; i++) {
      const row = rows[i]!;
      const factor = row[k]! / top[k]!;
      for (let j = k; j <= n; j++) row[j]! -= factor * top[j]!;
    }
  }
  const x = new Float64Array(n);
  for (let i = n - 1; i >= 0; i--) {
    let sum = rows[i]![n]!;
    for (let j = i + 1; j < n; j++) sum -= rows[i]![j]! * x[j]!;
    x[i] = sum / rows[i]![i]!;
  }
  return x;
}

/** Burgers by central differences of second order and DOP853 in time. */
function differences(wanted: number): string {
  const { exact } = problems.burgers();
  const values = Array.from(axis, (t) => Float64Array.from(axis, (s) => exact?.(2 * s - 1, t)[0] as number));
  for (let cells = 400; cells <= 12800; cells *= 2) {
    const began = performance.now();
    const h = 2 / cells;
    const nu = 0.01 / Math.PI;
    const solution = ode.integrate(
      {
        span: [0, 1],
        y0: Float64Array.from({ length: cells + 1 }, (_, i) => -Math.sin(Math.PI * (i * h - 1))),
        rhs(_t, u, out) {
          out[0] = 0;
          out[cells] = 0;
          for (let i = 1; i < cells; i++) {
            const [left, right] = [u[i - 1]!, u[i + 1]!];
            out[i] = (nu * (left - 2 * u[i]! + right)) / (h * h) - (right * right - left * left) / (4 * h);
          }
        },
      },
      { method: ode.dop853(), rtol: wanted / 10, saveAt: { count: axis.length } },
    );
    const seconds = (performance.now() - began) / 1e3;
    let [difference, size] = [0, 0];
    values.forEach((row, k) => {
      row.forEach((value, i) => {
        const got = solution.y.data[k * (cells + 1) + (i * cells) / 200] as number;
        difference += (value - got) ** 2;
        size += value * value;
      });
    });
    if (Math.sqrt(difference / size) <= wanted) return `${seconds.toFixed(2)} (differences on ${cells} cells, DOP853)`;
  }
  return "–";
}
