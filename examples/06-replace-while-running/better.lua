--- The same idea with a filter: no entry while the market is wild. Keeps in its state what the version before counted.
version = 2
fast = ema(close, param("fast", 10, {min = 2, max = 60}))
slow = ema(close, param("slow", 40, {min = 5, max = 250}))
range = atr(14)

function on_start(ctx) ctx.state.entries, ctx.state.skipped = 0, 0 end
function migrate(old, from) return {entries = old.entries, skipped = 0} end

function on_bar(close, fast, slow, range, position, ctx)
  if fast > slow and position <= 0 then
    if range / close > 0.006 then ctx.state.skipped = ctx.state.skipped + 1 return end
    ctx.state.entries = ctx.state.entries + 1
    target_percent(0.9)
  elseif fast < slow and position > 0 then
    target_percent(0)
  end
end
