import Desk
import Glibc

/// What a step costs each seat: venue, script and kernel together. One step in eight is measured, as they fall.
final class StepMeter: SeatMeter {
    private struct Times {
        var newest = LatencyHistogram()
        var before = LatencyHistogram()
    }
    /// Looked up, never walked through.
    private var times: [ObjectIdentifier: Times] = [:]
    private var state: UInt64 = 1
    private var start: UInt64 = 0
    /// Measurements after which older ones are forgotten by and by.
    private static let remembered = 5_000

    func begin() {
        // A fixed stride would measure some seats always and others never (multiplier: Knuth's MMIX).
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        start = state >> 61 == 0 ? StepMeter.nanoseconds() : 0
    }

    func end(_ seat: Seat) {
        guard start != 0 else { return }
        let duration = StepMeter.nanoseconds() &- start
        let key = ObjectIdentifier(seat)
        times[key, default: Times()].newest.record(nanoseconds: duration)
        guard let count = times[key]?.newest.count, count >= StepMeter.remembered else { return }
        times[key] = times[key].map { Times(newest: LatencyHistogram(), before: $0.newest) }
    }

    func time(of seat: Seat) -> StrategyStatus.CallbackTime? {
        guard let known = times[ObjectIdentifier(seat)] else { return nil }
        var all = known.before
        all.merge(known.newest)
        return all.callbackTime
    }

    /// A seat that is closed leaves no measurements to one that may take its address.
    func forget(_ seat: Seat) { times[ObjectIdentifier(seat)] = nil }

    private static func nanoseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }
}
