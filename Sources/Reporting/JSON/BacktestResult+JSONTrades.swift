extension BacktestResult {
    func writeTrades(_ list: [Trade], to json: inout JSONWriter) {
        json.array { json in
            for trade in list {
                json.object(.compact) { json in write(trade, to: &json) }
            }
        }
    }

    private func write(_ trade: Trade, to json: inout JSONWriter) {
        json.key("symbol")
        json.value(trade.symbol)
        json.key("side")
        json.value(trade.isLong ? "long" : "short")
        json.key("quantity")
        json.value(trade.quantity)
        json.key("entry_time")
        json.value(time: trade.entryTime)
        json.key("entry_price")
        json.value(trade.entryPrice)
        json.key("exit_time")
        json.value(time: trade.exitTime)
        json.key("exit_price")
        json.value(trade.exitPrice)
        json.key("fees")
        json.value(trade.fees)
        json.key("pnl")
        json.value(trade.pnl)
        json.key("return")
        json.value(trade.returnFraction)
        json.key("exit_reason")
        json.value(trade.exitReason)
        json.key("entry_line")
        json.value(trade.entryLine)
        json.key("exit_line")
        json.value(trade.exitLine)
    }

    func writeOrders(to json: inout JSONWriter) {
        json.key("orders")
        json.object { json in
            json.key("submitted")
            json.value(orders.submitted)
            json.key("filled")
            json.value(orders.filled)
            json.key("cancelled")
            json.value(orders.cancelled)
            json.key("expired")
            json.value(orders.expired)
            json.key("rejected")
            json.array { json in
                for rejection in orders.rejected { write(rejection, to: &json) }
            }
        }
    }

    private func write(_ rejection: Rejection, to json: inout JSONWriter) {
        json.object { json in
            json.key("reason")
            json.value(rejection.reason)
            json.key("count")
            json.value(rejection.count)
            json.key("explanation")
            json.value(rejection.explanation)
            json.key("first_time")
            json.value(time: rejection.firstTime)
            json.key("first_line")
            json.value(rejection.firstLine)
        }
    }
}
