"""Riskfolio-Lib: moments are estimated before the clock starts; only the optimization is timed."""
import numpy as np
import riskfolio as rp

from common import frame, matrix, report, version_of

NAME, VERSION = "Riskfolio-Lib", version_of("riskfolio-lib")


def portfolio(returns):
    result = rp.Portfolio(returns=returns)
    result.assets_stats(method_mu="hist", method_cov="hist")
    result.alpha = 0.05
    return result


def weights(found):
    return found.to_numpy()[:, 0]


returns = frame(matrix("returns500")[:2500])
wide = portfolio(returns)
report(NAME, VERSION, "erc", lambda: weights(wide.rp_optimization(model="Classic", rm="MV", rf=0, b=None, hist=True)))
tree = rp.HCPortfolio(returns=returns)
report(NAME, VERSION, "hrp", lambda: weights(tree.optimization(
    model="HRP", codependence="pearson", rm="MV", rf=0, linkage="single", leaf_order=False)))
middle = portfolio(frame(matrix("returns200")))
report(NAME, VERSION, "minimum_variance", lambda: weights(middle.optimization(model="Classic", rm="MV", obj="MinRisk", rf=0, l=0, hist=True)))
report(NAME, VERSION, "maximum_sharpe", lambda: weights(middle.optimization(model="Classic", rm="MV", obj="Sharpe", rf=0, l=0, hist=True)))
small = portfolio(frame(matrix("returns100")))
report(NAME, VERSION, "frontier", lambda: small.efficient_frontier(model="Classic", rm="MV", points=50, rf=0, hist=True).to_numpy(), note="50 points")
shares = portfolio(frame(matrix("shares_cvar")))
report(NAME, VERSION, "cvar", lambda: weights(shares.optimization(model="Classic", rm="CVaR", obj="MinRisk", rf=0, l=0, hist=True)))
