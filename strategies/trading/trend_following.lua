--- Trend following: buys new highs, risks the same share of equity in each trade, leaves at a stop that trails the price.
---
--- Idea: few large trends pay for many small losses (the Turtles). The stop is a multiple of the average true range below the price,
--- and so is the size. Parameters: the channel, the stop's distance, the risk of a trade. Data: bars with highs and lows.
channel = param("channel", 55, {min = 10, max = 250, doc = "bars whose high must be passed"})
distance = param("distance", 3, {min = 0.5, max = 10, doc = "average true ranges from price to stop"})
risk = param("risk", 0.01, {min = 0.001, max = 0.05, doc = "share of equity lost when the stop is hit"})
top = highest(high, channel)[-1]
range = atr(20)

function on_bar(close, top, range, position, equity, cash)
  if position == 0 and close > top then
    local stop = distance * range
    local quantity = math.floor(math.min(equity * risk / stop, 0.98 * cash / close))
    if quantity >= 1 then buy(quantity) end
  end
end

-- The stop follows each fill: it belongs to the position, whatever happens between two bars.
function on_fill(fill, range)
  if fill.side == "buy" then
    sell(fill.quantity, {trail = distance * range, reduce_only = true})
  end
end
