--- The rule of the comparison, a call only at a crossing: long 1 while the fast average is above the slow one.
fast = sma(close, 10)
slow = sma(close, 50)

on(cross_above(fast, slow), function() target_quantity(1) end)
on(cross_below(fast, slow), function() target_quantity(0) end)
