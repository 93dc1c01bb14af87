"""Reference measures of 1,500 daily returns of AAPL against those of XOM, from examples/data/sp20_adjusted_close.csv.

python3 -m venv v && v/bin/pip install empyrical-reloaded==0.7.1 quantstats==0.0.86 && v/bin/python make_fixtures.py
Writes measures.csv (id,library,value) and returns.csv. Where the libraries are known to be of another convention the value comes
from the definition in NumPy, SciPy or pandas, named so.
"""
import csv, pathlib
import numpy as np, pandas as pd, scipy, scipy.stats as st
import empyrical as ep, quantstats as qs

here = pathlib.Path(__file__).parent
frame = pd.read_csv(here.parents[2] / "examples/data/sp20_adjusted_close.csv", parse_dates=["date"], index_col="date")
r = frame["AAPL"].pct_change().dropna().iloc[4000:5500]
b = frame["XOM"].pct_change().dropna().iloc[4000:5500]
out = []
def put(id, library, value): out.append((id, library, repr(float(value))))
e, q = f"empyrical-reloaded {ep.__version__}", f"quantstats {qs.__version__}"
put("total_return", e, ep.cum_returns_final(r)); put("volatility", e, ep.annual_volatility(r)); put("sharpe", e, ep.sharpe_ratio(r))
put("sortino", e, ep.sortino_ratio(r)); put("downside_deviation", e, ep.downside_risk(r)); put("max_drawdown", e, ep.max_drawdown(r))
put("omega", e, ep.omega_ratio(r)); put("tail_ratio", e, ep.tail_ratio(r)); put("beta", e, ep.beta(r, b))
put("var_95", e, ep.value_at_risk(r, 0.05)); put("var_99", e, ep.value_at_risk(r, 0.01)); put("expected_shortfall_95", "numpy, definition", r[r <= np.quantile(r, 0.05)].mean())
put("expected_shortfall_99", "numpy, definition", r[r <= np.quantile(r, 0.01)].mean())
put("information_ratio", q, qs.stats.information_ratio(r, b) * np.sqrt(252)); put("r_squared", q, qs.stats.r_squared(r, b))
put("skewness", q, qs.stats.skew(r)); put("kurtosis", q, qs.stats.kurtosis(r)); put("best_period", q, qs.stats.best(r)); put("worst_period", q, qs.stats.worst(r))
put("ulcer_index", "numpy, definition", np.sqrt(((np.r_[1, (1 + r).cumprod()] / np.maximum.accumulate(np.r_[1, (1 + r).cumprod()]) - 1) ** 2).mean()))
put("pain_index", "numpy, definition", -(np.r_[1, (1 + r).cumprod()] / np.maximum.accumulate(np.r_[1, (1 + r).cumprod()]) - 1).mean())
put("gain_to_pain", q, qs.stats.gain_to_pain_ratio(r)); put("positive_periods", "numpy, definition", (r > 0).mean())
put("alpha", "scipy linregress, times 252", st.linregress(b, r).intercept * 252); put("benchmark_correlation", "numpy corrcoef", np.corrcoef(r, b)[0, 1])
put("tracking_error", "numpy, definition", (r - b).std(ddof=1) * np.sqrt(252)); put("treynor", "numpy, definition", r.mean() * 252 / ep.beta(r, b))
put("up_capture", "numpy, definition", r[b > 0].mean() / b[b > 0].mean()); put("down_capture", "numpy, definition", r[b < 0].mean() / b[b < 0].mean())
sr, g3, g4, n = r.mean() / r.std(ddof=1), r.skew(), r.kurtosis() + 3, len(r)
put("probabilistic_sharpe", "scipy, Bailey and Lopez de Prado 2012", st.norm.cdf(sr * np.sqrt(n - 1) / np.sqrt(1 - g3 * sr + (g4 - 1) / 4 * sr**2)))
put("sharpe_standard_error", "numpy, Mertens 2002", np.sqrt((1 - g3 * sr + (g4 - 1) / 4 * sr**2) / n) * np.sqrt(252))
years = n / 252
put("cagr", e, ep.cagr(r)); put("calmar", e, ep.calmar_ratio(r)); put("recovery_factor", "numpy, definition", ep.cum_returns_final(r) / -ep.max_drawdown(r))
level = np.log(np.r_[1, (1 + r).cumprod()]); put("stability", "scipy linregress", st.linregress(np.arange(len(level)), level).rvalue ** 2)
with open(here / "measures.csv", "w") as f:
    csv.writer(f, lineterminator="\n").writerows([("id", "library", "value")] + out)
with open(here / "returns.csv", "w") as f:
    f.write("date,asset,benchmark\n" + "".join(f"{d.date()},{x!r},{y!r}\n" for d, x, y in zip(r.index, r.astype(float), b.astype(float))))
print(len(out))
