/// `Constraints` as rows of a linear program. Columns 0..<assets are the weights; what absolute values and counts need comes
/// after.
struct LinearPortfolio {
    var program = LinearProgram()
    let assets: Int
    /// Transaction costs of the columns; a part of the objective and of the expected return.
    private(set) var costs: [LinearProgram.Term] = []
    /// Columns that are 1 where an asset is held long or short; -1 where that cannot be.
    private(set) var switches: [(long: Int, short: Int)] = []

    init(_ constraints: Constraints, hasBudget: Bool = true) {
        assets = constraints.assets
        for i in 0..<assets { program.add(.init(lower: constraints.lower[i], upper: constraints.upper[i])) }
        if hasBudget { row("budget", constraints.budget, constraints.budget, (0..<assets).map { .init($0, 1) }) }
        for group in constraints.groups { row(group.name, group.lower, group.upper, group.members.map { .init($0, 1) }) }
        if let turnover = constraints.turnover {
            row("turnover", -.infinity, turnover.maximum, magnitudes(of: turnover.previous))
        }
        if let leverage = constraints.maximumLeverage {
            row("leverage", -.infinity, leverage, magnitudes(of: [Double](repeating: 0, count: assets)))
        }
        if let transaction = constraints.costs, transaction.rates.contains(where: { $0 > 0 }) {
            costs = magnitudes(of: transaction.previous, upTo: transaction.rates)
        }
        addSwitches(constraints)
    }

    private mutating func row(_ name: String, _ lower: Double, _ upper: Double, _ terms: [LinearProgram.Term]) {
        program.rows.append(.init(name, lower: lower, upper: upper, terms: terms))
    }

    /// Terms of Σ rateᵢ·(bought + sold), where wᵢ − bought + sold = centreᵢ: the sum of magnitudes wherever it is pressed down.
    private mutating func magnitudes(of centre: [Double], upTo rates: [Double]? = nil) -> [LinearProgram.Term] {
        var terms: [LinearProgram.Term] = []
        for i in 0..<assets {
            let rate = rates?[i] ?? 1
            guard rate > 0 else { continue }
            let bought = program.add(.init())
            let sold = program.add(.init())
            row("traded", centre[i], centre[i], [.init(i, 1), .init(bought, -1), .init(sold, 1)])
            terms += [.init(bought, rate), .init(sold, rate)]
        }
        return terms
    }

    /// m·long + lower·short ≤ w ≤ upper·long − m·short, long + short ≤ 1, Σ(long + short) ≤ maximumAssets.
    private mutating func addSwitches(_ constraints: Constraints) {
        guard constraints.maximumAssets != nil || constraints.minimumPosition != nil else { return }
        let minimum = constraints.minimumPosition ?? 0
        for i in 0..<assets {
            let (lower, upper) = (constraints.lower[i], constraints.upper[i])
            let isForced = lower > 0 || upper < 0
            let one = LinearProgram.Column(lower: isForced ? 1 : 0, upper: 1, isWhole: true)
            let long = upper > 0 ? program.add(one) : -1
            let short = lower < 0 ? program.add(one) : -1
            switches.append((long, short))
            if long >= 0 && short >= 0 { row("side", -.infinity, 1, [.init(long, 1), .init(short, 1)]) }
            var above: [LinearProgram.Term] = [.init(i, 1)]
            var below = above
            if long >= 0 {
                above.append(.init(long, -upper))
                below.append(.init(long, -max(minimum, lower)))
            }
            if short >= 0 {
                above.append(.init(short, max(minimum, -upper)))
                below.append(.init(short, -lower))
            }
            row("position", -.infinity, 0, above)
            row("position", 0, .infinity, below)
        }
        if let most = constraints.maximumAssets {
            let all = switches.flatMap { [$0.long, $0.short] }.filter { $0 >= 0 }
            row("assets", -.infinity, Double(most), all.map { .init($0, 1) })
        }
    }

    /// Σ μᵢwᵢ less transaction costs, at least `minimum`; all multiplied by `scale`.
    mutating func requireReturn(_ means: [Double], atLeast minimum: Double, scale: Double = 1) {
        let terms = means.enumerated().map { LinearProgram.Term($0, $1 * scale) }
        row("return", minimum * scale, .infinity, terms + costs.map { .init($0.column, -$0.coefficient * scale) })
    }
}
