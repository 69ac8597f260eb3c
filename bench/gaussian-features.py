"""The peer of bench/gaussian-features.bench.ts: PyTorch, float64. A line "GAUSSIANS POINTS HOW" on stdin is one step: the
values and second derivatives of a sum of Gaussians in the plane, the mean square of u_xx + u_yy + u, and its gradient with
respect to weights, centres and widths. The answer is its milliseconds.

HOW is autograd (derivatives of the sum by reverse mode, differentiated again) or closed (the derivatives as formulas of
whole matrices [points][Gaussians], and one reverse sweep).
"""
import os
import sys
from time import perf_counter

import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
print("torch", torch.__version__, "threads", torch.get_num_threads(), flush=True)
made = {}


def problem(count, points):
    torch.manual_seed(1)
    centres = (2 * torch.rand(count, 2) - 1).requires_grad_(True)
    widths = torch.full((count, 2), 0.1).requires_grad_(True)
    weights = (0.01 * torch.randn(count)).requires_grad_(True)
    return centres, widths, weights, 2 * torch.rand(points, 2) - 1


def closed(centres, widths, weights, x):
    z = (x[:, None, :] - centres) / widths
    g = torch.exp(-0.5 * (z * z).sum(-1))
    curved = ((z * z - 1) / widths**2).sum(-1) * g
    return g @ weights, curved @ weights


def autograd(centres, widths, weights, x):
    x = x.clone().requires_grad_(True)
    z = (x[:, None, :] - centres) / widths
    u = torch.exp(-0.5 * (z * z).sum(-1)) @ weights
    first = torch.autograd.grad(u.sum(), x, create_graph=True)[0]
    second = [torch.autograd.grad(first[:, k].sum(), x, create_graph=True)[0][:, k] for k in range(2)]
    return u, second[0] + second[1]


def step(how, centres, widths, weights, x):
    u, laplacian = (closed if how == "closed" else autograd)(centres, widths, weights, x)
    loss = 0.5 * (laplacian + u).square().mean()
    torch.autograd.grad(loss, (centres, widths, weights))


for line in sys.stdin:
    count, points, how = line.split()
    key = (int(count), int(points))
    if key not in made:
        made[key] = problem(*key)
        step(how, *made[key])
    start = perf_counter()
    step(how, *made[key])
    print(1e3 * (perf_counter() - start), flush=True)
