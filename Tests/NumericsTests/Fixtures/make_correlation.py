"""Reference correlations of four series of 40 values, some tied, some missing. SciPy 1.17.1, pandas 3.1.1. Writes beside itself.

A line of correlation.csv is: name, then numbers; matrices row after row.
"""
import pathlib

import numpy as np
import pandas as pd
import scipy.stats as st

here = pathlib.Path(__file__).parent
rng = np.random.default_rng(1)
z = rng.standard_normal((40, 4))
x = np.column_stack([z[:, 0], z[:, 0] * 0.6 + z[:, 1], np.round(z[:, 2] - 0.4 * z[:, 0], 0), np.exp(z[:, 3] + 0.2 * z[:, 1])])
x = np.array([[float(f"{v:.6f}") for v in row] for row in x])
lines = []


def put(name, *values):
    lines.append(",".join([name] + [repr(float(v)) for value in values for v in np.ravel(value)]))


for row in x:
    put("x", row)
tests = {
    "pearson": st.pearsonr,
    "spearman": st.spearmanr,
    "kendall": st.kendalltau,
}
for name, test in tests.items():
    for suffix, data in (("", x), (" gaps", None)):
        if data is None:
            data = x.copy()
            for i in range(40):
                for j in range(4):
                    if (i * 3 + j * 5) % 7 == 0:
                        data[i, j] = np.nan
        r, p = np.eye(4), np.zeros((4, 4))
        for i in range(4):
            for j in range(4):
                if i != j:
                    keep = ~np.isnan(data[:, i]) & ~np.isnan(data[:, j])
                    result = test(data[keep, i], data[keep, j])
                    r[i, j], p[i, j] = result.statistic, result.pvalue
        assert np.allclose(r, pd.DataFrame(data).corr(method=name))
        put(f"{name}{suffix}", r)
        put(f"{name}{suffix} p", p)
for n in (3, 5, 12, 33, 40):
    result = st.kendalltau(x[:n, 0], x[:n, 1])
    put(f"kendall first {n}", result.statistic, result.pvalue)
for confidence in (0.9, 0.95, 0.99):
    interval = st.pearsonr(x[:, 0], x[:, 1]).confidence_interval(confidence)
    put(f"interval {confidence}", interval.low, interval.high)
(here / "correlation.csv").write_text("\n".join(lines) + "\n")
