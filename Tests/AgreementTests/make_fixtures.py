#!/usr/bin/env python3
"""Writes Fixtures/CASE.LIBRARY.json: the same rules run by backtesting.py and by backtrader on examples/data/sp500.csv.

    python3.11 -m venv /tmp/agreement && /tmp/agreement/bin/pip install \
        backtesting==0.6.6 backtrader==1.9.78.123 'pandas==2.3.3' 'numpy==2.4.6'
    /tmp/agreement/bin/python Tests/AgreementTests/make_fixtures.py

Both libraries get the same conditions, written out below, because their own cross functions treat equality differently; the rules
and the differences of semantics are in docs/agreement.md. The script stops when the two libraries do not agree with each other.
"""
import json
import math
import pathlib
import sys
import warnings

import backtesting
import backtrader as bt
import numpy as np
import pandas as pd

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parent.parent / "examples" / "data" / "sp500.csv"
CASH = 100_000.0
FAST, SLOW = 10, 30
QUANTITY = 10
SAMPLE_EVERY = 250

CASES = {
    # name: (rule, commission as a fraction of the value of each fill)
    "long_only": ("long_only", 0.0),
    "long_only_fees": ("long_only", 0.001),
    "long_short": ("long_short", 0.0),
    "long_short_fees": ("long_short", 0.001),
    "stop_exit_fees": ("stop_exit", 0.001),
    "limit_entry_fees": ("limit_entry", 0.001),
    "take_profit_fees": ("take_profit", 0.001),
    "target_percent_fees": ("target_percent", 0.001),
}


def sma(values, period):
    """Mean of each full window, correctly rounded sum, NaN before: what backtrader's SMA computes."""
    values = np.asarray(values)
    out = np.full(len(values), np.nan)
    for i in range(period - 1, len(values)):
        out[i] = math.fsum(values[i - period + 1 : i + 1]) / period
    return out


def cross_above(a1, a0, b1, b0):
    return a1 <= b1 and a0 > b0


def cross_below(a1, a0, b1, b0):
    return a1 >= b1 and a0 < b0


def percent_of(price, percent):
    """`percent` of a price in whole cents, in double arithmetic that any language repeats."""
    return math.floor(float(price) * percent + 0.5) / 100


def decide(rule, up, down, market):
    """The rules, once for both libraries, decided at the close of a bar."""
    position = market.position
    if rule == "long_only":
        if up and position == 0:
            market.buy(QUANTITY)
        elif down and position > 0:
            market.sell(position)
    elif rule == "long_short":
        if up:
            market.buy(QUANTITY - position)
        elif down:
            market.sell(QUANTITY + position)
    elif rule == "stop_exit":
        if down and position > 0:
            market.cancel_all()
            market.sell(position)
        elif up and position == 0:
            market.buy(QUANTITY)
        elif position > 0 and not market.has_orders:
            market.sell(position, stop=percent_of(market.entry_price, 97))
    elif rule == "limit_entry":
        if down:
            market.cancel_all()
            if position > 0:
                market.sell(position)
        elif up and position == 0:
            market.buy(QUANTITY, limit=percent_of(market.close, 99))
    elif rule == "take_profit":
        if down and position > 0:
            market.cancel_all()
            market.sell(position)
        elif up and position == 0:
            market.buy(QUANTITY)
        elif position > 0 and not market.has_orders:
            market.sell(position, limit=percent_of(market.entry_price, 104))
    elif rule == "target_percent":
        if up and position == 0:
            market.buy_percent(0.95)
        elif down and position > 0:
            market.sell(position)
    else:
        raise ValueError(rule)


# ------------------------------------------------------------------------------------------------ backtesting.py

