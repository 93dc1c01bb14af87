"""backtesting.py: from the strategy's init to its last bar; the statistics of its report are not counted."""
import time
import warnings

import backtesting
import pandas as pd

from common import CASH, FAST, FEE, QUANTITY, SLOW, load, report

clock = {}


class Cross(backtesting.Strategy):
    def init(self):
        clock["start"] = time.perf_counter()
        close = pd.Series(self.data.Close)
        self.fast = self.I(lambda: close.rolling(FAST).mean())
        self.slow = self.I(lambda: close.rolling(SLOW).mean())

    def next(self):
        fast, slow = self.fast, self.slow
        if fast[-2] <= slow[-2] and fast[-1] > slow[-1]:
            if not self.position:
                self.buy(size=QUANTITY)
        elif fast[-2] >= slow[-2] and fast[-1] < slow[-1]:
            if self.position:
                self.position.close()


def timed_to_the_last_bar(bars, **_):
    """Stands in for the progress bar, which costs time, and notes when the last bar is done."""
    yield from bars
    clock["end"] = time.perf_counter()


warnings.simplefilter("ignore")
backtesting.backtesting._tqdm = timed_to_the_last_bar
frame = load().rename(columns=str.capitalize)
stats = backtesting.Backtest(frame, Cross, cash=CASH, commission=FEE).run()
report("backtesting.py", backtesting.__version__, len(frame), clock["end"] - clock["start"], len(stats["_trades"]),
       stats["_equity_curve"]["Equity"].iloc[-1])
