import { ode, problems, reference } from "sech";
import { chebyshevPoints, secondDerivative } from "./chebyshev.ts";
import { flowByDifferences, kleinGordonByChebyshev } from "./classical-plane.ts";

/** The least seconds in which a classical method is as exact as `error`, and which method it is. */
export function classical(name: string, error: number): string {
  const solvers: Readonly<Record<string, (wanted: number) => string>> = {
    helmholtz: (wanted) => chebyshev(wanted, 4, 1),
    "helmholtz-10": (wanted) => chebyshev(wanted, 10, 10),
    burgers: differences,
    "klein-gordon": kleinGordonByChebyshev,
    "flow-mixing": flowByDifferences,
    "allen-cahn": modes,
    "nonlinear-diffusion": extrapolated,
  };
  return solvers[name]?.(error) ?? "–";
}

const axis = Float64Array.from({ length: 201 }, (_, i) => i / 200);

/** Helmholtz by collocation on n × n Chebyshev points and elimination. */
function chebyshev(wanted: number, a1: number, a2: number): string {
  const { exact } = problems.helmholtz({ a1, a2 });
  for (let n = 12; n <= 48; n += 4) {
    const began = performance.now();
    const u = solveHelmholtz(n, a1, a2);
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

/** u at the Chebyshev points, from u_xx + u_yy + u = q inside. */
function solveHelmholtz(n: number, a1: number, a2: number): Float64Array {
  const x = chebyshevPoints(n);
  const second = secondDerivative(n);
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
    const source = Math.sin(a1 * Math.PI * (x[i] as number)) * Math.sin(a2 * Math.PI * (x[j] as number));
    line[size] = (1 - (a1 * a1 + a2 * a2) * Math.PI * Math.PI) * source;
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

/** Allen–Cahn by fewer Fourier modes than the reference has. */
function modes(wanted: number): string {
  const times = Array.from({ length: 21 }, (_, i) => i / 20);
  const fine = reference.allenCahn({ times });
  for (let points = 64; points <= 2048; points *= 2) {
    const began = performance.now();
    const { u } = reference.allenCahn({ times, points, rtol: wanted / 10 });
    const seconds = (performance.now() - began) / 1e3;
    let [difference, size] = [0, 0];
    times.forEach((_, k) => {
      for (let i = 0; i < points; i++) {
        const value = fine.u.data[k * 8192 + (i * 8192) / points] as number;
        difference += (value - (u.data[k * points + i] as number)) ** 2;
        size += value * value;
      }
    });
    if (Math.sqrt(difference / size) <= wanted) return `${seconds.toFixed(2)} (${points} Fourier modes)`;
  }
  return "–";
}

/** Nonlinear diffusion by differences on two grids, extrapolated; its error is its own estimate. */
function extrapolated(wanted: number): string {
  const times = Array.from({ length: 20 }, (_, i) => (i + 1) / 20);
  for (let cells = 64; cells <= 320; cells += 32) {
    const began = performance.now();
    const { error } = reference.nonlinearDiffusion({ cells, times });
    const seconds = (performance.now() - began) / 1e3;
    if (error <= wanted) return `${seconds.toFixed(2)} (differences on ${cells} × ${cells} cells, extrapolated)`;
  }
  return "–";
}
