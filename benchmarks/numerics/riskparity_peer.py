"""riskparityportfolio's C++ solver, as it comes and at the tolerance that gives our accuracy."""
import numpy as np
from riskparityportfolio import vanilla

from common import covariance, matrix, report, version_of

NAME, VERSION = "riskparityportfolio", version_of("riskparityportfolio")


def rolling(method, tolerance):
    """Each window's covariance by NumPy and its weights; the last ones are the answer."""
    def work():
        for end in range(60, len(shares) + 1):
            answer = vanilla.design(np.cov(shares[end - 60:end], rowvar=False), even, tol=tolerance, maxiter=10_000, method=method)
        return answer
    return work


sigma = matrix("covariance500")
budgets = np.full(500, 1 / 500)
report(NAME, VERSION, "erc", lambda: vanilla.design(sigma, budgets), note="as it comes")
for method in ("spinu", "choi"):
    for tolerance in (1e-6, 1e-8, 1e-10, 1e-12):
        report(NAME, VERSION, "erc", lambda: vanilla.design(sigma, budgets, tol=tolerance, maxiter=10_000, method=method),
               note=f"{method}, tol {tolerance:.0e}")
shares = np.ascontiguousarray(matrix("shares_rolling"))
even = np.full(20, 1 / 20)
for tolerance in (1e-4, 1e-10):
    report(NAME, VERSION, "erc_rolling", rolling("spinu", tolerance), note=f"C++, covariances by NumPy, tol {tolerance:.0e}")
