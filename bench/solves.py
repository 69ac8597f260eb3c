"""Whole solves by scipy: a line "original NAME N" or "frame NAME N RTOL ATOL" is answered with seconds, calls of the
right-hand side and the final field, as JSON."""
import json, sys, time
import numpy as np, scipy, scipy.fft as sf
from scipy.integrate import solve_ivp

clock = time.perf_counter
length, end = 50.0, 20.0


def packet(x, amplitude, position, velocity):
    return amplitude / np.cosh(amplitude * (x - position)) * np.exp(1j * velocity * x)


def setting(name, n):
    x = (np.arange(n) - n / 2) * (length / n)
    k = 2 * np.pi * np.fft.fftfreq(n, length / n)
    return k, packet(x, 2, -10, 1) if name == "soliton" else packet(x, 2, -10, 2) + packet(x, 1.5, 10, -2)


def original(name, n, count):
    """The right-hand side of simple_idealized_1d_nlse with its filter, tolerances, largest step and snapshots."""
    k, psi = setting(name, n)
    start = clock()
    k2 = k * k
    smooth = np.exp(-36 * (np.abs(k) / (2 * np.pi * n / (3 * length))) ** 36)

    def rhs(t, v):
        q = np.fft.ifft(smooth * v)
        return -0.5j * k2 * smooth * v + 1j * smooth * np.fft.fft(np.abs(q) ** 2 * q)

    times = np.linspace(0, end, count)
    solution = solve_ivp(
        rhs, [0, end], np.fft.fft(psi), method="DOP853", rtol=1e-9, atol=1e-11, max_step=0.1, t_eval=times
    )
    return clock() - start, solution.nfev, np.fft.ifft(solution.y[:, -1])


def frame(name, n, rtol, atol):
    """The interaction picture, unfiltered: in place where scipy allows it, half the table computed, and kept for the next call."""
    k, psi = setting(name, n)
    start = clock()
    rate = -0.5 * k * k
    half = n // 2 + 1
    table, angle, known = np.empty(n, complex), np.empty(half), [None]
    a, b = np.empty(n), np.empty(n)

    def turn(t):
        if t == known[0]:
            return
        known[0] = t
        np.multiply(rate[:half], t, out=angle)
        np.cos(angle, out=table.real[:half])
        np.sin(angle, out=table.imag[:half])
        table[half:] = table[half - 2 : 0 : -1]

    def rhs(t, w):
        turn(t)
        u = sf.ifft(table * w, overwrite_x=True)
        np.multiply(u.real, u.real, out=a)
        np.multiply(u.imag, u.imag, out=b)
        np.add(a, b, out=a)
        u *= a
        u *= 1j
        v = sf.fft(u, overwrite_x=True)
        v *= np.conj(table)
        return v

    solution = solve_ivp(rhs, [0, end], sf.fft(psi), method="DOP853", rtol=rtol, atol=atol, t_eval=[0, end])
    turn(end)
    return clock() - start, solution.nfev, sf.ifft(solution.y[:, -1] * table)


print("numpy " + np.__version__ + ", scipy " + scipy.__version__ + " of " + scipy.__file__, flush=True)
for line in sys.stdin:
    how, name, n, *rest = line.split()
    if how == "original":
        seconds, calls, psi = original(name, int(n), int(rest[0]))
    else:
        seconds, calls, psi = frame(name, int(n), float(rest[0]), float(rest[1]))
    print(json.dumps({"seconds": seconds, "calls": calls, "re": psi.real.tolist(), "im": psi.imag.tolist()}), flush=True)
