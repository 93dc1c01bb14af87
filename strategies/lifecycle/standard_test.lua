describe("standard lifecycle", function()
  local function decide(stage, measures, params)
    return policy{script = "standard.lua", params = params}:decide(stage, measures)
  end

  it("keeps a strategy on paper until days, trades and result are there", function()
    expect(decide("paper", {days_in_stage = 59, trades = 40, sharpe = 2}).to):to_be_nil()
    expect(decide("paper", {days_in_stage = 60, trades = 9, sharpe = 2}).to):to_be_nil()
    expect(decide("paper", {days_in_stage = 60, trades = 40, sharpe = 0.8}).to):to_be_nil()
    local d = decide("paper", {days_in_stage = 60, trades = 40, sharpe = 0.81})
    expect(d.to):to_be("trial")
    expect(d.capital):to_be(0.25)
  end)

  it("says what was found", function()
    local d = decide("paper", {days_in_stage = 70, trades = 12})
    expect(d.checks[1].evidence):to_equal({
      "days_in_stage 70, asked >= 60: met", "trades 12, asked >= 10: met", "sharpe unknown, asked > 0.8: not met",
    })
  end)

  it("looks at losses before gains", function()
    local d = decide("trial", {days_in_stage = 200, sharpe = 3, profit_factor = 2, drawdown = 0.08, losing_days = 0})
    expect(d.to):to_be("rest")
    expect(d.capital):to_be(0)
    expect(decide("trial", {days_in_stage = 200, sharpe = 3, profit_factor = 2, drawdown = 0.07, losing_days = 1}).to):to_be("live")
  end)

  it("takes capital away after a drawdown, by the parameter", function()
    expect(decide("live", {drawdown = 0.2}).to):to_be("rest")
    expect(decide("live", {drawdown = 0.2}, {drawdown = 0.3}).to):to_be_nil()
    expect(decide("live", {drawdown = 0.2}, {drawdown = 0.3}).capital):to_be(1)
  end)

  it("gives a rested strategy another chance on paper, and retires what never made it", function()
    expect(decide("rest", {days_in_stage = 20}).to):to_be("paper")
    expect(decide("paper", {days_in_stage = 501, trades = 3}).to):to_be("retired")
    expect(decide("retired", {days_in_stage = 501}).to):to_be_nil()
  end)
end)
