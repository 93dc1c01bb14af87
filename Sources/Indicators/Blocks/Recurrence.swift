/// An indicator without the rule for missing values: `next` sees finite observations only and writes NaN until it has warmed up.
protocol Recurrence {
    var warmUp: Int { get }
    mutating func next(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>)
}

/// Adds the rule that all indicators share: a NaN or infinite input gives NaN and starts over.
struct Guarded<R: Recurrence>: StreamingIndicator {
    private let pristine: R
    private var current: R
    private let inputCount: Int
    private let outputCount: Int
    private var isPristine = true

    init(_ recurrence: R, inputs: Int, outputs: Int) {
        pristine = recurrence
        current = recurrence
        inputCount = inputs
        outputCount = outputs
    }

    var warmUp: Int { pristine.warmUp }

    @inline(__always)
    mutating func update(_ inputs: UnsafePointer<Double>, _ outputs: UnsafeMutablePointer<Double>) {
        for index in 0..<inputCount where !inputs[index].isFinite {
            reset()
            for output in 0..<outputCount { outputs[output] = .nan }
            return
        }
        isPristine = false
        current.next(inputs, outputs)
    }

    mutating func reset() {
        guard !isPristine else { return }
        current = pristine
        isPristine = true
    }

    mutating func run(_ inputs: [UnsafePointer<Double>], _ outputs: [UnsafeMutablePointer<Double>], count: Int) {
        if inputCount == 1 && outputCount == 1 {
            let (source, target) = (inputs[0], outputs[0])
            for row in 0..<count { update(source + row, target + row) }
            return
        }
        withUnsafeTemporaryAllocation(of: Double.self, capacity: inputCount + outputCount) { scratch in
            guard let x = scratch.baseAddress else { return }
            let out = x + inputCount
            for row in 0..<count {
                for index in 0..<inputCount { x[index] = inputs[index][row] }
                update(x, out)
                for index in 0..<outputCount { outputs[index][row] = out[index] }
            }
        }
    }
}
