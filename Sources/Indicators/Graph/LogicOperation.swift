/// Kleene's three-valued logic over conditions (1 true, 0 false, NaN undefined): false `and` anything is false, true `or`
/// anything is true, otherwise an undefined operand makes the result undefined. `not` undefined is undefined. Undefined
/// never fires.
///
/// Source: S. C. Kleene, Introduction to Metamathematics (1952), § 64, the strong tables.
public enum LogicOperation: String, Hashable, Sendable, CaseIterable {
    case and, or

    func run(
        _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>, _ count: Int
    ) {
        switch self {
        case .and:
            for row in 0..<count {
                let (left, right) = (x[row], y[row])
                out[row] = (left == 0) || (right == 0) ? 0 : left * right
            }
        case .or:
            for row in 0..<count {
                let (left, right) = (x[row], y[row])
                out[row] = (left == 1) || (right == 1) ? 1 : left + right
            }
        }
    }

    static func runNot(_ x: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>, _ count: Int) {
        for row in 0..<count { out[row] = 1 - x[row] }
    }

    /// `x` where the condition is true, `y` where it is false, NaN where it is undefined.
    static func runChoice(
        _ condition: UnsafePointer<Double>, _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>,
        _ out: UnsafeMutablePointer<Double>, _ count: Int
    ) {
        for row in 0..<count {
            let (truth, whenTrue, whenFalse) = (condition[row], x[row], y[row])
            let chosen = truth == 1 ? whenTrue : whenFalse
            out[row] = truth == truth ? chosen : .nan
        }
    }
}
