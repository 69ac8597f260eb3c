// Dense float64 linear algebra against numpy and scipy, one core and one thread each, in turn, in one program.
import { linear, rng } from "sech";
import { pythonPeer } from "./peers.ts";
import { alternate, machine, pinToOneCore, table } from "./timing.ts";

const numpyProgram = `
import sys, time, numpy, scipy, scipy.linalg as la
print("numpy " + numpy.__version__ + ", scipy " + scipy.__version__, flush=True)
def spd(n):
    a = numpy.random.standard_normal((n, n)); return a.T @ a + n * numpy.eye(n)
def work(name, m, n):
    if name == "gemm":
        a, b = numpy.random.standard_normal((n, n)), numpy.random.standard_normal((n, n)); return lambda: a @ b
    if name == "syrk":
        a = numpy.random.standard_normal((m, n)); return lambda: la.blas.dsyrk(1.0, a.T, lower=1)
    if name == "cholesky":
        a = spd(n); return lambda: la.cholesky(a, lower=True, check_finite=False)
    if name == "solve":
        a = la.cho_factor(spd(n), lower=True); b = numpy.random.standard_normal((n, m)); return lambda: la.cho_solve(a, b, check_finite=False)
    if name == "qr":
        a, b = numpy.random.standard_normal((m, n)), numpy.random.standard_normal(m)
        def solve():
            (qr, tau), r = la.qr(a, mode="raw", check_finite=False)
            c = la.lapack.dormqr("L", "T", qr, tau, b[:, None], 32 * 64)[0]
            return la.solve_triangular(r[:n], c[:n], check_finite=False)
        return solve
    a = spd(n); return lambda: la.eigh(a, check_finite=False, driver="ev")
cases = {}
for line in sys.stdin:
    name, m, n = line.split()
    if line not in cases: cases[line] = work(name, int(m), int(n)); cases[line]()
    start = time.perf_counter(); cases[line](); print((time.perf_counter() - start) * 1e3, flush=True)
`;

/** [name, m, n, floating-point operations] */
const cases: readonly (readonly [string, number, number, number])[] = [
  ["gemm", 1000, 1000, 2e9],
  ["gemm", 300, 300, 2 * 300 ** 3],
  ["syrk", 4000, 921, 4000 * 921 ** 2],
  ["cholesky", 921, 921, 921 ** 3 / 3],
  ["cholesky", 3000, 3000, 3000 ** 3 / 3],
  ["solve", 1, 921, 2 * 921 ** 2],
  ["solve", 100, 921, 200 * 921 ** 2],
  ["qr", 2000, 950, 2 * 950 ** 2 * (2000 - 950 / 3)],
  ["eigen", 500, 500, 9 * 500 ** 3],
];

const core = pinToOneCore();
const numpy = await pythonPeer(numpyProgram);
const kernels = await linear.denseReady();
console.log(`${machine()}, core ${core}; dense kernels ${kernels.name}; ${numpy.version}\n`);
const rows: (string | number)[][] = [];
for (const [name, m, n, operations] of cases) {
  const ours = work(kernels, name, m, n);
  ours();
  const once = () => {
    const start = performance.now();
    ours();
    return performance.now() - start;
  };
  const t = await alternate({ ours: once, numpy: () => numpy.ask(`${name} ${m} ${n}`) }, 9);
  rows.push([name, `${m} × ${n}`, t.ours, operations / t.ours / 1e6, t.numpy, operations / t.numpy / 1e6]);
}
table(["", "size", "sech ms", "GFLOP/s", "numpy ms", "GFLOP/s"], rows);
numpy.end();

function work(dense: linear.DenseKernels, name: string, m: number, n: number): () => void {
  const random = rng(1);
  const filled = (rowCount: number, columns: number) => {
    const a = linear.matrix(dense.allocate(rowCount * columns), rowCount, columns);
    for (let i = 0; i < a.data.length; i++) a.data[i] = random.uniform() - 0.5;
    return a;
  };
  const into = linear.matrix(dense.allocate(Math.max(m, n) * n), Math.max(m, n), n);
  if (name === "gemm") {
    const [a, b] = [filled(n, n), filled(n, n)];
    return () => dense.multiplyAdd(1, a, b, into);
  }
  if (name === "syrk") {
    const a = filled(m, n);
    const c = linear.matrix(into.data, n, n);
    return () => dense.multiplyAdd(1, linear.transposed(a), a, c, "lower");
  }
  if (name === "qr") {
    const [a, b] = [filled(m, n), filled(m, 1)];
    const x = linear.matrix(dense.allocate(m), m, 1);
    return () => {
      into.data.set(a.data);
      x.data.set(b.data);
      linear.solveLeastSquares(into, x, undefined, dense);
    };
  }
  const a = filled(n, n);
  const spd = linear.matrix(dense.allocate(n * n), n, n);
  dense.multiplyAdd(1, linear.transposed(a), a, spd, "lower");
  for (let i = 0; i < n; i++) spd.data[i * (n + 1)] = (spd.data[i * (n + 1)] as number) + n;
  const c = linear.matrix(into.data, n, n);
  if (name === "solve") {
    const b = filled(n, m);
    linear.factorise(spd, dense);
    return () => linear.solveFactorised(spd, b, dense);
  }
  return () => {
    c.data.set(spd.data);
    if (name === "cholesky") linear.factorise(c, dense);
    else dense.free(linear.symmetricEigen(c, dense).vectors);
  };
}
