/// A running indicator with the places of its inputs and outputs. The arrays are made once, so that a step allocates nothing.
struct IndicatorCall {
    private var indicator: any StreamingIndicator
    private let inputSlots: [Int]
    private let outputSlots: [Int]
    private var inputs: [UnsafePointer<Double>]
    private var outputs: [UnsafeMutablePointer<Double>]
    private let inputRow: UnsafeMutablePointer<Double>
    private let outputRow: UnsafeMutablePointer<Double>

    init(
        _ indicator: any StreamingIndicator, inputs: [Int], outputs: [Int], slots: [UnsafeMutablePointer<Double>],
        in storage: ColumnStorage
    ) {
        self.indicator = indicator
        inputSlots = inputs
        outputSlots = outputs
        self.inputs = inputs.map { UnsafePointer(slots[$0]) }
        self.outputs = outputs.map { slots[$0] }
        inputRow = storage.allocate(inputs.count, filledWith: .nan)
        outputRow = storage.allocate(outputs.count, filledWith: .nan)
    }

    mutating func run(_ slots: [UnsafeMutablePointer<Double>], _ count: Int) {
        if count == 1 { return step(slots) }
        for index in inputSlots.indices { inputs[index] = UnsafePointer(slots[inputSlots[index]]) }
        for index in outputSlots.indices { outputs[index] = slots[outputSlots[index]] }
        indicator.run(inputs, outputs, count: count)
    }

    private mutating func step(_ slots: [UnsafeMutablePointer<Double>]) {
        for index in inputSlots.indices { inputRow[index] = slots[inputSlots[index]][0] }
        indicator.update(inputRow, outputRow)
        for index in outputSlots.indices { slots[outputSlots[index]][0] = outputRow[index] }
    }
}
