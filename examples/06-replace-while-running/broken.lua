--- Fails only now and then, when the averages are far apart: the replay of the last bars finds it.
fast = ema(close, 10)
slow = ema(close, 40)

function on_bar(fast, slow, position)
  local gap = fast / slow - 1
  if gap > 0.003 then target_percent(gap.size) end
end
