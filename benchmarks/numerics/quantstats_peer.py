"""QuantStats: those of its statistics that are numbers about returns and that our catalogue has too."""
import pandas as pd
import quantstats.stats as qs

from common import matrix, report, version_of

PERIODS = 252 * 390
values = matrix("measures_returns")
index = pd.date_range("1990-01-01", periods=len(values), freq="min")
returns, benchmark = (pd.Series(values[:, i], index=index) for i in range(2))
FIRST = [
    lambda: qs.sharpe(returns, periods=PERIODS), lambda: qs.sortino(returns, periods=PERIODS), lambda: qs.max_drawdown(returns),
    lambda: qs.volatility(returns, periods=PERIODS),
]
REST = [
    lambda: qs.comp(returns), lambda: qs.cagr(returns, periods=PERIODS), lambda: qs.best(returns), lambda: qs.worst(returns),
    lambda: qs.win_rate(returns), lambda: qs.calmar(returns, periods=PERIODS), lambda: qs.omega(returns, periods=PERIODS),
    lambda: qs.gain_to_pain_ratio(returns), lambda: qs.ulcer_index(returns), lambda: qs.ulcer_performance_index(returns),
    lambda: qs.recovery_factor(returns), lambda: qs.var(returns, confidence=0.95), lambda: qs.var(returns, confidence=0.99),
    lambda: qs.cvar(returns, confidence=0.95), lambda: qs.cvar(returns, confidence=0.99), lambda: qs.skew(returns),
    lambda: qs.kurtosis(returns), lambda: qs.tail_ratio(returns), lambda: qs.profit_factor(returns), lambda: qs.payoff_ratio(returns),
    lambda: qs.avg_win(returns), lambda: qs.avg_loss(returns), lambda: qs.kelly_criterion(returns),
    lambda: qs.probabilistic_sharpe_ratio(returns, periods=PERIODS), lambda: qs.exposure(returns),
]
AGAINST = [
    lambda: qs.greeks(returns, benchmark, periods=PERIODS), lambda: qs.r_squared(returns, benchmark),
    lambda: qs.information_ratio(returns, benchmark),
]


def values_of(rest):
    first = [statistic() for statistic in FIRST]
    for statistic in rest:
        statistic()
    return first


NAME, VERSION, COUNT = "QuantStats", version_of("quantstats"), len(FIRST) + len(REST)
report(NAME, VERSION, "measures", lambda: values_of(REST), note=f"{COUNT} of its statistics")
report(NAME, VERSION, "measures", lambda: values_of(REST + AGAINST), note=f"{COUNT + len(AGAINST)}, three of them against a benchmark")
