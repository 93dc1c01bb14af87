import Glibc

/// Times repeated work: least and median seconds of a run, of the processor, so that what else the machine does has no part in them.
/// For work in one thread without input and output that is the time on an idle machine.
struct Stopwatch {
    private var seconds: [Double] = []

    mutating func time<Result>(_ work: () throws -> Result) rethrows -> Result {
        let start = Stopwatch.now()
        let result = try work()
        seconds.append(Stopwatch.now() - start)
        return result
    }

    var best: Double { seconds.min() ?? .nan }
    var median: Double { seconds.sorted()[seconds.count / 2] }

    /// Runs work often enough for its least time to mean something, and once before it counts.
    static func measure<Result>(runs: Int, _ work: () throws -> Result) rethrows -> (watch: Stopwatch, result: Result) {
        var result = try work()
        var watch = Stopwatch()
        for _ in 0..<runs { result = try watch.time(work) }
        return (watch, result)
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
