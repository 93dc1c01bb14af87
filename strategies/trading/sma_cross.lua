--- Trend with two averages: long while the fast one is above the slow one, else in cash.
---
--- Idea: prices that have risen tend to go on rising. Parameters: the two windows, in bars, and the share of equity invested.
--- Data: any bars of one or more symbols; each symbol gets an equal share. Daily bars of an index are the classic case.
fast = sma(close, param("fast", 10, {min = 2, max = 100, doc = "bars in the fast average"}))
slow = sma(close, param("slow", 30, {min = 5, max = 250, doc = "bars in the slow average"}))
share = param("share", 0.95, {min = 0.05, max = 1, doc = "of equity, divided among the symbols"})

on(cross_above(fast, slow), function() target_percent(share / #ctx.symbols) end)
on(cross_below(fast, slow), function() target_percent(0) end)
