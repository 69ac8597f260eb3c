"""Writes measures.json: what ordpy (pip install ordpy, MIT; here commit c4d6726, v1.2.2) says of four series.

    python3 make_measures.py FOLDER_OF_ORDPY > measures.json

The series are integers or exact in float64, so that any language makes the same bits.
"""
import json
import sys

import numpy as np

sys.path.insert(0, sys.argv[1])
import ordpy


def logistic(n):
    x, out = 0.4, []
    for _ in range(n):
        out.append(x)
        x = 4 * x * (1 - x)
    return np.array(out)


def lots(n):
    """The linear congruential generator of Park and Miller, no two values alike."""
    s, out = 1, []
    for _ in range(n):
        s = s * 48271 % 2147483647
        out.append(s)
    return np.array(out, float)


noise = lots(3000)
series = {
    "logistic": logistic(3000),
    "noise": noise,
    "walk": np.cumsum(noise - 1073741824),
    "rising": noise + 5e8 * np.arange(3000),
}
indices = [0.5, 2, 3.5]
rows = []
for name, x in series.items():
    for order in (3, 4, 5):
        for delay in (1, 3):
            s = {"dx": order, "taux": delay}
            # ordpy gives for one index a pair.
            rows.append(
                {
                    "series": name,
                    "order": order,
                    "delay": delay,
                    "shannon": list(map(float, ordpy.complexity_entropy(x, **s))),
                    "renyi": [list(map(float, ordpy.renyi_complexity_entropy(x, alpha=a, **s))) for a in indices],
                    "tsallis": [list(map(float, ordpy.tsallis_complexity_entropy(x, q=q, **s))) for q in indices],
                    "fisher": float(ordpy.fisher_shannon(x, **s)[1]),
                    "weighted": float(ordpy.weighted_permutation_entropy(x, **s)),
                    "missing": int(ordpy.missing_patterns(x, return_fraction=False, return_missing=False, **s)),
                    "nodeEntropy": float(ordpy.global_node_entropy(x, **s)),
                }
            )
image = lots(2400).reshape(40, 60)
images = [
    {"extent": [rows_, columns], "shannon": list(map(float, ordpy.complexity_entropy(image, dx=columns, dy=rows_)))}
    for rows_, columns in ((2, 2), (1, 4), (3, 2))
]
json.dump({"indices": indices, "rows": rows, "images": images}, sys.stdout, indent=None, separators=(",", ":"))