def run_backtesting(frame, rule, commission):
    class Strategy(backtesting.Strategy):
        def init(self):
            self.fast = self.I(sma, self.data.Close, FAST)
            self.slow = self.I(sma, self.data.Close, SLOW)

        def next(self):
            f, s = self.fast, self.slow
            up = cross_above(f[-2], f[-1], s[-2], s[-1])
            down = cross_below(f[-2], f[-1], s[-2], s[-1])
            decide(rule, up, down, Market(self))

    class Market:
        def __init__(self, strategy):
            self.strategy = strategy
            self.position = strategy.position.size
            self.close = float(strategy.data.Close[-1])
            self.equity = strategy.equity
            self.entry_price = strategy.trades[0].entry_price if strategy.trades else None
            self.has_orders = bool(strategy.orders)

        def buy(self, size, limit=None):
            self.strategy.buy(size=size, limit=limit)

        def sell(self, size, stop=None, limit=None):
            self.strategy.sell(size=size, stop=stop, limit=limit)

        def buy_percent(self, share):
            # Its own fractional size is worked out at the price of the fill; the rule sizes when it decides.
            self.strategy.buy(size=int(share * self.equity // self.close))

        def cancel_all(self):
            for order in list(self.strategy.orders):
                order.cancel()

    upper = frame.rename(columns=str.capitalize)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        stats = backtesting.Backtest(upper, Strategy, cash=CASH, commission=commission, finalize_trades=False).run()
    table = stats["_trades"]
    trades = [
        trade(day(row.EntryTime), row.EntryPrice, day(row.ExitTime), row.ExitPrice, int(row.Size), float(row.Commission))
        for row in table.sort_values(["ExitBar", "EntryBar"]).itertuples()
    ]
    still_open = [
        {"entry_time": day(frame.index[t.entry_bar]), "entry_price": float(t.entry_price), "quantity": int(t.size)}
        for t in stats["_strategy"].trades
    ]
    return trades, still_open, stats["_equity_curve"]["Equity"].to_numpy()


# ---------------------------------------------------------------------------------------------------- backtrader

def run_backtrader(frame, rule, commission):
    fills, equity = [], []

    class Strategy(bt.Strategy):
        def __init__(self):
            self.fast = bt.ind.SMA(self.data.close, period=FAST)
            self.slow = bt.ind.SMA(self.data.close, period=SLOW)

        def notify_order(self, order):
            if order.status == order.Completed:
                done = order.executed
                # `executed.price` went through a weighted mean; the price of the one fill is exact.
                fills.append((bt.num2date(done.dt).date().isoformat(), done.size, done.exbits[0].price, done.comm))
            elif order.status in (order.Margin, order.Rejected):
                raise RuntimeError("order refused")

        def prenext(self):
            equity.append(self.broker.getvalue())

        def nextstart(self):
            # The first bar with both averages has no cross: there is no earlier pair to compare with.
            equity.append(self.broker.getvalue())

        def next(self):
            equity.append(self.broker.getvalue())
            f, s = self.fast, self.slow
            up = cross_above(f[-1], f[0], s[-1], s[0])
            down = cross_below(f[-1], f[0], s[-1], s[0])
            decide(rule, up, down, Market(self))

    class Market:
        def __init__(self, strategy):
            self.strategy = strategy
            self.position = strategy.position.size
            self.close = strategy.data.close[0]
            self.entry_price = strategy.position.price
            self.has_orders = bool(strategy.broker.get_orders_open())

        def buy(self, size, limit=None):
            self.send(self.strategy.buy, size, None, limit)

        def sell(self, size, stop=None, limit=None):
            self.send(self.strategy.sell, size, stop, limit)

        def send(self, side, size, stop, limit):
            if stop is not None:
                side(size=size, exectype=bt.Order.Stop, price=stop)
            elif limit is not None:
                side(size=size, exectype=bt.Order.Limit, price=limit)
            else:
                side(size=size)

        def buy_percent(self, share):
            self.strategy.order_target_percent(target=share)

        def cancel_all(self):
            for order in self.strategy.broker.get_orders_open():
                self.strategy.cancel(order)

    cerebro = bt.Cerebro(stdstats=False)
    cerebro.adddata(bt.feeds.PandasData(dataname=frame))
    cerebro.addstrategy(Strategy)
    cerebro.broker.setcash(CASH)
    cerebro.broker.setcommission(commission=commission)
    cerebro.run()
    trades, still_open = round_trips(fills, commission)
    return trades, still_open, np.array(equity)


def round_trips(fills, commission):
    """Pairs fills into round trips: every position here is opened by one fill and closed by one, which may open the next."""
    trades, opened, checked = [], None, 0.0
    for when, size, price, fee in fills:
        checked += fee
        if opened:
            entry_time, entry_price, quantity = opened
            assert size * quantity < 0 and abs(size) >= abs(quantity)
            fees = commission * abs(quantity) * (entry_price + price)
            trades.append(trade(entry_time, entry_price, when, price, quantity, fees))
            size += quantity
            opened = None
        if size:
            opened = (when, price, int(size))
    paid = sum(t["fees"] for t in trades) + (commission * abs(opened[2]) * opened[1] if opened else 0.0)
    assert math.isclose(paid, checked, rel_tol=1e-12, abs_tol=1e-9), (paid, checked)
    return trades, [dict(zip(("entry_time", "entry_price", "quantity"), opened))] if opened else []


# -------------------------------------------------------------------------------------------------------- common

def day(when):
    return pd.Timestamp(when).date().isoformat()


def trade(entry_time, entry_price, exit_time, exit_price, quantity, fees):
    """A round trip; `quantity` is negative for a short, `pnl` is net of the fees of both fills."""
    return {
        "entry_time": entry_time, "entry_price": float(entry_price), "exit_time": exit_time, "exit_price": float(exit_price),
        "quantity": int(quantity), "fees": float(fees), "pnl": float(quantity * (exit_price - entry_price) - fees),
    }


def close_enough(a, b):
    return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-7) if isinstance(a, float) else a == b


def agree(case, first, second):
    for label, left, right in (("trades", first[0], second[0]), ("open", first[1], second[1])):
        if len(left) != len(right):
            sys.exit(f"{case}: {len(left)} and {len(right)} {label}")
        for a, b in zip(left, right):
            if not all(close_enough(a[key], b[key]) for key in a):
                sys.exit(f"{case}: {label} differ\n  {a}\n  {b}")
    if len(first[2]) != len(second[2]) or not np.allclose(first[2], second[2], rtol=1e-9, atol=0):
        sys.exit(f"{case}: equity differs")


def main():
    frame = pd.read_csv(DATA, index_col="date", parse_dates=True, float_precision="round_trip")
    fixtures = HERE / "Fixtures"
    fixtures.mkdir(exist_ok=True)
    backtesting.backtesting._tqdm = lambda iterable, **_: iterable  # no progress bar
    for case, (rule, commission) in CASES.items():
        results = {
            ("backtesting.py", backtesting.__version__): run_backtesting(frame, rule, commission),
            ("backtrader", bt.__version__): run_backtrader(frame, rule, commission),
        }
        agree(case, *results.values())
        for (library, version), (trades, still_open, equity) in results.items():
            samples = [[day(frame.index[i]), float(equity[i])] for i in range(0, len(frame), SAMPLE_EVERY)]
            text = json.dumps({
                "case": case, "rule": rule, "commission": commission, "cash": CASH, "library": library, "version": version,
                "final_equity": float(equity[-1]), "equity": samples, "open": still_open, "trades": ["@"],
            }, indent=1)
            lines = ",\n  ".join(json.dumps(t) for t in trades)
            (fixtures / f"{case}.{library.removesuffix('.py')}.json").write_text(text.replace('"@"', lines) + "\n")
        trades, still_open, equity = next(iter(results.values()))
        print(f"{case:22} {len(trades):3} trades, {len(still_open)} open, final equity {equity[-1]:.6f}")


if __name__ == "__main__":
    main()
