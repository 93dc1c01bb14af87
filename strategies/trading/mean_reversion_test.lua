describe("mean_reversion", function()
  local calm = bars.wave(80, 100, 1, 8)
  local dip = bars.closes{100, 97.5, 97.4, 99, 101, 102}

  it("buys a dip in an uptrend and sells the recovery", function()
    local r = backtest{script = "mean_reversion.lua", params = {window = 10, trend = 50, depth = 2},
      bars = bars.join(bars.line(60, 40, 1), bars.wave(30, 100, 0.5, 8), dip, calm)}
    expect(#r.trades):to_be_above(0)
    expect(r.trades[1].side):to_be("long")
  end)

  it("does not buy falls in a downtrend", function()
    local r = backtest{script = "mean_reversion.lua", params = {window = 10, trend = 50}, bars = bars.line(120, 200, -1)}
    expect(r.orders):to_be(0)
  end)

  it("gives up after its patience", function()
    local r = backtest{script = "mean_reversion.lua", params = {window = 20, trend = 50, depth = 1, patience = 3},
      bars = bars.join(bars.line(80, 20, 1), bars.line(6, 96, -1), bars.line(40, 89, -0.1))}
    for _, trade in ipairs(r.trades) do expect(trade.exit_bar - trade.entry_bar):to_be_below(6) end
  end)
end)
