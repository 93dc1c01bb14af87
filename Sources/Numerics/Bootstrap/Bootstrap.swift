/// The bootstrap distribution of `statistic` over resamples of `x`.
///
/// Replicate number r is drawn from `stream.substream(r)`, so it does not depend on the others; one stream, one result.
/// O(resamples·(n + statistic)) time, O(n + resamples) memory: one resample exists at a time. Use `optimalBlockLength` for the
/// length of a block. Throws for an empty series, a value that is not finite, fewer than one resample, a block length outside
/// 1 … n, a statistic that is not a finite number (of the data or of a resample, which is named), and what `statistic` throws.
public func bootstrap(
    _ x: [Double], resamples: Int, scheme: ResamplingScheme, stream: RandomStream, statistic: ([Double]) throws -> Double
) throws -> BootstrapDistribution {
    try StatisticsError.requireFinite(x, "x")
    var sample = x
    return try resampled(count: x.count, resamples, scheme, stream) { runs in
        gather(x, runs, &sample)
        return try statistic(sample)
    }
}

/// The bootstrap distribution of a statistic of two series observed together, such as a difference of Sharpe ratios: both are
/// resampled by the same indices, which keeps their dependence. As `bootstrap`; throws also for series of different lengths.
public func pairedBootstrap(
    _ x: [Double], _ y: [Double], resamples: Int, scheme: ResamplingScheme, stream: RandomStream,
    statistic: ([Double], [Double]) throws -> Double
) throws -> BootstrapDistribution {
    try StatisticsError.requireOneLength(x, y)
    try StatisticsError.requireFinite(x, "x")
    try StatisticsError.requireFinite(y, "y")
    var (first, second) = (x, y)
    return try resampled(count: x.count, resamples, scheme, stream) { runs in
        gather(x, runs, &first)
        gather(y, runs, &second)
        return try statistic(first, second)
    }
}

private func gather(_ x: [Double], _ runs: [Range<Int>], _ sample: inout [Double]) {
    let count = runs.reduce(0) { $0 + $1.count }
    if sample.count != count { sample = [Double](repeating: 0, count: count) }
    x.withUnsafeBufferPointer { x in
        sample.withUnsafeMutableBufferPointer { sample in
            var place = 0
            for run in runs {
                for index in run {
                    sample[place] = x[index]
                    place += 1
                }
            }
        }
    }
}

private func resampled(
    count: Int, _ resamples: Int, _ scheme: ResamplingScheme, _ stream: RandomStream, _ evaluate: ([Range<Int>]) throws -> Double
) throws -> BootstrapDistribution {
    guard count > 0 else { throw StatisticsError("x", "0 values", "at least 1") }
    guard resamples > 0 else { throw StatisticsError("resamples", resamples, "at least 1") }
    try scheme.validate(count: count)
    var runs = [0..<count]
    let estimate = try evaluate(runs)
    guard estimate.isFinite else { throw StatisticsError("statistic", estimate, "a finite number of the data") }
    let acceleration = try jackknifeAcceleration(count: count, span: scheme.span, evaluate)
    var replicates = [Double](repeating: 0, count: resamples)
    for number in 0..<resamples {
        var own = stream.substream(UInt64(number))
        scheme.draw(count, into: &runs, &own)
        let value = try evaluate(runs)
        guard value.isFinite else { throw StatisticsError("statistic", value, at: number, "a finite number of every resample") }
        replicates[number] = value
    }
    return BootstrapDistribution(estimate: estimate, replicates: replicates, scheme: scheme, acceleration: acceleration)
}

/// a = Σu³/(6(Σu²)^1.5), u = mean of the jackknife values less each (Efron 1987), groups of max(span, ⌈n/200⌉) left out.
private func jackknifeAcceleration(count: Int, span: Int, _ evaluate: ([Range<Int>]) throws -> Double) throws -> Double {
    let length = min(max(span, (count + 199) / 200), max(1, count / 2))
    guard count > 1 else { return .nan }
    let values = try stride(from: 0, to: count, by: length).map { start in
        try evaluate([0..<start, min(count, start + length)..<count])
    }
    let centre = mean(values)
    var (squares, cubes) = (0.0, 0.0)
    for value in values {
        let u = centre - value
        squares += u * u
        cubes += u * u * u
    }
    return cubes / (6 * squares * squares.squareRoot())
}
