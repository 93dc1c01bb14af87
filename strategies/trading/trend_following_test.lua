describe("trend_following", function()
  it("buys a breakout and leaves at the trailing stop", function()
    local r = backtest{script = "trend_following.lua", params = {channel = 10, distance = 2},
      bars = bars.join(bars.wave(40, 100, 1, 7), bars.line(30, 102, 2), bars.line(20, 158, -3))}
    expect(#r.trades):to_be_above(0)
    expect(r.trades[1].reason):to_contain("stop")
    expect(r.trades[1].pnl):to_be_above(0)
  end)

  it("risks no more than the chosen share of equity", function()
    local r = backtest{script = "trend_following.lua", params = {channel = 10, distance = 2, risk = 0.01},
      bars = bars.join(bars.wave(40, 100, 1, 7), bars.line(4, 103, 1), bars.line(30, 105, -2))}
    expect(#r.trades):to_be(1)
    expect(r.trades[1].pnl):to_be_above(-3000)
  end)

  it("stays out while no high is passed", function()
    local r = backtest{script = "trend_following.lua", params = {channel = 20}, bars = bars.line(100, 200, -1)}
    expect(r.orders):to_be(0)
  end)
end)
