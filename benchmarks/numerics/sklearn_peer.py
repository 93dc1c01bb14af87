"""scikit-learn: Ledoit-Wolf towards the identity."""
import numpy as np
from sklearn.covariance import ledoit_wolf

from common import matrix, report, version_of

returns = np.ascontiguousarray(matrix("returns_shrinkage"))
report("scikit-learn", version_of("scikit-learn"), "lw_identity", lambda: ledoit_wolf(returns)[0])
