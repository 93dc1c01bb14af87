"""vectorbt: averages, crossings, orders at the next open, equity. The first of four runs compiles; the best other counts."""
import time

import numpy as np
import vectorbt as vbt

from common import CASH, FAST, FEE, QUANTITY, SLOW, load, report


def run(frame):
    fast = vbt.MA.run(frame["close"], FAST).ma.to_numpy()
    slow = vbt.MA.run(frame["close"], SLOW).ma.to_numpy()
    entries = np.zeros(len(frame), dtype=bool)
    exits = np.zeros(len(frame), dtype=bool)
    # Decided on bar i, filled at the open of bar i + 1.
    entries[2:] = ((fast[:-1] <= slow[:-1]) & (fast[1:] > slow[1:]))[:-1]
    exits[2:] = ((fast[:-1] >= slow[:-1]) & (fast[1:] < slow[1:]))[:-1]
    portfolio = vbt.Portfolio.from_signals(
        frame["close"], entries, exits, price=frame["open"], size=QUANTITY, fees=FEE, init_cash=CASH, freq="1min")
    return portfolio, portfolio.value()


frame = load()
times = []
for _ in range(4):
    began = time.perf_counter()
    portfolio, equity = run(frame)
    times.append(time.perf_counter() - began)
report("vectorbt", vbt.__version__, len(frame), min(times[1:]), portfolio.trades.closed.count(), equity.iloc[-1],
       f"compiled; the first run took {times[0]:.1f} s")
