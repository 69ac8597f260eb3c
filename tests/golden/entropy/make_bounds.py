"""Writes bounds78.json: the complexity bounds of orders 7 and 8 with 50 digits, at parameters of the extremal
distributions (see src/entropy/bounds.ts). Python's decimal module alone; run: python3 make_bounds.py"""
import json
from decimal import Decimal as D, getcontext
from math import factorial

getcontext().prec = 60


def point(n, groups):
    u = D(1) / n
    S = -sum(c * p * p.ln() for c, p in groups if p > 0)
    seen = sum(c for c, p in groups if p > 0)
    mixed = -sum(c * (p + u) / 2 * ((p + u) / 2).ln() for c, p in groups if p > 0)
    mixed -= (n - seen) * u / 2 * (u / 2).ln()
    most = (-(D(n + 1) / n * D(n + 1).ln() - 2 * D(2 * n).ln() + D(n).ln())) / 2
    H = S / D(n).ln()
    return float(H), float(H * (mixed - S / 2 - D(n).ln() / 2) / most)


out = {}
for order in (7, 8):
    n = factorial(order)
    ks = sorted({1, 2, 3, 5, 10, 22, 26, 100, 355, 1000, n // 2, n - 2, n - 1})
    top = []
    for k in ks:
        for f in ("0", "0.0001", "0.25", "0.5", "0.75", "0.999"):
            s = D(f) / (k + 1)
            top.append([k, float(f), *point(n, [(k, (1 - s) / k), (1, s)])])
    low = []
    for j in [0, *range(1, 64), 63.9, 63.9999]:
        p = D(1) / n + D(str(j)) / 64 * (1 - D(1) / n)
        low.append([j, *point(n, [(1, p), (n - 1, (1 - p) / (n - 1))])])
    out[order] = {"max_columns": ["k", "f (s=f/(k+1))", "H", "C"], "max": top, "min_columns": ["j", "H", "C"], "min": low}
json.dump(out, open("bounds78.json", "w"), indent=0)
