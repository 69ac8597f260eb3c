"""Figures of the published fields of simple_idealized_1d_nlse, for the test of the compatibility mode.

Source: the netCDF files of the repository sandyherho/suppl_1d_nlse_pseudo_spectral (made on 2025-08-18 by version 0.0.1
of the solver; N = 512, L = 50, DOP853, rtol 1e-9, atol 1e-11). Only the figures below are kept, never rows of the files.

    python3 make_published.py FOLDER > published.json        (needs numpy and netCDF4)
"""
import json
import sys

import netCDF4
import numpy as np

SCENARIOS = {"soliton": "single_soliton", "two-soliton": "two_soliton_collision", "bound-state": "breather_solution"}
POINTS = [120, 204, 256, 308, 410]
TIMES = [50, 99]
LENGTH = 50.0


def invariants(psi):
    n = len(psi)
    dx = LENGTH / n
    k = 2 * np.pi * np.fft.fftfreq(n, dx)
    slope = np.fft.ifft(1j * k * np.fft.fft(psi))
    mass = np.sum(np.abs(psi) ** 2) * dx
    momentum = np.sum(np.imag(np.conj(psi) * slope)) * dx
    energy = np.sum(0.5 * np.abs(slope) ** 2 - 0.5 * np.abs(psi) ** 4) * dx
    return {"mass": float(mass), "momentum": float(momentum), "energy": float(energy)}


def figures(path):
    with netCDF4.Dataset(path) as file:
        t = file["t"][:].data
        psi = file["psi_real"][:].data + 1j * file["psi_imag"][:].data
    start = invariants(psi[0])
    rows = []
    for i in TIMES:
        now = invariants(psi[i])
        rows.append(
            {
                "t": float(t[i]),
                "norm": float(np.linalg.norm(psi[i])),
                "psi": [[float(f"{z.real:.12e}"), float(f"{z.imag:.12e}")] for z in psi[i][POINTS]],
                "change": {key: now[key] - start[key] for key in start},
            }
        )
    return {"invariants": start, "rows": rows}


folder = sys.argv[1]
out = {name: figures(f"{folder}/{file}.nc") for name, file in SCENARIOS.items()}
json.dump({"points": POINTS, "count": 100, "scenarios": out}, sys.stdout, indent=1)
print()
