--- Equal risk from each of twenty stocks, weighed anew every month.
-- Idea: what a position adds to the volatility of the whole is the same for all. Data: daily closes of several symbols.
local window = param("window", 252, {min = 60, max = 1000, doc = "days of returns that the covariance is estimated from"})

function on_step(ctx)
  if ctx.month == ctx.state.month then return end
  local returns = ctx.returns(window)
  if not returns then return end
  ctx.state.month = ctx.month
  local found = optimize.risk_parity(returns, {covariance = "ledoit-wolf"})
  if found.status ~= "optimal" then log(ctx.date, found.status, found.reason) end
  for i, symbol in ipairs(returns:names()) do target_percent(0.95 * found.weights[i], symbol) end
end
