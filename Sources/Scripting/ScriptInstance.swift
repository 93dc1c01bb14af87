import CLuaBridge
import Indicators
import Kernel
import Market

/// One loaded script: its sandbox, what it declared, and the columns it decides on.
///
/// `load` compiles and runs the chunk, `prepare` evaluates its series over market data; after that a kernel drives it.
public final class ScriptInstance {
    public let path: String
    public let source: String
    public let hash: String
    public internal(set) var failure: ScriptError?
    public internal(set) var log: ScriptLog
    public var parameters: [ScriptParameter] { declarations.parameters }
    /// Named series in the order of their names, and their definitions.
    public internal(set) var series: [(name: String, definition: String, id: SeriesID)] = []

    /// What the script says with `version = N`; 1 where it says nothing.
    public internal(set) var version = 1
    /// Where `migrate` is defined.
    var migrateLine: Int?

    let declarations: Declarations
    let script: OpaquePointer
    let limits: ScriptLimits
    var globals: [String: Int32] = [:]
    let columnSlots = ColumnSlots()
    var keptHandles: Set<Int32> = []
    /// Globals that functions of the script read; `nil` where that is not known.
    var readLater: Set<String>?
    let keepsAllSeries: Bool
    var plan: (any ScriptPlan)?
    var portfolio: PortfolioView?
    var currentStep = -1
    /// Callbacks begun, those of one step of bars together as one.
    var turns: UInt64 = 0
    /// The turn that the clock stopped, once it has.
    public internal(set) var clockAbort: ClockAbort?
    /// A turn that is not to be made, because the clock stopped it in the run that is replayed.
    var expectedAbort: ClockAbort?
    private(set) var logMark = 0
    /// Sequence number of the event being decided, as far as the script was told.
    var eventNumber: UInt64 { UInt64(max(currentStep + 2, 1)) }

    /// Loads a script. Nothing of it remains when this throws.
    /// - Parameters:
    ///   - path: shown in errors.
    ///   - hash: content hash of `source`.
    ///   - symbols: what `of` may name.
    ///   - overrides: values of parameters that differ from their defaults.
    ///   - keepsAllSeries: keeps the columns of all named series, for charts; otherwise only of those that callbacks can read.
    /// - Throws: `ScriptError`.
    public init(
        source: String, path: String, hash: String, symbols: [String], overrides: [(name: String, value: Double)] = [],
        limits: ScriptLimits = ScriptLimits(), keepsAllSeries: Bool = false
    ) throws(ScriptError) {
        self.keepsAllSeries = keepsAllSeries
        self.path = path
        self.source = source
        self.hash = hash
        self.limits = limits
        log = ScriptLog(limit: limits.logLines)
        declarations = Declarations(symbols: symbols, overrides: overrides)
        let context = HostContext()
        var bridged = limits.bridged
        guard let script = pg_script_new(&bridged, Unmanaged.passRetained(context).toOpaque()) else {
            throw ScriptError(
                kind: .memory, message: "\(path): no sandbox could be made: the memory limit is \(limits.memoryBytes) bytes", path: path,
                line: 0, traceback: "", hash: hash, callback: "", event: 0)
        }
        self.script = script
        self.context = context
        context.instance = self
        try load()
    }

    private let context: HostContext

    deinit {
        pg_script_free(script)
        Unmanaged.passUnretained(context).release()
    }

    /// Bytes the script holds now.
    public var memoryBytes: Int { pg_script_memory(script).used }
    /// Growing allocations of the script's heap so far.
    public var allocationCount: UInt64 { pg_script_memory(script).allocations }
    /// Callbacks made, and those left out because an argument was not a finite number.
    public var calls: (made: UInt64, skipped: UInt64) { (pg_bind_calls(script), pg_bind_skipped(script)) }

    /// Whether `takeLog` would find something.
    public var hasLog: Bool { !log.lines.isEmpty }

    /// What the script has said since the last call; it is forgotten.
    public func takeLog() -> [ScriptLog.Line] { log.lines.isEmpty ? [] : log.take() }

    public func hasCallback(_ callback: ScriptCallback) -> Bool { pg_bind_has_callback(script, callback.rawValue) }
    public var triggerCount: Int { declarations.triggers.count }

    /// Notes that a turn begins.
    /// - Returns: whether it may: false where a replay leaves it out.
    @inline(__always)
    func beginTurn() -> Bool {
        turns += 1
        logMark = log.lines.count
        return expectedAbort == nil || !takeExpectedAbort()
    }

    func error(_ status: pg_status, callback: String) -> ScriptError {
        ScriptError(script, status, path: path, hash: hash, callback: callback, event: callback.isEmpty ? 0 : eventNumber)
    }
}

/// The callbacks that a script may define.
public enum ScriptCallback: Int32, CaseIterable, Sendable {
    case onStart, onBar, onStep, onFill, onOrder, onTimer, onStop, onParams

    public var name: String { Declarations.callbackNames[Int(rawValue)] }
}

/// What C hands back to us. It does not keep the instance alive, because the instance owns the script that holds this; the script
/// calls back only while the instance runs it, so the reference is never dangling when it is used.
final class HostContext: NativeHost {
    unowned(unsafe) var instance: ScriptInstance?
}

/// The text of a fixed array of characters, up to its first zero.
func text<T>(_ characters: T) -> String {
    withUnsafeBytes(of: characters) { bytes in String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self) }
}
