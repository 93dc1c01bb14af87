--- Cross above: limit to buy 10 at 99 % of the close. Cross below: cancel it and sell all.
fast = sma(close, 10)
slow = sma(close, 30)

on(cross_above(fast, slow), function(close)
  if ctx.position == 0 then buy(10, {limit = math.floor(close * 99 + 0.5) / 100}) end
end)
on(cross_below(fast, slow), function()
  cancel_all()
  if ctx.position > 0 then close_position() end
end)
