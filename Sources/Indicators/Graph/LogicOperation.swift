/// Kleene's three-valued logic over conditions (1 true, 0 false, NaN undefined): false `and` anything is false, true `or` anything is
/// true, otherwise an undefined operand makes the result undefined. `not` undefined is undefined. Undefined never fires.
///
/// Source: S. C. Kleene, Introduction to Metamathematics (1952), § 64, the strong tables.
public enum LogicOperation: String, Hashable, Sendable, CaseIterable {
    case and, or

    func run(
        _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>, _ count: Int
    ) {
        switch self {
        case .and:
            for row in 0..<count { out[row] = (x[row] == 0) || (y[row] == 0) ? 0 : x[row] * y[row] }
        case .or:
            for row in 0..<count { out[row] = (x[row] == 1) || (y[row] == 1) ? 1 : x[row] + y[row] }
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
            let chosen = condition[row] == 1 ? x[row] : y[row]
            out[row] = condition[row] == condition[row] ? chosen : .nan
        }
    }
}
