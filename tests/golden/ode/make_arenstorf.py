"""The Arenstorf orbit by scipy's DOP853, step for step.

The restricted three-body problem of Hairer, Norsett & Wanner, Solving Ordinary Differential Equations I, section II.0.
Made with scipy 1.10.1, numpy 1.24.2:

    python3 make_arenstorf.py > arenstorf.json
"""
import json
import sys

import numpy as np
import scipy
from scipy.integrate import DOP853

MU = 0.012277471
Y0 = [0.994, 0.0, 0.0, -2.00158510637908252240537862224]
PERIOD = 17.0652165601579625588917206249
OPTIONS = {"rtol": 1e-9, "atol": 1e-12, "first_step": 1e-3}


def rhs(_t, y):
    x, v, u, w = y
    m = 1 - MU
    d1 = ((x + MU) ** 2 + v**2) ** 1.5
    d2 = ((x - m) ** 2 + v**2) ** 1.5
    return np.array([u, w, x + 2 * w - m * (x + MU) / d1 - MU * (x - m) / d2, v - 2 * u - m * v / d1 - MU * v / d2])


solver = DOP853(rhs, 0.0, np.array(Y0), PERIOD, **OPTIONS)
steps = []
trials = 0
for _ in range(20):
    before = solver.nfev
    solver.step()
    trials += (solver.nfev - before) // 12
    middle = 0.5 * (solver.t_old + solver.t)
    steps.append({"t": solver.t, "y": solver.y.tolist(), "middle": solver.dense_output()(middle).tolist()})
json.dump({"rejected": trials - 20, "scipy": scipy.__version__, "period": PERIOD, "y0": Y0, "options": OPTIONS, "steps": steps}, sys.stdout, indent=1)
print()
