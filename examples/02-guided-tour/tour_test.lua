describe("the tour", function()
  it("buys a breakout and takes its profit", function()
    local r = backtest{script = "tour.lua", params = {window = 10},
      bars = bars.join(bars.line(120, 80, 0.25), bars.wave(20, 110, 0.3, 6), bars.line(20, 111, 1))}
    expect(#r.trades):to_be_above(0)
    expect(r.trades[1].reason):to_contain("limit")
    expect(r.log[#r.log]):to_contain("rises")
  end)

  it("names the mistake when a parameter is out of range", function()
    local r = backtest{script = "tour.lua", params = {window = 1000}, bars = bars.line(50, 100, 1), may_fail = true}
    expect(r.error):to_contain("above its maximum")
  end)
end)
