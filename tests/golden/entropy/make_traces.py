"""Prints src/entropy/noise-traces-table.ts: N - 1, tr A, tr A^2 and tr A^3 of A = N sum_k [P_k - 1/N^2], |k| < n.

P_k(i, j) is the probability of pattern i and, k samples later, of pattern j in independent noise. The m = n - k samples
that both windows hold must have one order s in both. Their values leave m + 1 gaps; if a_g of the k other samples of the
first window lie in gap g, and b_g of those of the second, the orders of all n + k samples that agree are
prod_g C(a_g + b_g, a_g), so P_k is that over (n + k)!. It depends on i and j only by s and the gaps: A is applied to a
vector by adding up over the patterns of one (s, a), a small matrix of products for each s, and spreading.

tr A^2 and tr A^3 are sums over i of |A e_i|^2 and (A e_i) A (A e_i), alike for a pattern, its reverse in time and its
complement, so that one of each is enough. Order 8 takes some minutes.
"""
import sys
from itertools import permutations
from math import comb, factorial

import numpy as np


def classes(ranks, shared):
    """The order of the shared positions and the gaps of the others, for every pattern (rows of ranks)."""
    n = ranks.shape[1]
    inside = ranks[:, shared]
    sorted_inside = np.sort(inside, axis=1)
    order = np.argsort(np.argsort(inside, axis=1), axis=1)
    # The values below the first shared one, between neighbours, and above the last.
    edges = np.concatenate(
        [np.full((len(ranks), 1), -1), sorted_inside, np.full((len(ranks), 1), n)], axis=1
    )
    return order, np.diff(edges, axis=1) - 1


def spread_and_gather(ranks, k):
    """For shift k: patterns sorted by class at the end and at the start of a window, and the matrix of products."""
    n = ranks.shape[1]
    m = n - k
    sides = []
    for shared in (slice(k, n), slice(0, m)):
        order, gaps = classes(ranks, shared)
        key = np.concatenate([order, gaps], axis=1)
        distinct, inverse = np.unique(key, axis=0, return_inverse=True)
        sides.append((np.argsort(inverse.ravel(), kind="stable"), distinct))
    assert (sides[0][1] == sides[1][1]).all()
    blocks = factorial(m)
    gaps = sides[0][1][: len(sides[0][1]) // blocks, m:]
    product = np.array([[np.prod([comb(a + b, a) for a, b in zip(x, y)]) for y in gaps] for x in gaps], float)
    return sides[0][0], sides[1][0], blocks, product / factorial(n + k)


def traces(n, batch=96):
    N = factorial(n)
    ranks = np.array(list(permutations(range(n))), dtype=np.int8)
    index = {tuple(row): i for i, row in enumerate(ranks)}
    shifts = [spread_and_gather(ranks, k) for k in range(1, n)]

    def apply(v):
        out = v / N - (2 * n - 1) / N**2 * v.sum(axis=0)
        for k, (end, start, blocks, product) in enumerate(shifts, 1):
            members = factorial(k)
            for left, right in ((end, start), (start, end)):
                # out[left] += product over the sums of v[right]
                sums = v[right].reshape(blocks, len(product), members, -1).sum(axis=2)
                spread = np.repeat((product @ sums).reshape(blocks * len(product), -1), members, axis=0)
                out[left] += spread
        return N * out

    first, weight = [], []
    for i, row in enumerate(ranks):
        orbit = {index[tuple(r)] for r in (row, row[::-1], n - 1 - row, (n - 1 - row)[::-1])}
        if min(orbit) == i:
            first.append(i)
            weight.append(len(orbit))
    total = np.zeros(3)
    for at in range(0, len(first), batch):
        some = first[at : at + batch]
        e = np.zeros((N, len(some)))
        e[some, range(len(some))] = 1
        w = np.array(weight[at : at + batch])
        once = apply(e)
        twice = apply(once)
        total += [w @ once[some, range(len(some))], w @ (once**2).sum(axis=0), w @ (once * twice).sum(axis=0)]
    return total


for n in [int(a) for a in sys.argv[1:]] or range(2, 9):
    print(f"  [{factorial(n) - 1}, {', '.join(f'{t:.9g}' for t in traces(n))}],", flush=True)
