--- A guided tour of the script language: read it from top to bottom, change something, run it again.

-- 1. Parameters have a range and can be set from outside: --param window=30
window = param("window", 20, {min = 5, max = 100, doc = "bars in the averages"})

-- 2. Series are declared once; the host computes them. Arithmetic on series gives series, [-n] looks back.
average = sma(close, window)
spread = (close - average) / average * 100
yesterday = close[-1]
upper, middle, lower = bbands(close, window, 2)

-- 3. Other timeframes: a week is seen once it is over, so nothing looks ahead.
weekly = ema(every("1w").close, 10)

-- 4. Conditions are series too, combined with & | ~. A trigger calls Lua only when its condition becomes true.
calm = below(atr(14) / close, 0.02)
on(cross_above(close, upper) & calm & above(close, weekly), function(close, equity)
  -- Orders are wishes: they fill after this bar, by default at the next open.
  buy(math.floor(0.5 * equity / close), {stop_loss = 0.95 * close, take_profit = 1.10 * close})
end)

-- 5. on_bar takes what its parameters name, as plain numbers, once everything has warmed up.
function on_bar(close, spread, yesterday, position, bar, ctx)
  ctx.state.rises = (ctx.state.rises or 0) + (close > yesterday and 1 or 0)
  if position > 0 and spread < -3 then
    cancel_all()
    close_position()
    log("bar " .. bar .. ": left, " .. string.format("%.2f", spread) .. " % below the average")
  end
end

-- 6. The end.
function on_stop(ctx)
  log("on " .. ctx.date .. ": " .. ctx.state.rises .. " rises")
end
