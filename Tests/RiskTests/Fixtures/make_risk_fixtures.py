"""Reference values of Risk from the field's libraries, on the last 1,500 daily returns of examples/data/sp20_adjusted_close.csv.

pip install numpy==2.4.6 scipy==1.17.1 pandas==3.1.1 statsmodels==0.15.0 riskfolio-lib==7.4.0
Writes risk.csv (id,library,value). "AAPL" values are of that column; "book" ones of weights 1..20 over 210 of all columns.
"""
import csv, pathlib
import numpy as np, pandas as pd, scipy, scipy.stats as st, scipy.optimize as so, scipy.linalg as sl
import statsmodels, statsmodels.api as sm, riskfolio as rp, riskfolio.src.RiskFunctions as rk

here = pathlib.Path(__file__).parent
frame = pd.read_csv(here.parents[2] / "examples/data/sp20_adjusted_close.csv", parse_dates=["date"], index_col="date")
R = frame.iloc[-1501:].pct_change().iloc[1:]
a = R["AAPL"].to_numpy(); X = R.to_numpy()
w = np.arange(1, 21) / 210
book = X @ w
out = []
def put(id, library, value): out.append((id, library, repr(float(value))))
S, N, P, K = f"scipy {scipy.__version__}", f"numpy {np.__version__}", f"statsmodels {statsmodels.__version__}", f"riskfolio-lib {rp.__version__ if hasattr(rp, '__version__') else '7.4.0'}"

for c in (0.95, 0.99, 0.975, 0.999):
    t = round(1 - c, 12)
    put(f"var_linear_{c}", N + " quantile", -np.quantile(a, t)); put(f"var_lower_{c}", K, rk.VaR_Hist(a, t)); put(f"es_{c}", K, rk.CVaR_Hist(a, t))
    put(f"normal_var_{c}", S, -(a.mean() + a.std(ddof=1) * st.norm.ppf(t)))
    put(f"normal_es_{c}", S, -a.mean() + a.std(ddof=1) * st.norm.pdf(st.norm.ppf(t)) / t)
for c in (0.95, 0.99):
    t = round(1 - c, 12)
    f = lambda z: z * (np.log(np.mean(np.exp(-a / z))) - np.log(t))
    put(f"evar_{c}", S + " minimize_scalar", so.minimize_scalar(lambda x: f(np.exp(x)), bracket=(-7, -3), options=dict(xtol=1e-12)).fun)
    put(f"dar_rel_{c}", K, rk.DaR_Rel(a, t)); put(f"cdar_rel_{c}", K, rk.CDaR_Rel(a, t))
    put(f"dar_abs_{c}", K, rk.DaR_Abs(a, t)); put(f"cdar_abs_{c}", K, rk.CDaR_Abs(a, t))
put("entropic_5", N + ", definition", np.log(np.mean(np.exp(-5 * a))) / 5)
df, loc, scale = st.t.fit(a)
best = so.minimize(lambda p: -st.t.logpdf(a, np.exp(p[0]), p[1], np.exp(p[2])).sum(), [np.log(df), loc, np.log(scale)], method="Nelder-Mead", options=dict(xatol=1e-12, fatol=1e-12, maxiter=20000))
df, loc, scale = np.exp(best.x[0]), best.x[1], np.exp(best.x[2])
put("t_df", S + " minimize", df); put("t_loc", S + " minimize", loc); put("t_scale", S + " minimize", scale)
for v in (3.0, 5.5, 40.0):
    s = a.std(ddof=1) * np.sqrt((v - 2) / v); q = st.t.ppf(0.01, v)
    put(f"t_var_{v}", S, -(a.mean() + s * q)); put(f"t_es_{v}", S, -a.mean() + s * st.t.pdf(q, v) / 0.01 * (v + q * q) / (v - 1))
from scipy.integrate import quad
for skew, kurt in ((-0.3, 1.0), (0.2, 2.0)):
    cf = lambda z: z + (z*z - 1) * skew / 6 + (z**3 - 3*z) * kurt / 24 - (2*z**3 - 5*z) * skew**2 / 36
    put(f"cf_var_{skew}_{kurt}", S, -cf(st.norm.ppf(0.01))); put(f"cf_es_{skew}_{kurt}", S + " quad", -quad(lambda z: cf(z) * st.norm.pdf(z), -38, st.norm.ppf(0.01), epsabs=1e-14)[0] / 0.01)
