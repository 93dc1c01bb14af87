--- Inverse volatility: each strategy gets capital in proportion to one over its volatility.
---
--- Idea: strategies then lose about as much on a bad day, without an estimate of their returns, which is the least certain one.
--- A strategy that has not run long enough is taken to be as volatile as the most volatile of the others. Parameters: days of
--- returns to measure by, the largest weight of one strategy, the share of capital that stays in cash.
days = param("days", 60, {min = 10, max = 1000, doc = "newest days of returns"})
largest = param("largest", 0.5, {min = 0.01, max = 1, doc = "largest weight of one strategy"})
cash = param("cash", 0.0, {min = 0, max = 1, doc = "share of capital in no strategy"})

local function volatility(returns)
  if #returns < math.max(10, days // 2) then return nil end
  local newest = {}
  for i = math.max(1, #returns - days + 1), #returns do newest[#newest + 1] = returns[i] end
  local deviation = stats.stdev(newest)
  return deviation > 0 and deviation or nil
end

--- What one strategy may not take goes to the others, in proportion, until none is above the bound.
local function capped(share, total)
  local weights, left = {}, {}
  for name in pairs(share) do left[name] = true end
  while next(left) do
    local sum, over = 0, nil
    for name in pairs(left) do sum = sum + share[name] end
    for name in pairs(left) do
      if not over and total * share[name] / sum > largest then over = name end
    end
    if not over then
      for name in pairs(left) do weights[name] = total * share[name] / sum end
      return weights
    end
    weights[over], left[over] = math.min(largest, total), nil
    total = total - weights[over]
  end
  return weights
end

function allocate(book)
  local measured, highest = {}, 0
  for name, strategy in pairs(book.strategies) do
    measured[name] = volatility(strategy.returns)
    highest = math.max(highest, measured[name] or 0)
  end
  local share = {}
  for name in pairs(book.strategies) do
    share[name] = highest > 0 and highest / (measured[name] or highest) or 1
  end
  return capped(share, 1 - cash)
end
