"""Perigee's own answers, which perigee-bench timed, through the same checks."""
import json

from common import BENCH, CHECKS, ONLY, error, matrix

# Where there is no check but agreement, there is nothing to hold the own answer against.
WITHOUT_CHECK = {"lw_identity", "lw_correlation", "hrp", "measures"}
for figure in CHECKS:
    if ONLY and figure not in ONLY:
        continue
    row = {"library": "Perigee", "version": "", "figure": figure, "note": "", "check": CHECKS[figure][0]}
    answer = matrix("frontier_corners") if figure == "frontier" else matrix(figure)[:, 0]
    row["seconds"] = BENCH["figures"][figure]["best"]
    row["error"] = None if figure in WITHOUT_CHECK else error(figure, answer)
    row["is_wrong"] = row["error"] is not None and not row["error"] <= CHECKS[figure][1]
    print(json.dumps(row))