for skew, kurt in ((-2.0, 1.0), (0.5, 15.0)):
    cf = lambda z: z + (z*z - 1) * skew / 6 + (z**3 - 3*z) * kurt / 24 - (2*z**3 - 5*z) * skew**2 / 36
    n = 4_000_000; y = np.sort(cf(st.norm.ppf((np.arange(n) + 0.5) / n))); k = n // 20
    put(f"cfr_var_{skew}_{kurt}", N + ", quantiles sorted on a grid", -y[k]); put(f"cfr_es_{skew}_{kurt}", N + ", quantiles sorted on a grid", -y[:k].mean())
cov = np.cov(X.T); sigma = np.sqrt(w @ cov @ w)
put("book_volatility", N, sigma); put("book_component_0", N, w[0] * (cov @ w)[0] / sigma); put("book_component_19", N, w[19] * (cov @ w)[19] / sigma)
rc = rp.Risk_Contribution(pd.DataFrame(w[:, None], index=R.columns), R, pd.DataFrame(cov, index=R.columns, columns=R.columns), rm="CVaR", rf=0, alpha=0.05)
put("book_cvar_component_0", K, rc[0] if np.ndim(rc) == 1 else np.ravel(rc)[0]); put("book_cvar_component_19", K, np.ravel(rc)[19])
put("diversification_ratio", N, w @ np.sqrt(np.diag(cov)) / sigma)
lam, E = np.linalg.eigh(cov); p = (E.T @ w) ** 2 * lam / sigma**2; put("principal_bets", N, np.exp(-(p * np.log(p)).sum()))
def torsion(C0):
    s = np.sqrt(np.diag(C0)); C = C0 / np.outer(s, s); c = np.real(sl.sqrtm(C)); d = np.ones(len(s)); f = []
    for i in range(20000):
        U = np.diag(d) @ c @ c @ np.diag(d); u = np.real(sl.sqrtm(U)); q = np.linalg.solve(u, np.diag(d) @ c); d = np.diag(q @ c).copy(); pi = np.diag(d) @ q
        f.append(np.linalg.norm(c - pi))
        if i and abs(f[-1] - f[-2]) < 1e-15: break
    return np.diag(s) @ pi @ np.linalg.inv(c) @ np.diag(1 / s)
T = torsion(cov); b = np.linalg.solve(T.T, w) * (T @ cov @ w) / sigma**2; put("torsion_bets", N + ", Meucci's torsion.m", np.exp(-(b * np.log(b)).sum()))
Y = sm.add_constant(R[["XOM", "JPM", "MSFT"]].to_numpy())
for name, m in (("ols", sm.OLS(a, Y).fit()), ("hac", sm.OLS(a, Y).fit(cov_type="HAC", cov_kwds={"maxlags": 5, "use_correction": False}, use_t=True)), ("hacc", sm.OLS(a, Y).fit(cov_type="HAC", cov_kwds={"maxlags": 5, "use_correction": True}, use_t=True))):
    for k in range(4):
        put(f"{name}_b{k}", P, m.params[k]); put(f"{name}_se{k}", P, m.bse[k]); put(f"{name}_t{k}", P, m.tvalues[k]); put(f"{name}_p{k}", P, m.pvalues[k])
    put(f"{name}_r2", P, m.rsquared); put(f"{name}_ar2", P, m.rsquared_adj)
m = sm.OLS(a, Y[:, 1:]).fit(); put("raw_r2", P, m.rsquared); put("raw_ar2", P, m.rsquared_adj); put("raw_b0", P, m.params[0])
lev = (1 + R.to_numpy()); best20 = min(((np.prod(lev[i:i + 20], axis=0) - 1) @ w, i) for i in range(len(lev) - 19)); put("worst20_loss", N, -best20[0]); put("worst20_row", N, best20[1])
put("traffic_cdf_5", S, st.binom.cdf(5, 250, 0.01)); put("traffic_cdf_9", S, st.binom.cdf(9, 250, 0.01))
q = pd.Series(a).rolling(250).quantile(0.01, interpolation="linear").shift(1).dropna(); put("rolling_exceedances", "pandas " + pd.__version__, (-a[250:] > -q.to_numpy()).sum())
with open(here / "risk.csv", "w") as f:
    csv.writer(f, lineterminator="\n").writerows([("id", "library", "value")] + out)
print(len(out))
