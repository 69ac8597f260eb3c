"""FFTs against error of other packages' ways to integrate the NLSE: python3 bench/nlse-peers.py > src/cli/nlse/peers-table.ts

Each is the method that the package named uses, on numpy and scipy, without its files and pictures:
  scipy DOP853        simple_idealized_1d_nlse without its filter: the laboratory frame, steps of at most 0.1
  the same, filtered  simple_idealized_1d_nlse 0.0.4 as it is: exp(-36 (|k|/k_max)^36), k_max = 2/3 of Nyquist
  RK45, interaction   gnlse-python: the interaction picture with scipy's RK45
  DOP853, interaction XMDS2's idea with scipy's DOP853
  Strang              FiberNlse.jl, LKB NLSE: symmetric split steps
  ETDRK4              FourierFlows.jl: fixed steps, coefficients by contour integrals
An FFT is one complex transform of the grid's length. Errors are relative L2 errors against the exact solution.
"""

import sys

import numpy as np
import scipy
from scipy.integrate import solve_ivp


def soliton(x, t):
    a, v, x0, length = 2.0, 1.0, -10.0, 50.0
    d = (x - x0 - v * t + length / 2) % length - length / 2
    return a / np.cosh(a * d) * np.exp(1j * (v * (x0 + v * t + d) + 0.5 * (a * a - v * v) * t))


def akhmediev(x, t, a=0.25):
    omega, b = 2 * np.sqrt(1 - 2 * a), np.sqrt(8 * a * (1 - 2 * a))
    wave = np.sqrt(2 * a) * np.cos(omega * x)
    ch, sh = np.cosh(b * t), np.sinh(b * t)
    return np.exp(1j * t) * ((1 - 4 * a) * ch + wave + 1j * b * sh) / (wave - ch)


def kuznetsov_ma(x, t, a=1.0):
    kappa, b = 2 * np.sqrt(2 * a - 1), np.sqrt(8 * a * (2 * a - 1))
    wave = np.sqrt(2 * a) * np.cosh(kappa * x)
    return np.exp(1j * t) * (wave + (1 - 4 * a) * np.cos(b * t) - 1j * b * np.sin(b * t)) / (wave - np.cos(b * t))


period = 2 * np.pi / np.sqrt(8)
scenarios = {
    "soliton": (soliton, 512, 50.0, 0.0, 20.0),
    "akhmediev": (akhmediev, 64, np.pi / np.sqrt(0.5), -5.0, 5.0),
    "kuznetsov-ma": (kuznetsov_ma, 640, 30.0, -period / 2, 1.5 * period),
}


class Ring:
    def __init__(self, exact, n, length, t0, t1):
        self.n, self.t0, self.t1 = n, t0, t1
        self.x = -length / 2 + length / n * np.arange(n)
        self.k = 2 * np.pi * np.fft.fftfreq(n, length / n)
        self.start, self.end = exact(self.x, t0), exact(self.x, t1)
        self.ffts = 0

    def forward(self, u):
        self.ffts += 1
        return np.fft.fft(u)

    def inverse(self, v):
        self.ffts += 1
        return np.fft.ifft(v)

    def cubic(self, v, mask=1.0):
        q = self.inverse(mask * v)
        return 1j * mask * self.forward(np.abs(q) ** 2 * q)

    def error(self, v):
        return float(np.linalg.norm(np.fft.ifft(v) - self.end) / np.linalg.norm(self.end))


def laboratory(ring, rtol, mask=1.0):
    linear = -0.5j * ring.k**2 * mask
    run = solve_ivp(lambda t, v: linear * v + ring.cubic(v, mask), (ring.t0, ring.t1), np.fft.fft(ring.start),
                    method="DOP853", rtol=rtol, atol=rtol / 100, max_step=0.1)
    return run.y[:, -1]


