describe("drawdown guard", function()
  local function exposure(drawdown, daily_return, limits)
    local book = {
      drawdown = drawdown, daily_return = daily_return or 0,
      limits = limits or {gross_exposure_to_equity = math.huge, order_value_to_equity = math.huge, working_orders = 100},
    }
    return policy{script = "drawdown_guard.lua"}:tighten(book)
  end

  it("allows the whole exposure near the peak and none at the end", function()
    expect(exposure(0).gross_exposure_to_equity):to_be(1)
    expect(exposure(0.05).gross_exposure_to_equity):to_be_near(1)
    expect(exposure(0.125).gross_exposure_to_equity):to_be_near(0.5)
    expect(exposure(0.2).gross_exposure_to_equity):to_be_near(0)
    expect(exposure(0.5).gross_exposure_to_equity):to_be(0)
  end)

  it("closes the day after a large loss", function()
    expect(exposure(0, -0.05).gross_exposure_to_equity):to_be(0)
    expect(exposure(0, -0.03).gross_exposure_to_equity):to_be(1)
  end)

  it("is never looser than the host", function()
    local limits = exposure(0, 0, {gross_exposure_to_equity = 0.3, order_value_to_equity = 0.1, working_orders = 5})
    expect(limits.gross_exposure_to_equity):to_be(0.3)
    expect(limits.order_value_to_equity):to_be(0.1)
    expect(limits.working_orders):to_be(5)
  end)

  it("passes an unknown drawdown on as the strictest limit", function()
    local limits = exposure(0 / 0)
    expect(limits.gross_exposure_to_equity):to_be(0)
  end)
end)
