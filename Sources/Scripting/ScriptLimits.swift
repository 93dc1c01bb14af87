import CLuaBridge

/// What a script may use.
public struct ScriptLimits: Hashable, Sendable {
    public var memoryBytes = 64 << 20
    /// Wall-clock time of one callback; it can only abort the script, never change a result.
    public var callbackMilliseconds = 1_000
    public var seed: UInt64 = 1
    /// Lines that `log` keeps; later ones are counted.
    public var logLines = 2_000

    public init() {}

    var bridged: pg_limits {
        var limits = pg_limits_standard()
        limits.memory_bytes = memoryBytes
        limits.callback_budget_ns = UInt64(callbackMilliseconds) * 1_000_000
        limits.seed = seed
        return limits
    }
}
