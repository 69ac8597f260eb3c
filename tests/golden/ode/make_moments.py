"""Moments M_m(-iy) = int_0^1 exp(-iy(1-s)) s^m ds of the exponential kernel, to 40 digits, rounded to float64.

Made with mpmath 1.2.1:

    python3 make_moments.py > moments.json
"""
import json

from mpmath import gammainc, mp, mpc, mpf

mp.dps = 60

rows = []
for text in ["0", "1e-9", "0.01", "0.3", "0.499", "0.5", "0.9", "1.5", "2.718281828", "5.2", "9.99", "17.3", "250.7", "34567.8"]:
    y = mpf(float(text))
    z = mpc(0, -y)
    moments = []
    for m in range(11):
        # M_m = m! phi_{m+1}(z) by its series for small z, and by the incomplete gamma function otherwise.
        if y < 1:
            term, total = mpf(1) / (m + 1), mpc(0)
            for j in range(1, 80):
                total += term
                term *= z / (m + 1 + j)
            value = total
        else:
            value = mp.exp(z) * gammainc(m + 1, 0, z) / z ** (m + 1)
        moments.append([float(value.real), float(value.imag)])
    rows.append({"y": float(text), "moments": moments})
print(json.dumps(rows))
