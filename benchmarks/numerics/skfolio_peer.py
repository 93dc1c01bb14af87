"""skfolio: its estimators take returns, so that the sample moments (or the correlations' distances) are in the time."""
import numpy as np
from skfolio import RiskMeasure
from skfolio.cluster import HierarchicalClustering, LinkageMethod
from skfolio.optimization import HierarchicalRiskParity, MeanRisk, ObjectiveFunction, RiskBudgeting

from common import frame, matrix, report, version_of

NAME, VERSION = "skfolio", version_of("skfolio")


def fitted(estimator, returns):
    return lambda: np.asarray(estimator.fit(returns).weights_)


returns = frame(matrix("returns500")[:2500])
report(NAME, VERSION, "erc", fitted(RiskBudgeting(risk_measure=RiskMeasure.VARIANCE), returns))
single = HierarchicalClustering(linkage_method=LinkageMethod.SINGLE)
report(NAME, VERSION, "hrp", fitted(HierarchicalRiskParity(hierarchical_clustering_estimator=single), returns),
       differs="other weights: it turns the tree's leaves to their best order before it halves them")
returns = frame(matrix("returns200"))
report(NAME, VERSION, "minimum_variance", fitted(MeanRisk(), returns))
report(NAME, VERSION, "maximum_sharpe", fitted(
    MeanRisk(objective_function=ObjectiveFunction.MAXIMIZE_RATIO, risk_measure=RiskMeasure.STANDARD_DEVIATION), returns))
returns = frame(matrix("returns100"))
frontier = fitted(MeanRisk(efficient_frontier_size=50), returns)
report(NAME, VERSION, "frontier", lambda: frontier().T, note="50 points")
report(NAME, VERSION, "cvar", fitted(MeanRisk(risk_measure=RiskMeasure.CVAR, cvar_beta=0.95), frame(matrix("shares_cvar"))))
