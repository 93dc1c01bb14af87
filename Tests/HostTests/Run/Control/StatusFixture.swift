import Market

@testable import Host

/// A host with one strategy of each kind.
enum StatusFixture {
    static func status() -> HostStatus {
        var status = HostStatus(run: "paper-1", profile: "paper", process: 4711)
        status.time = Timestamp(nanoseconds: 1_577_979_000_000_000_000)
        status.speed = 60
        status.events = 1_234_567
        status.eventsPerSecond = 12_345.6
        status.journal = .init(sequence: 1_234_570, unflushed: 12)
        var sma = StrategyStatus(name: "sma_cross", script: "/s/sma_cross.lua", hash: "a1b2c3d4e5f6")
        (sma.version, sma.stage, sma.equity, sma.pnl, sma.drawdown, sma.exposure) = (3, "pilot", 101_234.5, 1234.5, 0.021, 0.98)
        (sma.positions, sma.workingOrders, sma.events, sma.memoryBytes) = (2, 1, 1_234_567, 143_210)
        (sma.callback, sma.probationLeft, sma.staged) = (.init(p50: 1.25, p99: 312.4), 250, "0f0f0f0f0f")
        var rsi = StrategyStatus(name: "rsi", script: "/s/rsi.lua", hash: "99887766554433")
        (rsi.state, rsi.equity, rsi.pnl, rsi.clutchIsOn) = (.paused, 99_000, -1000, false)
        var bad = StrategyStatus(name: "breakout", script: "/s/breakout.lua", hash: "5555555555")
        (bad.state, bad.errors, bad.suspension, bad.equity) = (
            .suspended, 3, "breakout.lua:12: attempt to index nil\u{1B}[2J", .nan
        )
        var shadow = StrategyStatus(name: "sma_cross~shadow", script: "/s/new.lua", hash: "1234567890")
        (shadow.role, shadow.equity, shadow.pnl) = ("shadow of sma_cross", 100_010, 10)
        status.strategies = [sma, rsi, bad, shadow]
        return status
    }
}
