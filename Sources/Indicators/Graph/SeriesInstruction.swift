/// One step of a `SeriesProgram`. Operands are slots; numbers inside the operation point into the program's state.
struct SeriesInstruction {
    enum Operation {
        case fill(Double)
        case lag(ring: Int)
        case unary(UnaryOperation)
        case binary(BinaryOperation)
        case comparison(ComparisonOperation)
        case cross(CrossDirection, state: Int)
        case logic(LogicOperation)
        case not
        case trend(state: Int)
        case choice
        case fillForward(state: Int)
        case align(Int)
        case indicator(Int)
        /// Scans write a trigger's mask instead of a column.
        case scanCross(CrossDirection, state: Int, trigger: Int)
        case scanComparison(ComparisonOperation, trigger: Int)
        case scanCondition(trigger: Int)
    }

    let operation: Operation
    var x = 0
    var y = 0
    var z = 0
    var out = 0
}
