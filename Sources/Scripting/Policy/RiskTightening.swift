import Kernel

/// A policy that makes limits stricter than the native ones, never looser: the function `tighten(book)`.
public struct RiskTightening {
    public let policy: PolicyScript

    /// - Throws: `ScriptError` where the policy has no function `tighten`.
    public init(_ policy: PolicyScript) throws(ScriptError) {
        guard policy.kind == .risk else {
            throw policy.mistake("is no risk policy: it defines no function tighten(book) that returns limits", line: 0)
        }
        self.policy = policy
    }

    private static let names = ["working_orders", "order_value_to_equity", "gross_exposure_to_equity"]

    /// The limits in force: the native ones, where the script does not ask for less.
    ///
    /// NaN is the strictest limit: no order of any value meets it.
    /// - Throws: `ScriptError` with the function's place for a limit that is unknown, no number, negative, or looser than the native
    ///   one; nothing of the answer is to be used then.
    public func limits(for book: RiskBook, within native: RiskLimits) throws(ScriptError) -> RiskLimits {
        try limits(book: book.value(native), within: native)
    }

    /// The same for a book that is a value already.
    func limits(book: ScriptValue, within native: RiskLimits) throws(ScriptError) -> RiskLimits {
        let answer = try policy.call("tighten", [book])
        if case .none = answer { return native }
        guard let fields = answer.table?.fields else {
            throw mistake("is \(answer.kind): expected a table of limits by name, or nothing to leave them as they are")
        }
        var limits = native
        for (name, value) in fields {
            switch name {
            case "working_orders":
                let count = try tightened(name, value, Double(native.workingOrders))
                limits.workingOrders = count.isNaN ? 0 : Int(count.rounded(.down))
            case "order_value_to_equity": limits.orderValueToEquity = try tightened(name, value, native.orderValueToEquity)
            case "gross_exposure_to_equity": limits.grossExposureToEquity = try tightened(name, value, native.grossExposureToEquity)
            default:
                throw mistake("has an unknown limit '\(name)': \(suggestion(for: name, among: Self.names))")
            }
        }
        return limits
    }

    private func tightened(_ name: String, _ value: ScriptValue, _ native: Double) throws(ScriptError) -> Double {
        guard let limit = value.double else { throw mistake("has \(value.kind) as \(name): expected a number") }
        if limit.isNaN { return limit }
        guard limit >= 0 else { throw mistake("has \(ScriptValue.plain(limit)) as \(name): expected 0 or more") }
        // Nothing but NaN is as strict as NaN.
        guard limit <= native else {
            let (asked, allowed) = (ScriptValue.plain(limit), ScriptValue.plain(native))
            throw mistake("has \(asked) as \(name), which is looser than the host's \(allowed): a script may only ask for less")
        }
        return limit
    }

    private func mistake(_ text: String) -> ScriptError {
        policy.mistake("the answer of tighten \(text)", line: policy.line(of: "tighten"), kind: .runtime)
    }
}
