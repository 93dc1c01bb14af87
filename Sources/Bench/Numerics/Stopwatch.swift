import CLuaBridge

/// Times repeated work: least and median seconds of a run.
struct Stopwatch {
    private var seconds: [Double] = []

    mutating func time<Result>(_ work: () throws -> Result) rethrows -> Result {
        let start = pg_monotonic_ns()
        let result = try work()
        seconds.append(Double(pg_monotonic_ns() - start) / 1e9)
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
}
