"""The peer of bench/jets.bench.ts: PyTorch, float64. A line "WIDTH DEPTH POINTS HOW" on stdin is one step, the Burgers
residual and its gradient with respect to all parameters; the answer is its milliseconds.

HOW is autograd (derivatives of the output by reverse mode, differentiated again) or jets (the same forward recursions that
sech uses, written with torch operations, and one reverse sweep).
"""
import os
import sys
from math import pi
from time import perf_counter

import torch

torch.set_default_dtype(torch.float64)
torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))
print("torch", torch.__version__, "threads", torch.get_num_threads(), flush=True)
nu = 0.01 / pi
made = {}


def problem(width, depth, points):
    torch.manual_seed(1)
    sizes = [2] + [width] * depth + [1]
    layers = torch.nn.ModuleList(torch.nn.Linear(a, b) for a, b in zip(sizes, sizes[1:]))
    return layers, torch.rand(points, 2) * torch.tensor([2.0, 1.0]) - torch.tensor([1.0, 0.0])


def autograd(layers, x):
    x = x.clone().requires_grad_(True)
    y = x * torch.tensor([1.0, 2.0]) - torch.tensor([0.0, 1.0])
    for layer in layers[:-1]:
        y = torch.tanh(layer(y))
    u = layers[-1](y)
    g = torch.autograd.grad(u.sum(), x, create_graph=True)[0]
    ux, ut = g[:, :1], g[:, 1:]
    uxx = torch.autograd.grad(ux.sum(), x, create_graph=True)[0][:, :1]
    return u, ux, ut, uxx


def jets(layers, x):
    y = x * torch.tensor([1.0, 2.0]) - torch.tensor([0.0, 1.0])
    yx = torch.tensor([1.0, 0.0]).expand_as(y)
    yt = torch.tensor([0.0, 2.0]).expand_as(y)
    yxx = torch.zeros_like(y)
    for at, layer in enumerate(layers):
        z, zx, zt, zxx = layer(y), yx @ layer.weight.T, yt @ layer.weight.T, yxx @ layer.weight.T
        if at == len(layers) - 1:
            return z, zx, zt, zxx
        y = torch.tanh(z)
        s = 1 - y * y
        yx, yt, yxx = s * zx, s * zt, s * zxx - 2 * y * s * zx * zx


def step(how, layers, x):
    u, ux, ut, uxx = (autograd if how == "autograd" else jets)(layers, x)
    loss = 0.5 * (ut + u * ux - nu * uxx).square().mean()
    layers.zero_grad(set_to_none=True)
    loss.backward()


for line in sys.stdin:
    width, depth, points, how = line.split()
    key = (int(width), int(depth), int(points))
    if key not in made:
        made[key] = problem(*key)
        step(how, *made[key])
    start = perf_counter()
    step(how, *made[key])
    print(1e3 * (perf_counter() - start), flush=True)
