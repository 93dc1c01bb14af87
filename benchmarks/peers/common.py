"""What the peers share: the rule's numbers, the loader and the one line of JSON each prints."""
import json
import platform
import sys

import pandas as pd

FAST, SLOW = 10, 50
QUANTITY = 1
CASH = 1_000_000.0
FEE = 0.0001


def load():
    """The bars of the CSV named on the command line: time index, then open, high, low, close, volume."""
    frame = pd.read_csv(sys.argv[1], float_precision="round_trip")
    frame.columns = [name.strip().lower() for name in frame.columns]
    times = pd.to_datetime(frame[frame.columns[0]], utc=True, format="ISO8601")
    frame.index = pd.DatetimeIndex(times).tz_localize(None)
    return frame[["open", "high", "low", "close", "volume"]].astype("float64")


def report(library, version, bars, seconds, trades, final_equity, note=""):
    print(json.dumps({
        "library": library, "version": version, "bars": bars, "seconds": seconds, "trades": int(trades),
        "final_equity": float(final_equity), "note": note, "python": platform.python_version(),
    }))
