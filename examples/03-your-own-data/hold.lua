--- Buys ten at the start and holds them.
function on_bar(position)
  if position == 0 then buy(10) end
end
