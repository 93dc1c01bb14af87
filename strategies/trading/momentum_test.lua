describe("momentum", function()
  local symbols = {
    DOWN = bars.line(120, 200, -1),
    FLAT = bars.line(120, 100, 0),
    SLOW = bars.line(120, 100, 0.2),
    FAST = bars.line(120, 100, 1),
  }

  it("holds the strongest symbols", function()
    local r = backtest{script = "momentum.lua", params = {count = 1, lookback = 30, skip = 0}, symbols = symbols}
    expect(#r.open):to_be(1)
    expect(r.open[1].symbol):to_be("FAST")
  end)

  it("holds nothing that has fallen", function()
    local r = backtest{script = "momentum.lua", params = {count = 4, lookback = 30, skip = 0}, symbols = symbols}
    local held = {}
    for _, position in ipairs(r.open) do held[position.symbol] = true end
    expect(held):to_equal({SLOW = true, FAST = true})
  end)

  it("moves to the new leader", function()
    local r = backtest{script = "momentum.lua", params = {count = 1, lookback = 30, skip = 0}, symbols = {
      A = bars.join(bars.line(80, 100, 1), bars.line(80, 180, -1)),
      B = bars.join(bars.line(80, 180, -1), bars.line(80, 100, 1)),
    }}
    expect(r.trades[1].symbol):to_be("A")
    for _, position in ipairs(r.open) do expect(position.symbol):to_be("B") end
    expect(#r.open):to_be_above(0)
  end)
end)
