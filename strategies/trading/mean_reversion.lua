--- Mean reversion: buys a fall of several standard deviations below the average, sells when the price is back.
---
--- Idea: short exaggerations correct themselves while the long trend stands. Parameters: the window of the average, how far below it
--- to buy, the long window that tells an uptrend, and how many bars to wait at most. Data: daily bars of indices or large stocks.
window = param("window", 20, {min = 5, max = 100, doc = "bars in the average"})
depth = param("depth", 2, {min = 0.5, max = 4, doc = "standard deviations below the average to buy at"})
patience = param("patience", 15, {min = 1, max = 60, doc = "bars after which a position is given up"})
trend = sma(close, param("trend", 200, {min = 50, max = 400, doc = "bars in the average that tells the trend"}))
score = zscore(close, window)

function on_bar(close, score, trend, position, bar, ctx)
  local entries = ctx.state
  if position == 0 then
    if score < -depth and close > trend then
      target_percent(0.95 / #ctx.symbols)
      entries[ctx.symbol] = bar
    end
  elseif score > 0 or bar - (entries[ctx.symbol] or bar) >= patience then
    close_position()
  end
end
