/// What weights must satisfy. Every optimizer takes all of it, or says in its documentation and in its answer which part it cannot.
///
/// Weights are fractions of the capital; `budget` is their sum. Long-only is the default: box [0, 1], sum 1.
public struct Constraints: Equatable, Sendable {
    /// Box: one lower and one upper bound an asset.
    public var lower: [Double]
    public var upper: [Double]
    /// Sum of the weights: 1 fully invested, 0 dollar-neutral.
    public var budget: Double
    public var groups: [GroupBound] = []
    public var turnover: TurnoverBound?
    /// Upper bound of Σ|wᵢ|.
    public var maximumLeverage: Double?
    /// Upper bound of the number of weights that are not zero.
    public var maximumAssets: Int?
    /// A weight is zero or at least this large in magnitude.
    public var minimumPosition: Double?
    public var costs: TransactionCosts?

    public init(assets: Int, lower: Double = 0, upper: Double = 1, budget: Double = 1) {
        self.lower = [Double](repeating: lower, count: assets)
        self.upper = [Double](repeating: upper, count: assets)
        self.budget = budget
    }

    public var assets: Int { lower.count }

    /// Nothing but the box and the sum.
    public var isBoxAndBudget: Bool {
        groups.isEmpty && turnover == nil && maximumLeverage == nil && maximumAssets == nil && minimumPosition == nil && costs == nil
    }
}

/// lower ≤ Σ wᵢ over the members ≤ upper.
public struct GroupBound: Equatable, Sendable {
    public let name: String
    public let members: [Int]
    public let lower: Double
    public let upper: Double

    public init(name: String, members: [Int], lower: Double = -.infinity, upper: Double = .infinity) {
        self.name = name
        self.members = members
        self.lower = lower
        self.upper = upper
    }
}

/// Σ|wᵢ − previousᵢ| ≤ maximum (both sides counted: replacing the whole of a long-only portfolio is 2).
public struct TurnoverBound: Equatable, Sendable {
    public let previous: [Double]
    public let maximum: Double

    public init(previous: [Double], maximum: Double) {
        self.previous = previous
        self.maximum = maximum
    }
}

/// Σ rateᵢ·|wᵢ − previousᵢ| is taken from the expected return: added to a minimised objective.
public struct TransactionCosts: Equatable, Sendable {
    public let previous: [Double]
    /// Cost of trading one unit of weight, as a fraction: 0.001 for ten basis points.
    public let rates: [Double]

    public init(previous: [Double], rates: [Double]) {
        self.previous = previous
        self.rates = rates
    }
}
