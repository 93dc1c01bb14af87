"""PyPortfolioOpt: covariance matrices and means are given, as to Perigee; only the optimizer is timed."""
import numpy as np
from pypfopt import CLA, EfficientCVaR, EfficientFrontier, HRPOpt
from pypfopt.risk_models import CovarianceShrinkage

from common import covariance, frame, matrix, report, version_of

NAME, VERSION = "PyPortfolioOpt", version_of("pyportfolioopt")


def hierarchical():
    found = HRPOpt(cov_matrix=sigma500).optimize()
    return [found[name] for name in sigma500.columns]


def minimum_variance():
    optimizer = EfficientFrontier(None, sigma)
    optimizer.min_volatility()
    return optimizer.weights


def maximum_sharpe():
    optimizer = EfficientFrontier(means, sigma)
    optimizer.max_sharpe(risk_free_rate=0)
    return optimizer.weights


def critical_line():
    # All corners; it takes no fewer points than there are corners.
    _, _, points = CLA(means100, sigma100).efficient_frontier(points=300)
    return np.column_stack([np.asarray(point).ravel() for point in points])


def points_one_by_one():
    """As its plotting does: efficient_return for each of 50 returns."""
    optimizer = EfficientFrontier(means100, sigma100)
    optimizer.min_volatility()
    low = means100 @ optimizer.weights
    found = []
    for target in np.linspace(low, means100.max() * (1 - 1e-3), 50):
        optimizer = EfficientFrontier(means100, sigma100)
        optimizer.efficient_return(target)
        found.append(optimizer.weights)
    return np.column_stack(found)


def minimum_cvar():
    optimizer = EfficientCVaR(None, shares, beta=0.95)
    optimizer.min_cvar()
    return optimizer.weights


returns = frame(matrix("returns_shrinkage"))
report(NAME, VERSION, "lw_correlation", lambda: CovarianceShrinkage(returns, returns_data=True, frequency=1).ledoit_wolf("constant_correlation").to_numpy())
returns = matrix("returns200")
sigma, means = covariance(returns), returns.mean(axis=0)
report(NAME, VERSION, "minimum_variance", minimum_variance)
report(NAME, VERSION, "maximum_sharpe", maximum_sharpe)
returns100 = frame(matrix("returns100"))
sigma100, means100 = returns100.cov().to_numpy(), returns100.mean().to_numpy()
report(NAME, VERSION, "frontier", critical_line, note="CLA")
report(NAME, VERSION, "frontier", points_one_by_one, note="50 points, efficient_return")
sigma500 = frame(matrix("returns500")[:2500]).cov()
report(NAME, VERSION, "hrp", hierarchical)
shares = frame(matrix("shares_cvar"))
report(NAME, VERSION, "cvar", minimum_cvar)
