--- Momentum: holds the strongest symbols of the past year, chosen anew each month.
---
--- Idea: relative strength persists for months (Jegadeesh and Titman 1993); the newest month is left out, because it tends to turn.
--- Parameters: how many symbols to hold, the look-back and the skipped bars. Data: daily bars of several symbols.
count = param("count", 5, {min = 1, max = 50, doc = "symbols to hold"})
lookback = param("lookback", 252, {min = 20, max = 500, doc = "bars over which strength is measured"})
skip = param("skip", 21, {min = 0, max = 60, doc = "newest bars left out"})
strength = close[-skip] / close[-lookback] - 1

function on_step(ctx)
  if ctx.state.month == ctx.month then return end
  ctx.state.month = ctx.month
  local ranked = {}
  for _, symbol in ipairs(ctx.symbols) do
    local value = ctx.value(strength, symbol)
    if value and value > 0 then ranked[#ranked + 1] = {symbol = symbol, value = value} end
  end
  table.sort(ranked, function(a, b) return a.value > b.value end)
  local wanted = {}
  for i = 1, math.min(count, #ranked) do wanted[ranked[i].symbol] = true end
  -- Sells first: what they bring pays for the purchases.
  for _, symbol in ipairs(ctx.symbols) do
    if not wanted[symbol] then target_percent(0, symbol) end
  end
  for _, symbol in ipairs(ctx.symbols) do
    if wanted[symbol] then target_percent(0.95 / count, symbol) end
  end
end
