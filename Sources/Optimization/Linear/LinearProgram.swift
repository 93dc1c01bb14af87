/// Minimise Σ cost·x over lower ≤ x ≤ upper and lower ≤ Σ coefficient·x ≤ upper of each row; some columns may be whole numbers.
public struct LinearProgram: Sendable {
    public struct Column: Equatable, Sendable {
        public var cost: Double
        public var lower: Double
        public var upper: Double
        public var isWhole: Bool

        public init(cost: Double = 0, lower: Double = 0, upper: Double = .infinity, isWhole: Bool = false) {
            self.cost = cost
            self.lower = lower
            self.upper = upper
            self.isWhole = isWhole
        }
    }

    public struct Term: Equatable, Sendable {
        public var column: Int
        public var coefficient: Double

        public init(_ column: Int, _ coefficient: Double) {
            self.column = column
            self.coefficient = coefficient
        }
    }

    public struct Row: Equatable, Sendable {
        public var name: String
        public var lower: Double
        public var upper: Double
        /// At most one a column.
        public var terms: [Term]

        public init(_ name: String, lower: Double = -.infinity, upper: Double = .infinity, terms: [Term]) {
            self.name = name
            self.lower = lower
            self.upper = upper
            self.terms = terms
        }
    }

    /// What a solve may use at most; there is no limit by clock, because its results would not repeat.
    public struct Limits: Equatable, Sendable {
        public var iterations = 2_000_000
        public var nodes = 200_000
        public init() {}
    }

    public var columns: [Column]
    public var rows: [Row]
    public var limits = Limits()

    public init(columns: [Column] = [], rows: [Row] = []) {
        self.columns = columns
        self.rows = rows
    }

    public var isMixedInteger: Bool { columns.contains(where: \.isWhole) }

    /// The new column's number.
    @discardableResult
    public mutating func add(_ column: Column) -> Int {
        columns.append(column)
        return columns.count - 1
    }

    /// Throws for what HiGHS would take for something else, or not at all.
    func validate() throws {
        for (j, column) in columns.enumerated() {
            guard column.cost.isFinite else { throw BadProblem("column \(j): cost is \(column.cost), expected a finite number") }
            guard column.lower <= column.upper, column.lower < .infinity, column.upper > -.infinity else {
                throw BadProblem("column \(j): bounds are [\(column.lower), \(column.upper)], expected lower ≤ upper")
            }
        }
        for row in rows {
            guard row.lower <= row.upper, row.lower < .infinity, row.upper > -.infinity else {
                throw BadProblem("row '\(row.name)': bounds are [\(row.lower), \(row.upper)], expected lower ≤ upper")
            }
            for term in row.terms where !term.coefficient.isFinite || !columns.indices.contains(term.column) {
                throw BadProblem(
                    "row '\(row.name)': coefficient \(term.coefficient) of column \(term.column), expected a finite number and a column "
                        + "of 0..<\(columns.count)")
            }
        }
    }
}
