"""The double pendulum of the default options at t = 10 by Gragg's extrapolation in 40 digits (mpmath); prints both
angles for two step sizes, which must agree. Run: /usr/bin/python3 make_pendulum.py"""
from mpmath import mp, mpf, sin, cos, pi

mp.dps = 34
# The constants as the float64 numbers that the program has.
G = mpf(9.80665)


def f(y):
    a, b, v, w = y
    s, c = sin(a - b), cos(a - b)
    inertia = 1 + s * s
    p1 = -2 * G * sin(a) - w * w * s
    p2 = v * v * s - G * sin(b)
    return [v, w, (p1 - c * p2) / inertia, (2 * p2 - c * p1) / inertia]


def midpoint(y, H, n):
    h = H / n
    z0, z1 = y, [u + h * k for u, k in zip(y, f(y))]
    for _ in range(n - 1):
        z0, z1 = z1, [u + 2 * h * k for u, k in zip(z0, f(z1))]
    return [(p + q + h * k) / 2 for p, q, k in zip(z1, z0, f(z1))]


def step(y, H, stages=9):
    rows = []
    for i in range(stages):
        n = 2 * (i + 1)
        row = [midpoint(y, H, n)]
        for k in range(1, i + 1):
            r = (mpf(n) / (2 * (i - k + 1))) ** 2 - 1
            row.append([p + (p - q) / r for p, q in zip(row[k - 1], rows[i - 1][k - 1])])
        rows.append(row)
    return rows[-1][-1]


for steps in (700, 1000):
    y = [mpf(2 * 3.141592653589793 / 3), mpf(-3.141592653589793 / 18), mpf(0), mpf(0)]
    for _ in range(steps):
        y = step(y, mpf(10) / steps)
    print(steps, mp.nstr(y[0], 20), mp.nstr(y[1], 20), flush=True)
