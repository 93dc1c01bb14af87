"""backtrader: from start to stop of the strategy, bars preloaded, indicators in its vectorised mode, no observers."""
import time

import backtrader as bt

from common import CASH, FAST, FEE, QUANTITY, SLOW, load, report


class Cross(bt.Strategy):
    def __init__(self):
        self.fast = bt.ind.SMA(self.data.close, period=FAST)
        self.slow = bt.ind.SMA(self.data.close, period=SLOW)
        self.closed = 0

    def start(self):
        self.began = time.perf_counter()

    def stop(self):
        self.seconds = time.perf_counter() - self.began

    def notify_trade(self, trade):
        self.closed += trade.isclosed

    def next(self):
        fast, slow = self.fast, self.slow
        if fast[-1] <= slow[-1] and fast[0] > slow[0]:
            if not self.position:
                self.buy(size=QUANTITY)
        elif fast[-1] >= slow[-1] and fast[0] < slow[0]:
            if self.position:
                self.close()


frame = load()
cerebro = bt.Cerebro(stdstats=False)
cerebro.adddata(bt.feeds.PandasData(dataname=frame))
cerebro.addstrategy(Cross)
cerebro.broker.setcash(CASH)
cerebro.broker.setcommission(commission=FEE)
strategy = cerebro.run()[0]
report("backtrader", bt.__version__, len(frame), strategy.seconds, strategy.closed, cerebro.broker.getvalue())
