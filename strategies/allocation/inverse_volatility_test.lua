describe("inverse volatility", function()
  local function book(returns)
    local strategies = {}
    for name, list in pairs(returns) do strategies[name] = {returns = vector(list), weight = 0, equity = 0} end
    return {equity = 1000, cash = 1000, strategies = strategies}
  end
  local function swings(size, days)
    local list = {}
    for i = 1, days do list[i] = i % 2 == 0 and size or -size end
    return list
  end
  local function weights(params, returns)
    return policy{script = "inverse_volatility.lua", params = params}:allocate(book(returns))
  end

  it("gives half the capital to what swings twice as much", function()
    local w = weights({largest = 1}, {calm = swings(0.01, 60), wild = swings(0.02, 60)})
    expect(w.calm):to_be_near(2 / 3)
    expect(w.wild):to_be_near(1 / 3)
  end)

  it("takes a young strategy to be as volatile as the worst", function()
    local w = weights({largest = 1}, {calm = swings(0.01, 60), wild = swings(0.03, 60), young = swings(0.001, 5)})
    expect(w.young):to_be_near(w.wild)
    expect(w.calm):to_be_near(0.6)
  end)

  it("measures by the newest days alone", function()
    local list = swings(0.5, 100)
    for i = 41, 100 do list[i] = i % 2 == 0 and 0.01 or -0.01 end
    local w = weights({largest = 1}, {changed = list, same = swings(0.01, 60)})
    expect(w.changed):to_be_near(0.5)
  end)

  it("bounds each strategy and keeps the cash", function()
    local w = weights({largest = 0.4, cash = 0.1}, {a = swings(0.001, 60), b = swings(0.02, 60), c = swings(0.02, 60)})
    expect(w):to_equal({a = 0.4, b = 0.25, c = 0.25})
  end)

  it("divides evenly where nothing is known", function()
    expect(weights({}, {a = {}, b = swings(0, 60)})):to_equal({a = 0.5, b = 0.5})
    expect(weights({}, {})):to_equal({})
  end)
end)
