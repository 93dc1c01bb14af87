import Numerics
import Optimization

/// What an optimizer is given by a script: returns or a covariance, expected returns, constraints, names.
struct PortfolioInput {
    let call: NativeCall
    /// Empty where only a covariance was given.
    let returns: Matrix
    /// Of the assets; empty where the input has none.
    let names: [String]
    private let given: Matrix?

    init(_ call: NativeCall) throws {
        self.call = call
        var found: (matrix: Matrix, names: [String]) = (Matrix(rows: 0, columns: 0), [])
        if case .none = call[0] {} else { found = try call.matrix(0) }
        if case .matrix(let matrix, let labels) = call.option("covariance") {
            given = matrix
            returns = found.matrix
            names = found.names.isEmpty ? labels : found.names
            if matrix.elements.contains(where: { !$0.isFinite }) {
                throw NativeMistake("\(call.name): option 'covariance' holds a number that is not finite")
            }
            guard returns.columns == 0 || returns.columns == matrix.columns else {
                throw NativeMistake("\(call.name): returns of \(returns.columns) assets and a covariance of \(matrix.columns): expected as many")
            }
        } else {
            given = nil
            (returns, names) = found
            guard returns.columns > 0 else { throw NativeMistake("\(call.name): argument 1 is a \(call[0].kind): expected a matrix of returns") }
        }
        try call.requireAssets(assets)
    }

    var assets: Int { given?.columns ?? returns.columns }
    var labels: [String] { names.isEmpty ? (0..<assets).map { "asset \($0 + 1)" } : names }

    func covariance() throws -> Matrix {
        if let given { return given }
        return try CovarianceEstimate(of: returns, by: StatsLibrary.method(call, key: "covariance")).matrix
    }

    /// The option `means`, or the columns' means.
    func means() throws -> [Double] {
        if let means = try call.each(option: "means", names: names, count: assets) {
            guard means.allSatisfy(\.isFinite) else { throw NativeMistake("\(call.name): option 'means': expected finite numbers") }
            return means
        }
        guard returns.rows > 0 else { throw NativeMistake("\(call.name): no returns: give the option 'means'") }
        return (0..<assets).map { mean(returns.column($0)) }
    }

    func scenarios() throws -> Matrix {
        guard returns.rows > 0 else { throw NativeMistake("\(call.name): argument 1 is nil: expected a matrix of returns") }
        return returns
    }

    func constraints() throws -> Constraints {
        var result = Constraints(assets: assets, budget: try call.number(option: "budget") ?? 1)
        if let lower = try call.each(option: "min", names: names, count: assets) { result.lower = lower }
        if let upper = try call.each(option: "max", names: names, count: assets) { result.upper = upper }
        result.groups = try groups()
        result.maximumLeverage = try call.number(option: "max_leverage")
        result.maximumAssets = try call.whole(option: "max_assets", atLeast: 1)
        result.minimumPosition = try call.number(option: "min_position")
        let previous = try call.each(option: "previous", names: names, count: assets)
        if let maximum = try call.number(option: "max_turnover") {
            guard let previous else { throw NativeMistake("\(call.name): option 'max_turnover' needs 'previous', the weights held now") }
            result.turnover = TurnoverBound(previous: previous, maximum: maximum)
        }
        if let rates = try call.each(option: "cost", names: names, count: assets) {
            guard let previous else { throw NativeMistake("\(call.name): option 'cost' needs 'previous', the weights held now") }
            result.costs = TransactionCosts(previous: previous, rates: rates)
        }
        return result
    }

    /// groups = {tech = {members = {"AAPL", "MSFT"}, min = 0, max = 0.4}}
    private func groups() throws -> [GroupBound] {
        guard case .table(let fields) = call.option("groups") else {
            if case .none = call.option("groups") { return [] }
            throw NativeMistake("\(call.name): option 'groups' is a \(call.option("groups").kind): expected {name = {members = {…}, min = …, max = …}}")
        }
        return try fields.map { field in
            guard let name = field.key, case .table(let parts) = field.value else {
                throw NativeMistake("\(call.name): option 'groups': expected {name = {members = {…}, min = …, max = …}}")
            }
            var (members, lower, upper): ([Int], Double, Double) = ([], -.infinity, .infinity)
            for part in parts {
                switch (part.key, part.value) {
                case ("members", .table(let list)): members = try list.map { try member($0.value, of: name) }
                case ("min", .number(let bound)) where !bound.isNaN: lower = bound
                case ("max", .number(let bound)) where !bound.isNaN: upper = bound
                default:
                    throw NativeMistake("\(call.name): group '\(name)': '\(part.key ?? "?")' is not understood: expected members, min and max")
                }
            }
            return GroupBound(name: name, members: members, lower: lower, upper: upper)
        }
    }

    private func member(_ value: NativeValue, of group: String) throws -> Int {
        switch value {
        case .text(let label):
            guard let index = names.firstIndex(of: label) else { throw call.unknownAsset(label, in: "groups", names) }
            return index
        case .number(let number) where number == number.rounded() && number >= 1 && number <= Double(assets): return Int(number) - 1
        default: throw NativeMistake("\(call.name): group '\(group)': a member is a \(value.kind): expected a name, or a column from 1 to \(assets)")
        }
    }

    static let constraintOptions: [NativeFunction.Parameter] = [
        .each("min", "least weight of each asset (default 0)"), .each("max", "largest weight of each (default 1)"),
        .number("budget", "sum of the weights (default 1)"), .table("groups", "{name = {members = {…}, min = …, max = …}}"),
        .each("previous", "weights held now"), .number("max_turnover", "of the sum of changes, both sides counted"),
        .number("max_leverage", "of the sum of magnitudes"), .whole("max_assets", "weights that are not zero"),
        .number("min_position", "a weight is zero or at least this"), .each("cost", "of trading a unit of weight, as a fraction"),
    ]
    static let covarianceOptions: [NativeFunction.Parameter] = [
        .init(name: "covariance", type: "string|Array", note: "estimator: " + StatsLibrary.covarianceMethods.joined(separator: ", ") + "; or the matrix"),
        .number("half_life", "of the estimator ewm"),
    ]
    static let sharedOptions = covarianceOptions + constraintOptions
    static let meanOption = NativeFunction.Parameter.each("means", "expected returns per period (default: the columns' means)")
    static let returnsParameter = NativeFunction.Parameter.matrix("returns", "one row a period, one column an asset; nil where the options hold all")
    static let solutionResult = NativeFunction.Parameter.init(
        name: "solution", type: "Solution", note: "weights (nil where infeasible), status, objective, kkt_residual, primal_residual, iterations")
}

extension Solution {
    /// As a script sees it. `status` is optimal, inexact, infeasible or fallback.
    func native(_ names: [String]) -> NativeValue {
        var fields: [(String, NativeValue)] = []
        if !weights.isEmpty { fields.append(("weights", .vector(weights, names: names))) }
        switch certificate.status {
        case .optimal: fields.append(("status", .text("optimal")))
        case .inexact(let residual): fields += [("status", .text("inexact")), ("residual", .number(residual))]
        case .infeasible(let conflict): fields += [("status", .text("infeasible")), ("conflict", .texts(conflict))]
        case .fallback(let method, let reason):
            fields += [("status", .text("fallback")), ("method", .text(method)), ("reason", .text(reason))]
        }
        fields += [
            ("objective", .number(objective)), ("kkt_residual", .number(certificate.kktResidual)),
            ("primal_residual", .number(certificate.primalResidual)), ("iterations", .number(Double(certificate.iterations))),
        ]
        return .record(fields)
    }
}
