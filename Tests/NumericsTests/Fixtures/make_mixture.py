"""Reference mixtures and hidden Markov models of 400 rows of two features. Run from the repository's root; writes beside itself.

scikit-learn 1.9.1, hmmlearn 0.3.3, NumPy 2.4.6. Rows: daily return of KO, and the mean absolute return of ten stocks that day, in percent.
A line of mixture.csv is: name, then numbers.
"""
import pathlib
import warnings

import numpy as np
import pandas as pd
from hmmlearn.hmm import GaussianHMM
from sklearn.mixture import GaussianMixture

warnings.filterwarnings("ignore")
here = pathlib.Path(__file__).parent
prices = pd.read_csv("examples/data/sp20_adjusted_close.csv", index_col=0).loc["2007-12-31":"2009-08-05"].iloc[:, :10]
r = 100 * prices.pct_change().dropna()
x = np.column_stack([r["KO"], r.abs().mean(axis=1)])[:400]
x = np.array([[float(f"{v:.6f}") for v in row] for row in x])
lines = []


def put(name, *values):
    lines.append(",".join([name] + [repr(float(v)) for value in values for v in np.ravel(value)]))


for row in x:
    put("x", row)

# Three mixtures of which the start is given, so that the local optimum is known.
means = np.array([[0.0, 0.8], [0.2, 1.6], [-0.5, 3.5]])
covs = np.array([np.diag([0.5, 0.1]), np.diag([1.5, 0.4]), np.diag([6.0, 2.0])])
put("start means", means)
put("start covariances", covs)
for k in (1, 2, 3):
    model = GaussianMixture(
        k, tol=1e-15, max_iter=100000, reg_covar=1e-6, weights_init=np.full(k, 1 / k), means_init=means[:k],
        precisions_init=np.linalg.inv(covs[:k]),
    ).fit(x)
    assert model.converged_
    put(f"mixture {k} likelihood", model.score_samples(x).sum())
    put(f"mixture {k} bic", model.bic(x), model.aic(x))
    put(f"mixture {k} weights", model.weights_)
    put(f"mixture {k} means", model.means_)
    put(f"mixture {k} covariances", model.covariances_)
    put(f"mixture {k} responsibilities", model.predict_proba(x)[::40])
best = GaussianMixture(3, tol=1e-10, max_iter=10000, n_init=50, random_state=0, reg_covar=1e-6).fit(x)
put("mixture best of 50", best.score_samples(x).sum())

# covars_prior=0 makes hmmlearn's covariance the maximum likelihood estimate; its default adds 0.01.
model = GaussianHMM(
    3, "full", min_covar=0, covars_prior=0, n_iter=100000, tol=1e-10, params="stmc", init_params="", implementation="scaling"
)
model.startprob_ = np.full(3, 1 / 3)
model.transmat_ = np.full((3, 3), 0.05) + 0.85 * np.eye(3)
model.means_, model.covars_ = means, covs
put("hmm start score", model.score(x))
put("hmm start smoothed", model.predict_proba(x)[::40])
put("hmm start path probability", model.decode(x)[0])
put("hmm start path", model.decode(x)[1])
put("hmm start filtered", [model.predict_proba(x[: t + 1])[-1] for t in range(0, 400, 40)])
model.fit(x)
put("hmm likelihood", model.score(x))
put("hmm transition", model.transmat_)
put("hmm means", model.means_)
put("hmm covariances", model.covars_)
put("hmm path", model.decode(x)[1])
put("hmm path probability", model.decode(x)[0])
(here / "mixture.csv").write_text("\n".join(lines) + "\n")
