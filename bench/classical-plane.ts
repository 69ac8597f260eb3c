import { ode, problems } from "sech";
import { chebyshevPoints, secondDerivative } from "./chebyshev.ts";

/** Klein–Gordon by Chebyshev collocation in space, where the solution is bilinear, and DOP853 in time. */
export function kleinGordonByChebyshev(wanted: number): string {
  const { exact } = problems.kleinGordon();
  const n = 4;
  const points = chebyshevPoints(n);
  const second = secondDerivative(n);
  const inner = n - 1;
  const u = new Float64Array((n + 1) ** 2);
  const began = performance.now();
  const times = Array.from({ length: 51 }, (_, i) => i / 5);
  const at = (row: number) => [points[Math.floor(row / inner) + 1] as number, points[(row % inner) + 1] as number];
  const solution = ode.integrate(
    {
      span: [0, 10],
      y0: Float64Array.from({ length: 2 * inner * inner }, (_, i) => {
        const [x, y] = at(i % (inner * inner)) as [number, number];
        return i < inner * inner ? x + y : 2 * x * y;
      }),
      rhs(t, y, out) {
        points.forEach((a, i) => {
          points.forEach((b, j) => {
            const wall = i === 0 || i === n || j === 0 || j === n;
            u[i * (n + 1) + j] = wall ? (exact?.(a, b, t)[0] as number) : (y[(i - 1) * inner + j - 1] as number);
          });
        });
        for (let row = 0; row < inner * inner; row++) {
          const [i, j] = [Math.floor(row / inner) + 1, (row % inner) + 1];
          const given = exact?.(points[i] as number, points[j] as number, t)[0] as number;
          const own = y[row] as number;
          let rate = given * given - 4 * given - own * own;
          for (let k = 0; k <= n; k++)
            rate += second[i]![k]! * u[k * (n + 1) + j]! + second[j]![k]! * u[i * (n + 1) + k]!;
          out[row] = y[inner * inner + row] as number;
          out[inner * inner + row] = rate;
        }
      },
    },
    { method: ode.dop853(), rtol: wanted / 30, atol: wanted / 30, saveAt: { times } },
  );
  const seconds = (performance.now() - began) / 1e3;
  let [difference, size] = [0, 0];
  times.forEach((t, k) => {
    for (let row = 0; row < inner * inner; row++) {
      const value = exact?.(...(at(row) as [number, number]), t)[0] as number;
      difference += (value - (solution.y.data[k * 2 * inner * inner + row] as number)) ** 2;
      size += value * value;
    }
  });
  const reached = Math.sqrt(difference / size);
  return reached <= wanted ? `${seconds.toFixed(2)} (Chebyshev collocation, ${n} × ${n}, DOP853)` : "–";
}

/** Flow mixing by central differences of fourth order, with the values outside given, and DOP853 in time. */
export function flowByDifferences(wanted: number): string {
  const problem = problems.flowMixing();
  const exact = problem.exact as (...point: number[]) => ArrayLike<number>;
  for (let cells = 48; cells <= 768; cells *= 2) {
    const began = performance.now();
    const [h, n, side] = [8 / cells, cells + 1, cells + 5];
    const place = (i: number) => -4 + (i - 2) * h;
    const wide = new Float64Array(side * side);
    const speed = new Float64Array(n * n);
    for (let i = 0; i < n * n; i++) {
      const r = Math.max(1e-12, Math.hypot(place(2 + Math.floor(i / n)), place(2 + (i % n))));
      speed[i] = Math.tanh(r) / (Math.cosh(r) ** 2 * r * 0.385);
    }
    const isInside = (i: number) => i > 2 && i < cells + 2;
    const times = [1, 2, 3, 4];
    const solution = ode.integrate(
      {
        span: [0, 4],
        y0: Float64Array.from({ length: n * n }, (_, i) => -Math.tanh(place(2 + (i % n)) / 2)),
        rhs(t, u, out) {
          for (let i = 0; i < side; i++) {
            for (let j = 0; j < side; j++) {
              const inside = isInside(i) && isInside(j);
              if (!inside) wide[i * side + j] = exact(place(i), place(j), t)[0] as number;
              else wide[i * side + j] = u[(i - 2) * n + j - 2] as number;
            }
          }
          for (let i = 0; i < n; i++) {
            for (let j = 0; j < n; j++) {
              const at = (i + 2) * side + j + 2;
              const slope = (step: number) =>
                (8 * (wide[at + step]! - wide[at - step]!) - (wide[at + 2 * step]! - wide[at - 2 * step]!)) / (12 * h);
              const [x, y] = [place(i + 2), place(j + 2)];
              out[i * n + j] = -speed[i * n + j]! * (x * slope(1) - y * slope(side));
            }
          }
        },
      },
      { method: ode.dop853(), rtol: wanted / 10, atol: wanted / 10, saveAt: { times } },
    );
    const seconds = (performance.now() - began) / 1e3;
    let [difference, size] = [0, 0];
    times.forEach((t, k) => {
      for (let i = 0; i < n * n; i++) {
        const value = exact(place(2 + Math.floor(i / n)), place(2 + (i % n)), t)[0] as number;
        difference += (value - (solution.y.data[k * n * n + i] as number)) ** 2;
        size += value * value;
      }
    });
    if (Math.sqrt(difference / size) <= wanted)
      return `${seconds.toFixed(2)} (differences on ${cells} × ${cells} cells)`;
  }
  return "–";
}
