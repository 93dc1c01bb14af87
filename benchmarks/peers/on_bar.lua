--- The rule of the comparison, one call a bar: long 1 while the fast average is above the slow one. It enters on the first bar
--- already when the fast one is above then; the crossings of the others wait for a crossing.
fast = sma(close, 10)
slow = sma(close, 50)

function on_bar(fast, slow, position)
  if fast > slow and position <= 0 then target_quantity(1)
  elseif fast < slow and position > 0 then target_quantity(0) end
end
