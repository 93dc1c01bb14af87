--- Drawdown guard: the book may hold less the further it stands below its peak.
---
--- Idea: losses come in clusters, and cutting exposure in step with the drawdown bounds how deep it gets (Grossman and Zhou 1993),
--- without selling everything on one bad day. A day with a large loss allows no new exposure until the next. Parameters: drawdowns
--- at which cutting begins and at which nothing may be held, the exposure at the peak, the loss of a day that closes it.
begins = param("begins", 0.05, {min = 0, max = 0.9, doc = "drawdown at which cutting begins"})
ends = param("ends", 0.20, {min = 0.01, max = 1, doc = "drawdown at which nothing may be held"})
exposure = param("exposure", 1.0, {min = 0, max = 10, doc = "gross exposure at the peak, as a multiple of equity"})
daily_loss = param("daily_loss", 0.04, {min = 0.001, max = 1, doc = "loss of a day that allows no new exposure"})
assert(begins < ends, "begins must be below ends")

function tighten(book)
  local allowed = 0
  -- Not so for a drawdown that is not a number: what is not known allows nothing.
  if book.drawdown < ends and book.daily_return >= -daily_loss then
    allowed = exposure * math.min(1, (ends - book.drawdown) / (ends - begins))
  end
  local limits = book.limits
  return {
    gross_exposure_to_equity = math.min(limits.gross_exposure_to_equity, allowed),
    order_value_to_equity = math.min(limits.order_value_to_equity, allowed),
  }
end
