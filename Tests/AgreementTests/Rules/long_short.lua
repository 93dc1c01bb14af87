--- Cross above: to +10 by one order. Cross below: to -10.
fast = sma(close, 10)
slow = sma(close, 30)

on(cross_above(fast, slow), function() target_quantity(10) end)
on(cross_below(fast, slow), function() target_quantity(-10) end)
