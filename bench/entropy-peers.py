"""The peers of bench/entropy.bench.ts, timed on request: lines "METHOD ORDER" on stdin, milliseconds on stdout.

original: the method of PECCARY, a stable argsort for every window, then the distinct rows (numpy).
numba: a rolling count, order - 1 comparisons and one look-up a sample, compiled by numba.
"""
import sys
from math import factorial
from time import perf_counter

import numba
import numpy as np

x = np.fromfile(sys.argv[1])


def measures(counts, N):
    p = counts / counts.sum()
    S = -(p * np.log(p)).sum()
    q = (p + 1 / N) / 2
    Se = -(q * np.log(q)).sum() + 0.5 * (N - len(p)) / N * np.log(2 * N)
    most = -0.5 * ((N + 1) / N * np.log(N + 1) - 2 * np.log(2 * N) + np.log(N))
    H = S / np.log(N)
    return H, H * (Se - 0.5 * S - 0.5 * np.log(N)) / most


def original(n):
    patterns = [np.argsort(x[i : i + n], kind="stable") for i in range(len(x) - n + 1)]
    _, counts = np.unique(np.array(patterns), axis=0, return_counts=True)
    return measures(counts, factorial(n))


def drop_table(n):
    table = np.zeros(factorial(n), np.uint16)
    for code in range(len(table)):
        order, rest = [0], code
        for j in range(1, n):
            rest, above = divmod(rest, j + 1)
            order.insert(j - above, j)
        rank = [order.index(j) for j in range(n)]
        table[code] = sum(
            factorial(j - 1) * sum(rank[i] > rank[j] for i in range(1, j)) for j in range(2, n)
        )
    return table


@numba.njit
def rolling(x, n, drop, weight, counts):
    code = 0
    w = 1
    for j in range(1, n):
        w *= j
        for k in range(j):
            code += w * (x[k] > x[j])
    counts[code] += 1
    for t in range(n, len(x)):
        v = x[t]
        above = 0
        for k in range(1, n):
            above += x[t - k] > v
        code = drop[code] + weight * above
        counts[code] += 1


tables = {}


def numba_rolling(n):
    if n not in tables:
        tables[n] = drop_table(n)
    counts = np.zeros(factorial(n), np.int64)
    rolling(x, n, tables[n], factorial(n - 1), counts)
    return measures(counts[counts > 0], factorial(n))


methods = {"original": original, "numba": numba_rolling}
rolling(x[:100], 3, drop_table(3), 2, np.zeros(6, np.int64))
print("ready", sys.executable, np.__version__, numba.__version__, flush=True)
for line in sys.stdin:
    name, order = line.split()
    start = perf_counter()
    H, C = methods[name](int(order))
    print((perf_counter() - start) * 1e3, H, C, flush=True)
