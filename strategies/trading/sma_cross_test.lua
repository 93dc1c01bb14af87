describe("sma_cross", function()
  local falling_then_rising = bars.join(bars.line(40, 140, -1), bars.line(40, 102, 1))

  it("buys at the open after the fast average has crossed above the slow one", function()
    local r = backtest{script = "sma_cross.lua", params = {fast = 3, slow = 6}, bars = falling_then_rising}
    expect(#r.open):to_be(1)
    expect(r.open[1].side):to_be("long")
    expect(r.open[1].entry_bar):to_be_above(40)
    expect(r.equity):to_be_above(100000)
  end)

  it("sells when the average crosses back", function()
    local r = backtest{script = "sma_cross.lua", params = {fast = 3, slow = 6}, bars = bars.wave(120, 100, 10, 30)}
    expect(#r.trades):to_be_above(2)
    for _, trade in ipairs(r.trades) do expect(trade.exit_bar):to_be_above(trade.entry_bar) end
  end)

  it("stays out of a falling market", function()
    local r = backtest{script = "sma_cross.lua", params = {fast = 3, slow = 6}, bars = bars.line(60, 200, -1)}
    expect(r.orders):to_be(0)
    expect(r.cash):to_be(100000)
  end)
end)
