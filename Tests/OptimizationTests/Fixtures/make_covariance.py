"""Reference covariances, by the field's libraries, of daily returns of ten stocks. Run from the repository's root; writes beside itself.

scikit-learn 1.9.1, PyPortfolioOpt 1.6.0, Riskfolio-Lib 7.4.0, pandas 3.1.1, NumPy 2.4.6.
A line of covariance.csv is: name, then the upper triangle column after column.
"""
import pathlib
import warnings

import numpy as np
import pandas as pd
from pypfopt import risk_models
from riskfolio.src import AuxFunctions, GerberStatistic
from sklearn.covariance import ledoit_wolf, oas

warnings.filterwarnings("ignore")
here = pathlib.Path(__file__).parent
prices = pd.read_csv("examples/data/sp20_adjusted_close.csv", index_col=0).loc["2015-01-01":"2016-01-31"].iloc[:, :10]
returns = prices.pct_change().dropna()
returns = returns.map(lambda x: float(repr(float(x))))
returns.to_csv(here / "covariance_returns.csv")
gaps = returns.copy()
for i in range(len(gaps)):
    for j in range(10):
        if (i * 31 + j * 17 + (i // 7) * (j + 3)) % 11 == 0 or (j == 3 and i < 100) or (j == 8 and i > 180):
            gaps.iloc[i, j] = np.nan

x = returns.to_numpy()
lines = []


def put(name, matrix, shrinkage=None):
    matrix = np.asarray(matrix)
    upper = [matrix[i, j] for j in range(len(matrix)) for i in range(j + 1)]
    lines.append(",".join([name] + [repr(float(v)) for v in upper]))
    if shrinkage is not None:
        lines.append(f"{name} shrinkage,{float(shrinkage)!r}")


put("sample", returns.cov())
put("sample ddof 0", np.cov(x.T, ddof=0))
put("ledoit-wolf identity", *ledoit_wolf(x))
put("ledoit-wolf identity wide", *ledoit_wolf(x[:6]))
put("oas", *oas(x))
put("oas wide", *oas(x[:6]))
shrink = risk_models.CovarianceShrinkage(returns, returns_data=True, frequency=1)
put("constant correlation ddof 1", *shrink._ledoit_wolf_constant_correlation())
shrink.S = np.cov(x.T, ddof=0)
put("constant correlation ddof 0", *shrink._ledoit_wolf_constant_correlation())
wide = risk_models.CovarianceShrinkage(returns.iloc[:6], returns_data=True, frequency=1)
put("constant correlation wide", *wide._ledoit_wolf_constant_correlation())
put("semi", risk_models.semicovariance(returns, returns_data=True, benchmark=0.0005, frequency=1))
ewm = returns.ewm(halflife=30)
put("exponential", ewm.cov().loc[returns.index[-1]])
put("exponential biased", ewm.cov(bias=True).loc[returns.index[-1]])
w = 0.94 ** np.arange(len(x))[::-1]
put("riskmetrics", (x * w[:, None]).T @ x / w.sum())
put("gerber first", GerberStatistic.gerber_cov_stat1(returns, 0.5))
put("gerber second", GerberStatistic.gerber_cov_stat2(returns, 0.5))
put("denoised", AuxFunctions.denoiseCov(returns.cov(), len(x) / 10, kind="fixed", bWidth=0.01))
put("pairwise sample", gaps.cov())
put("pairwise exponential", gaps.ewm(halflife=30, ignore_na=False).cov().loc[returns.index[-1]])
put("complete rows", gaps.dropna().cov())
put("spearman", returns.corr(method="spearman"))
put("kendall", returns.corr(method="kendall"))
put("pearson", returns.corr())
(here / "covariance.csv").write_text("\n".join(lines) + "\n")
print(len(x), len(gaps.dropna()), np.linalg.eigvalsh(gaps.cov())[0])
