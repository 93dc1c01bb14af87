--- Cross above: buy 10. Cross below: sell all.
fast = sma(close, 10)
slow = sma(close, 30)

on(cross_above(fast, slow), function() if ctx.position == 0 then buy(10) end end)
on(cross_below(fast, slow), function() if ctx.position > 0 then close_position() end end)