def interaction(ring, rtol, method):
    def rhs(t, w):
        turn = np.exp(-0.5j * ring.k**2 * (t - ring.t0))
        return ring.cubic(turn * w) / turn

    v0 = np.fft.fft(ring.start)
    run = solve_ivp(rhs, (ring.t0, ring.t1), v0, method=method, rtol=rtol, atol=rtol * np.abs(v0).max() / 100)
    return run.y[:, -1] * np.exp(-0.5j * ring.k**2 * (ring.t1 - ring.t0))


def strang(ring, steps):
    h = (ring.t1 - ring.t0) / steps
    half = np.exp(-0.25j * ring.k**2 * h)
    v = half * ring.forward(ring.start)
    for step in range(steps):
        u = ring.inverse(v)
        v = ring.forward(u * np.exp(1j * h * np.abs(u) ** 2))
        v = (half if step == steps - 1 else half**2) * v
    return v


def etdrk4(ring, steps):
    h = (ring.t1 - ring.t0) / steps
    linear = -0.5j * ring.k**2 * h
    e, e2 = np.exp(linear), np.exp(linear / 2)
    roots = linear[:, None] + np.exp(2j * np.pi * (np.arange(64) + 0.5) / 64)[None, :]
    mean = lambda f: h * np.mean(f(roots), axis=1)
    q = mean(lambda z: (np.exp(z / 2) - 1) / z)
    f1 = mean(lambda z: (-4 - z + np.exp(z) * (4 - 3 * z + z**2)) / z**3)
    f2 = mean(lambda z: (2 + z + np.exp(z) * (z - 2)) / z**3)
    f3 = mean(lambda z: (-4 - 3 * z - z**2 + np.exp(z) * (4 - z)) / z**3)
    v = np.fft.fft(ring.start)
    for _ in range(steps):
        nv = ring.cubic(v)
        a = e2 * v + q * nv
        na = ring.cubic(a)
        b = e2 * v + q * na
        nb = ring.cubic(b)
        c = e2 * a + q * (2 * nb - nv)
        v = e * v + f1 * nv + 2 * f2 * (na + nb) + f3 * ring.cubic(c)
    return v


def original(ring, rtol):
    k_max = 2 / 3 * np.abs(ring.k).max()
    return laboratory(ring, rtol, np.exp(-36 * (np.abs(ring.k) / k_max) ** 36))


tolerances = [1e-4, 1e-6, 1e-8, 1e-10, 1e-12]
steps = [250, 500, 1000, 2000, 4000, 8000]
peers = {
    "simple_idealized_1d_nlse": (original, [1e-6, 1e-9, 1e-12]),
    "scipy DOP853": (laboratory, [1e-6, 1e-9, 1e-12]),
    "gnlse-python: IP, RK45": (lambda ring, rtol: interaction(ring, rtol, "RK45"), tolerances[:4]),
    "IP, scipy DOP853": (lambda ring, rtol: interaction(ring, rtol, "DOP853"), tolerances),
    "FiberNlse.jl: Strang": (strang, steps),
    "FourierFlows.jl: ETDRK4": (etdrk4, steps),
}

print("/**")
print(" * [FFTs, relative L2 error] of other packages' methods on scenarios with their default grids and times, by")
print(f" * bench/nlse-peers.py with numpy {np.__version__} and scipy {scipy.__version__}.")
print(" */")
print("export const peers: Readonly<Record<string, Readonly<Record<string, readonly (readonly [number, number])[]>>>> = {")
for name, scenario in scenarios.items():
    print(f'  "{name}": {{')
    for peer, (method, settings) in peers.items():
        points = []
        for setting in settings:
            ring = Ring(*scenario)
            with np.errstate(all="ignore"):
                error = ring.error(method(ring, setting))
            if np.isfinite(error) and error < 0.5:
                points.append(f"[{ring.ffts}, {error:.2e}]")
            print(name, peer, setting, ring.ffts, error, file=sys.stderr)
        print(f'    "{peer}": [{", ".join(points)}],')
    print("  },")
print("};")
