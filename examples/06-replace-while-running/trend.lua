--- Long while the fast average is above the slow one. What runs when the host starts.
fast = ema(close, param("fast", 10, {min = 2, max = 60}))
slow = ema(close, param("slow", 40, {min = 5, max = 250}))

function on_start(ctx) ctx.state.entries = 0 end

function on_bar(fast, slow, position, ctx)
  if fast > slow and position <= 0 then
    ctx.state.entries = ctx.state.entries + 1
    target_percent(0.9)
  elseif fast < slow and position > 0 then
    target_percent(0)
  end
end
