import CLuaBridge
import Desk
import Glibc
import Market
import Money
import Scripting
import Simulation
import Trading

/// The running host without its files: what a swap holds up, how long a version takes to decide, many strategies at one desk, and two
/// years with a new version every thousand events.
enum DeskBench {
    static let minute: Int64 = 60_000_000_000

    static func measure() throws {
        try measureSwaps()
        try measureManyStrategies()
        try measureManyReloads()
        try measureSoak()
    }

    static func feed(_ symbol: String, _ index: Int = 0) -> InstrumentFeed {
        InstrumentFeed(
            instrument: Instrument(id: InstrumentID(Int32(index)), symbol: symbol), completionOffset: 0, spacing: minute)
    }

    static func desk(_ feeds: [InstrumentFeed], history: Int, notices: Bool = false) -> Desk {
        guard let desk = Desk(feeds, history: history, noticesEverything: notices) else { fatalError("no address space") } // a bench may
        return desk
    }

    static func bar(_ bars: BarColumns, _ row: Int, _ index: Int = 0) -> Bar {
        Bar(
            instrument: InstrumentID(Int32(index)), time: Timestamp(nanoseconds: bars.time[row]), open: bars.open[row], high: bars.high[row],
            low: bars.low[row], close: bars.close[row], volume: bars.volume[row])
    }

    static func version(_ text: String, _ number: Int) -> ScriptVersion { ScriptVersion(path: "trend.lua", hash: "v\(number)", text: text) }

    static func command(_ seat: String, _ command: SeatCommand) -> DeskEvent {
        .command(DeskEvent.Order(seat: seat, command: command, author: "bench"))
    }

    /// A trend strategy with a state; `number` makes its text, and so its version, another one.
    static func trend(_ number: Int, fault: String = "") -> String {
        """
        -- version \(number)
        fast = ema(close, 10)
        slow = ema(close, 40)
        band = atr(14)
        function on_start(ctx) ctx.state.bars = 0 end
        function on_bar(fast, slow, band, position, ctx)
          ctx.state.bars = ctx.state.bars + 1
          \(fault)
          if fast > slow + band and position <= 0 then target_quantity(100)
          elseif fast < slow - band and position > 0 then target_quantity(0) end
        end
        """
    }

    /// Bytes of memory that the process holds, and its open descriptors.
    static func footprint() -> (resident: Int, descriptors: Int) {
        var pages = 0
        if let file = fopen("/proc/self/statm", "r") {
            var (size, resident) = (0, 0)
            withUnsafeMutablePointer(to: &size) { a in
                withUnsafeMutablePointer(to: &resident) { b in
                    _ = withVaList([a, b]) { vfscanf(file, "%ld %ld", $0) }
                }
            }
            pages = resident
            fclose(file)
        }
        var count = 0
        if let folder = opendir("/proc/self/fd") {
            while readdir(folder) != nil { count += 1 }
            closedir(folder)
        }
        return (pages * 4096, count - 3)
    }

    /// Seconds of the processor: a desk works in one thread, so that these are the seconds of an idle machine.
    static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    static func print(_ what: String, _ figure: String, _ aim: String) {
        let padded = what.padding(60)
        Swift.print("  \(padded) \(figure)\(aim.isEmpty ? "" : "   (aim \(aim))")")
    }

    static func text(_ value: Double, _ digits: Int = 2) -> String {
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        return "\((value * scale).rounded() / scale)"
    }
}

extension String {
    fileprivate func padding(_ width: Int) -> String { count >= width ? self : self + String(repeating: " ", count: width - count) }
}
