"""What the libraries share: the inputs that perigee-bench wrote, the clock, and the check of an answer that trusts nobody."""
import json
import pathlib
import sys
import time
import warnings

import numpy as np
import pandas as pd

warnings.simplefilter("ignore")
FOLDER = pathlib.Path(sys.argv[1])
ONLY = set(sys.argv[2].split(",")) if len(sys.argv) > 2 and sys.argv[2] else None
BENCH = json.loads((FOLDER / "bench.json").read_text())


def matrix(name):
    """As perigee-bench wrote it: doubles, column after column."""
    return np.fromfile(FOLDER / f"{name}.f64", dtype="<f8").reshape(BENCH["shapes"][name], order="F")


def frame(values):
    """With names and business days, which some libraries want."""
    index = pd.bdate_range("1990-01-01", periods=len(values))
    return pd.DataFrame(np.ascontiguousarray(values), index=index, columns=[f"A{i:03d}" for i in range(values.shape[1])])


def covariance(values):
    return np.cov(values, rowvar=False)


def contribution_error(weights, sigma):
    """Largest |share of variance · N − 1|."""
    shares = weights * (sigma @ weights)
    return float(np.abs(shares / shares.sum() * len(weights) - 1).max())


def stationarity(weights, sigma, means=None):
    """KKT residual of minimum variance, or of maximum Sharpe where there are means, long only, relative to the largest |Σw|.

    A weight below 1e-6 counts as zero, in the solver's favour."""
    gradient = sigma @ weights
    variance = weights @ gradient
    scale = np.abs(gradient).max()
    gradient = gradient - (variance if means is None else variance / (means @ weights) * means)
    free = weights > 1e-6
    return float(max(np.abs(gradient[free]).max(), max(0, -gradient[~free].min(initial=0))) / scale)


def cvar(weights, returns, confidence=0.95):
    """Mean of the worst (1 − confidence)·T losses, the last in part."""
    losses = np.sort(-(returns @ weights))[::-1]
    count = (1 - confidence) * len(losses)
    whole = int(count + 1e-9)
    return float((losses[:whole].sum() + (count - whole) * losses[min(whole, len(losses) - 1)]) / count)


def excess_variance(points, returns):
    """Of frontier portfolios (columns), the largest variance beyond that of the exact frontier at the same expected return."""
    sigma, means = covariance(returns), returns.mean(axis=0)
    corners = matrix("frontier_corners")
    levels = means @ corners
    worst = 0.0
    for weights in points.T:
        level = np.clip(means @ weights, levels[0], levels[-1])
        upper = int(np.clip(np.searchsorted(levels, level), 1, len(levels) - 1))
        part = (level - levels[upper - 1]) / (levels[upper] - levels[upper - 1])
        best = (1 - part) * corners[:, upper - 1] + part * corners[:, upper]
        worst = max(worst, float(weights @ sigma @ weights / (best @ sigma @ best) - 1))
    return worst


# id: (what is measured, the largest value that is still an answer). An error above it is a wrong answer, whatever its time.
CHECKS = {
    "erc": ("contribution error", 1e-3), "erc_rolling": ("contribution error", 1e-3), "lw_identity": ("difference", 1e-9),
    "lw_correlation": ("difference", 1e-9), "minimum_variance": ("KKT residual", 1e-2), "maximum_sharpe": ("KKT residual", 1e-2),
    "frontier": ("excess variance", 1e-3), "hrp": ("difference", 1e-9), "cvar": ("excess CVaR", 1e-4), "measures": ("difference", 1e-6),
}


def error(figure, answer):
    """How far an answer is from right."""
    answer = np.asarray(answer, dtype=float)
    if figure == "erc":
        return contribution_error(answer, matrix("covariance500"))
    if figure == "erc_rolling":
        return contribution_error(answer, covariance(matrix("shares_rolling")[-60:]))
    if figure in ("minimum_variance", "maximum_sharpe"):
        returns = matrix("returns200")
        return stationarity(answer, covariance(returns), returns.mean(axis=0) if figure == "maximum_sharpe" else None)
    if figure == "cvar":
        returns = matrix("shares_cvar")
        return cvar(answer, returns) / cvar(matrix("cvar")[:, 0], returns) - 1
    if figure == "frontier":
        return excess_variance(answer, matrix("returns100"))
    ours = matrix(figure).ravel()
    return float(np.abs(answer.ravel() - ours).max() / np.abs(ours).max())


def report(library, version, figure, work, note="", differs="", runs=5, patience=20):
    """Times `work`, which gives the answer: once before it counts, then the best of `runs`, fewer where they take long.

    Times are of the processor, as perigee-bench takes them: what else the machine does has no part in them, and one thread is all
    there is. `differs` says why its answer is another one by definition, where it is: then the error is no verdict."""
    if ONLY and figure not in ONLY:
        return
    row = {"library": library, "version": version, "figure": figure, "note": note, "check": CHECKS[figure][0]}
    try:
        start = time.process_time()
        answer = work()
        seconds = [time.process_time() - start]
        # A first run that takes long is the measurement; else it was the warm-up.
        if seconds[0] < patience:
            seconds = []
            while len(seconds) < runs and sum(seconds) < patience:
                start = time.process_time()
                answer = work()
                seconds.append(time.process_time() - start)
        row["seconds"] = min(seconds)
        row["error"] = error(figure, answer)
        row["is_wrong"] = not differs and not row["error"] <= CHECKS[figure][1]
        row["differs"] = differs
    except Exception as failure:  # A library that fails is a row of the table too.
        row["failure"] = f"{type(failure).__name__}: {failure}".splitlines()[0][:100]
    print(json.dumps(row), flush=True)


def version_of(name):
    from importlib.metadata import version
    return version(name)
