import CLuaBridge

/// A `*_test.lua` file: describe, it and expect, with backtests on bars made in the test.
public final class TestScript {
    public struct Outcome: Sendable {
        public let name: String
        /// Empty where the test passed.
        public let failure: String
    }
    public private(set) var outcomes: [Outcome] = []
    /// Runs a backtest as a test asks for it: a text of lines in, a text of lines out. The forms are those of the prelude.
    private let backtest: (String) -> String
    private var script: OpaquePointer?
    /// Keeps the text of the last answer alive while Lua copies it.
    private var answer: [CChar] = []

    public init(backtest: @escaping (String) -> String) { self.backtest = backtest }

    /// Runs a test file; what `it` reports is in `outcomes`.
    /// - Throws: `ScriptError` where the file itself does not load or run.
    public func run(source: String, path: String, limits: ScriptLimits = ScriptLimits()) throws(ScriptError) {
        var bridged = limits.bridged
        guard let script = pg_script_new(&bridged, Unmanaged.passUnretained(self).toOpaque()) else {
            throw ScriptError(kind: .memory, message: "\(path): no sandbox", path: path, line: 0, traceback: "", hash: "", callback: "", event: 0)
        }
        self.script = script
        defer {
            pg_script_free(script)
            self.script = nil
        }
        var functions = pg_host_functions(lookup: testLookup, declare: testDeclare, stream: testStream, native: nil)
        try check(pg_bind(script, &functions), path)
        for (text, name) in [(TestScript.prelude, "=prelude"), (source, "=" + path)] {
            try check(pg_script_load(script, text, text.utf8.count, name), path)
            try check(pg_script_run(script), path)
        }
    }

    private func check(_ status: pg_status, _ path: String) throws(ScriptError) {
        guard status != PG_OK, let script else { return }
        let detail = pg_script_error(script).pointee
        let kind: ScriptError.Kind = status == PG_ERR_SYNTAX ? .syntax : status == PG_ERR_BUDGET ? .budget : status == PG_ERR_MEMORY ? .memory : .runtime
        throw ScriptError(
            kind: kind, message: text(detail.message), path: path, line: Int(detail.line), traceback: text(detail.traceback), hash: "",
            callback: "", event: 0)
    }

    fileprivate func declare(_ name: String, _ arguments: [String], _ result: inout pg_value) -> Bool {
        switch name {
        case "report_test" where arguments.count == 2:
            outcomes.append(Outcome(name: arguments[0], failure: arguments[1]))
            result.kind = PG_NIL
        case "run_backtest" where arguments.count == 1:
            answer = backtest(arguments[0]).utf8.map { CChar(bitPattern: $0) } + [0]
            result.kind = PG_TEXT
            result.text = answer.withUnsafeBufferPointer { $0.baseAddress } // `answer` is kept until the next call
            result.length = answer.count - 1
        default: return false
        }
        return true
    }
}

private func testScript(_ host: UnsafeMutableRawPointer?) -> TestScript? {
    host.map { Unmanaged<TestScript>.fromOpaque($0).takeUnretainedValue() }
}

private let testLookup: @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, UnsafeMutablePointer<CChar>?, Int) -> Int32 = {
    _, name, hint, capacity in
    guard let name else { return Int32(PG_LOOKUP_UNKNOWN) }
    let text = String(cString: name)
    if ["report_test", "run_backtest"].contains(text) { return Int32(PG_LOOKUP_FUNCTION) }
    write(Declarations.absent[text] ?? "", to: hint, capacity)
    return Int32(PG_LOOKUP_UNKNOWN)
}

private let testDeclare:
    @convention(c) (
        UnsafeMutableRawPointer?, UnsafePointer<CChar>?, UnsafePointer<pg_value>?, Int32, UnsafeMutablePointer<pg_value>?, Int32,
        UnsafeMutablePointer<CChar>?, Int, Int32
    ) -> Int32 = { host, name, arguments, count, results, _, _, _, _ in
        guard let test = testScript(host), let name, let results else { return -1 }
        var texts: [String] = []
        for index in 0..<Int(count) {
            guard let value = arguments?[index], value.kind == PG_TEXT else { return -1 }
            texts.append(
                String(
                    decoding: UnsafeBufferPointer(start: UnsafeRawPointer(value.text).assumingMemoryBound(to: UInt8.self), count: value.length),
                    as: UTF8.self))
        }
        return test.declare(String(cString: name), texts, &results[0]) ? 1 : -1
    }

private let testStream:
    @convention(c) (
        UnsafeMutableRawPointer?, Int32, UnsafePointer<Double>?, Int32, UnsafeMutablePointer<Double>?, Int32,
        UnsafeMutablePointer<CChar>?, Int
    ) -> Int32 = { _, _, _, _, _, _, _, _ in -1 }
