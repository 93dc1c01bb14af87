--- Cross above: to 95 % of equity. Cross below: sell all.
fast = sma(close, 10)
slow = sma(close, 30)

on(cross_above(fast, slow), function() if ctx.position == 0 then target_percent(0.95) end end)
on(cross_below(fast, slow), function() if ctx.position > 0 then close_position() end end)
