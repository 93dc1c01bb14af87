import CLuaBridge
import Indicators
import Kernel
import Market
import Money
import Trading

extension ScriptInstance: StrategyRuntime {
    /// Evaluates the declared series over `market`. Comes before `start`.
    /// - Throws: `ScriptError` where a series needs data that is not there.
    public func prepare(_ market: MarketData) throws(ScriptError) {
        do {
            plan = try EvaluationPlan(
                market: market, declarations: declarations, slots: columnSlots, keptHandles: keptHandles.sorted(), named: series.map(\.id))
        } catch {
            throw mistake(error.description, line: 0)
        }
    }

    /// Takes the declared series from a pool, which computes over what its market remembers those that it does not have. Comes before `start`.
    /// - Throws: `ScriptError` where a series needs data that is not there, or memory is short.
    public func prepare(_ pool: SeriesPool) throws(ScriptError) {
        let needs: SeriesNeeds
        do {
            needs = try SeriesNeeds(declarations, slots: columnSlots, keptHandles: keptHandles.sorted(), named: series.map(\.id))
            guard let made = try GrowingPlan(pool, needs: needs) else {
                throw mistake("no address space for the columns of its series", line: 0, kind: .memory)
            }
            plan = made
        } catch let error as GraphError {
            throw mistake(error.description, line: 0)
        } catch let error as ScriptError {
            throw error
        } catch {
            throw mistake("\(error)", line: 0)
        }
    }

    /// The instance decides no more, and its series are given back now: a pool that kept them until the last reference is gone would
    /// give a successor other bits, depending on who still looks at this one.
    public func retire() { plan?.retire() }

    /// By symbol: the first row at which callbacks run, or the number of rows where none does.
    public var readyRows: [Int] { plan?.readyRows.map { Int($0) } ?? [] }

    /// The evaluated column of a named series for a symbol, in the symbol's rows.
    public func column(_ name: String, symbol: Int) -> UnsafePointer<Double>? {
        guard let plan, let entry = series.first(where: { $0.name == name }), let slot = columnSlots.ids.firstIndex(of: entry.id) else { return nil }
        return plan.bridged.columns[symbol * Int(plan.bridged.column_count) + slot]
    }

    /// Connects the script with its market and account, without a callback: what a version needs that takes over from another.
    public func attach(_ portfolio: PortfolioView) {
        guard let plan else { preconditionFailure("prepare comes before attach and start") }
        self.portfolio = portfolio
        plan.connect(portfolio)
        var market = plan.bridged
        note(pg_bind_market(script, &market), "")
    }

    public func start(_ portfolio: PortfolioView) {
        attach(portfolio)
        guard failure == nil, let plan else { return }
        let symbol: Int32 = plan.market.instruments.count == 1 ? 0 : -1
        call(.onStart, step: -1, symbol: symbol, [])
    }

    public var wantsFills: Bool { hasCallback(.onFill) }
    public var wantsOrders: Bool { hasCallback(.onOrder) }
    public var hasFailed: Bool { failure != nil }
    public var hasIntents: Bool { pg_bind_intent_count(script) > 0 }

    /// Lets steps go by without deciding on them.
    public func pass(_ range: Range<Int>) {
        plan?.advance(to: range.upperBound - 1, script)
        currentStep = range.upperBound - 1
    }

    public func decide(_ range: Range<Int>) -> Int {
        var status = PG_OK
        currentStep = range.lowerBound
        plan?.advance(to: range.upperBound - 1, script)
        guard beginTurn() else { return range.lowerBound + 1 }
        let end = Int(pg_bind_run(script, Int64(range.lowerBound), Int64(range.upperBound), &status))
        currentStep = end - 1
        if status != PG_OK { _ = note(status, hasCallback(.onBar) ? "on_bar" : hasCallback(.onStep) ? "on_step" : "a trigger") }
        return end
    }

    @discardableResult
    private func note(_ status: pg_status, _ callback: String) -> Bool {
        guard status != PG_OK else { return true }
        if failure == nil {
            failure = error(status, callback: callback)
            noteClockAbort()
        }
        return false
    }

    private func call(_ callback: ScriptCallback, step: Int, symbol: Int32, _ fields: [(StaticString, pg_value)]) {
        guard failure == nil, hasCallback(callback) else { return }
        currentStep = step
        guard beginTurn() else { return }
        let bridged = fields.map { name, value in
            pg_field(name: UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self), value: value)
        }
        note(pg_bind_call(script, callback.rawValue, Int64(step), symbol, bridged, Int32(bridged.count)), callback.name)
    }

    public func onFill(_ fill: Fill, step: Int) {
        let side: StaticString = fill.side == .buy ? "buy" : "sell"
        call(
            .onFill, step: step, symbol: fill.instrument.index,
            [
                ("order", integer(fill.order.raw)), ("symbol", symbolText(fill.instrument)), ("side", constant(side)),
                ("quantity", number(fill.quantity.doubleValue)), ("price", number(fill.price.doubleValue)),
                ("fee", number(fill.fee.doubleValue)), ("time", integer(fill.time.nanoseconds)),
            ])
    }

    public func onOrder(_ order: Order, reason: RejectReason, step: Int) {
        let status: StaticString =
            switch order.status {
            case .new: "new"
            case .accepted: "accepted"
            case .partiallyFilled: "partially_filled"
            case .filled: "filled"
            case .cancelled: "cancelled"
            case .expired: "expired"
            case .rejected: "rejected"
            }
        let side: StaticString = order.side == .buy ? "buy" : "sell"
        withText(reason.key) { key in
            withText(reason.explanation) { explanation in
                call(
                    .onOrder, step: step, symbol: order.instrument.index,
                    [
                        ("id", integer(order.id.raw)), ("symbol", symbolText(order.instrument)), ("side", constant(side)),
                        ("status", constant(status)), ("quantity", number(order.quantity.doubleValue)),
                        ("filled", number(order.filled.doubleValue)), ("reason", key), ("explanation", explanation),
                    ])
            }
        }
    }

    public func onTimer(name: Int, step: Int) {
        guard let text = pg_bind_timer_name(script, Int64(name)) else { return }
        var value = pg_value()
        value.kind = PG_TEXT
        value.text = text
        value.length = String(cString: text).utf8.count
        let symbol: Int32 = plan?.market.instruments.count == 1 ? 0 : -1
        call(.onTimer, step: step, symbol: symbol, [("", value)])
    }

    public func onParameters(_ changes: [ParameterChange], step: Int) {
        guard let first = changes.first else { return }
        // One call a change keeps the payload free of names that live only as Swift strings.
        withText(first.name) { name in
            call(.onParams, step: step, symbol: -1, [("name", name), ("value", number(first.value))])
        }
        onParameters(Array(changes.dropFirst()), step: step)
    }

    public func stop(step: Int) {
        let symbol: Int32 = plan?.market.instruments.count == 1 ? 0 : -1
        call(.onStop, step: step, symbol: symbol, [])
    }
}
