--- Cross above: buy 10; at the close of the entry's bar a limit to sell at 104 % of the entry price. Cross below: cancel it, sell all.
fast = sma(close, 10)
slow = sma(close, 30)
fast_before = fast[-1]
slow_before = slow[-1]
working = false

function on_bar(fast, slow, fast_before, slow_before, position)
  local up = fast_before <= slow_before and fast > slow
  local down = fast_before >= slow_before and fast < slow
  if position == 0 then working = false end
  if down and position > 0 then
    cancel_all()
    close_position()
  elseif up and position == 0 then
    buy(10)
  elseif position > 0 and not working then
    sell(position, {limit = math.floor(ctx.entry_price * 104 + 0.5) / 100})
    working = true
  end
end
