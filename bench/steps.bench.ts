// Time steps of the focusing equation against the best that numpy and scipy can do, on one core, in turn, in one
// program: a Strang step (numpy in place, scipy.fft), a step of DOP853 in the interaction picture (scipy's solve_ivp with
// cached tables), and the growth of a whole solve with N.
import { defaultKernels, periodicGrid, problems, spectral } from "sech";
import { pythonPeer } from "./peers.ts";
import { alternate, machine, pinToOneCore, table } from "./timing.ts";

const program = `
import sys, time, numpy as np, scipy, scipy.fft as sf
from scipy.integrate import solve_ivp
print("numpy " + np.__version__ + ", scipy " + scipy.__version__ + " of " + scipy.__file__, flush=True)
clock = time.perf_counter

def setting(n):
    x = (np.arange(n) - n / 2) * (50.0 / n)
    return 2 / np.cosh(2 * x) * np.exp(1j * x), 2 * np.pi * np.fft.fftfreq(n, 50.0 / n)

def strang(n):
    psi, k = setting(n)
    dt = 1e-3
    half, v = np.exp(-0.25j * k * k * dt), sf.fft(psi)
    a, b, phase = np.empty(n), np.empty(n), np.empty(n, complex)
    start = clock()
    for _ in range(4000):
        v *= half
        u = sf.ifft(v, overwrite_x=True)
        np.multiply(u.real, u.real, out=a); np.multiply(u.imag, u.imag, out=b); np.add(a, b, out=a); np.multiply(a, dt, out=a)
        np.cos(a, out=phase.real); np.sin(a, out=phase.imag)
        u *= phase
        v = sf.fft(u, overwrite_x=True)
        v *= half
    return (clock() - start) / 4000 * 1e6

def dop853(n):
    psi, k = setting(n)
    linear, tables = -0.5j * k * k, {}
    def rhs(s, w):
        e = tables.get(s)
        if e is None:
            if len(tables) > 64: tables.clear()
            tables[s] = e = np.exp(linear * s)
        u = sf.ifft(e * w)
        u *= 1j * (u.real ** 2 + u.imag ** 2)
        return np.conj(e) * sf.fft(u)
    start = clock()
    solution = solve_ivp(rhs, [0, 5], sf.fft(psi), method="DOP853", rtol=1e-8, atol=1e-8)
    return (clock() - start) / (solution.nfev / 12) * 1e6

for line in sys.stdin:
    name, n = line.split()
    print({"strang": strang, "dop853": dop853}[name](int(n)), flush=True)
`;

const core = pinToOneCore();
const python = await pythonPeer(program);
console.log(`${machine()}, core ${core}; ${python.version}\n`);

const kernels = defaultKernels();
const soliton = problems.brightSoliton({ amplitude: 2, velocity: 1, position: 0 });
const cells: (string | number)[][] = [];
for (const n of [512, 1024]) {
  const system = spectral.discretise(soliton, periodicGrid({ points: n, length: 50 }));
  const t = await alternate({
    strang: () => perStep(system, [0, 4], { method: "strang", step: 1e-3 }),
    transforms: () => perCall(transforms(n)),
    rotation: () => perCall(rotation(n)),
    numpy: () => python.ask(`strang ${n}`),
    dop853: () => perStep(system, [0, 5], { method: "dop853", rtol: 1e-8 }),
    scipy: () => python.ask(`dop853 ${n}`),
  });
  cells.push([`Strang, N = ${n}`, t.strang, t.numpy, t.numpy / t.strang]);
  cells.push([`of it two transforms, N = ${n}`, t.transforms, "–", "–"]);
  cells.push([`of it the rotation, N = ${n}`, t.rotation, "–", "–"]);
  cells.push([`interaction-picture DOP853, N = ${n}`, t.dop853, t.scipy, t.scipy / t.dop853]);
}
python.end();
table(["step", "sech µs", "Python µs", "ratio"], cells);

// An amplitude that 256 points resolve, so that the physics is the same on every grid.
console.log("\nA soliton of amplitude 1 and velocity 0.5 to T = 20, etd-adams, rtol 1e-9:\n");
const slow = problems.brightSoliton({ amplitude: 1, velocity: 0.5, position: 0 });
const growth: (string | number)[][] = [];
let first = 0;
for (const n of [256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536]) {
  const system = spectral.discretise(slow, periodicGrid({ points: n, length: 50 }));
  let steps = 0;
  const run = () => {
    const start = performance.now();
    const { stats } = spectral.integrate(system, [0, 20], { method: "etd-adams", rtol: 1e-9 });
    steps = stats.steps;
    return performance.now() - start;
  };
  // The first solves wait for the compiler of Node, which is none of the growth.
  for (let warm = 0; first === 0 && warm < 30; warm++) run();
  const { time } = await alternate({ time: run }, n > 8192 ? 3 : 7);
  const unit = time / steps / (n * Math.log2(n));
  first ||= unit;
  growth.push([String(n), String(steps), time, unit / first]);
}
table(["N", "steps", "ms", "time / (steps N log N), relative"], growth);

/** A transform and its inverse, in place. */
function transforms(n: number): () => void {
  const [re, im] = fieldOf(n);
  const fft = kernels.fft(n);
  return () => {
    fft.forward(re, im);
    fft.inverse(re, im);
  };
}

/** ψ exp(i dt |ψ|²), in place. */
function rotation(n: number): () => void {
  const [re, im] = fieldOf(n);
  return () => kernels.rotateByIntensity(1e-3, re, im);
}

function fieldOf(n: number): readonly [Float64Array, Float64Array] {
  const parts = [kernels.allocate(n), kernels.allocate(n)] as const;
  for (const part of parts) part.fill(0.5);
  return parts;
}

/** Microseconds of one of 4000 calls. */
function perCall(call: () => void): number {
  const start = performance.now();
  for (let i = 0; i < 4000; i++) call();
  return ((performance.now() - start) / 4000) * 1e3;
}

function perStep(
  system: spectral.WaveSystem,
  span: readonly [number, number],
  options: spectral.WaveIntegrateOptions,
): number {
  const start = performance.now();
  const { stats } = spectral.integrate(system, span, options);
  return ((performance.now() - start) / (stats.steps + stats.rejected)) * 1e3;
}
