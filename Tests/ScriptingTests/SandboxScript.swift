import CLuaBridge
import XCTest

/// A script made by a test over the C API, freed with it; freeing checks that every byte came back.
final class SandboxScript {
    let pointer: OpaquePointer

    init(
        memory: Int = 16 << 20, budgetMilliseconds: UInt64 = 60, instructions: UInt64 = 0, seed: UInt64 = 1, bound: Bool = false
    ) throws {
        var limits = pg_limits_standard()
        limits.memory_bytes = memory
        limits.callback_budget_ns = budgetMilliseconds * 1_000_000
        limits.instruction_limit = instructions
        limits.seed = seed
        pointer = try XCTUnwrap(pg_script_new(&limits, nil))
        guard bound else { return }
        var host = pg_host_functions(
            lookup: { _, _, _, _ in Int32(PG_LOOKUP_UNKNOWN) },
            declare: { _, _, _, _, _, _, _, _, _ in -1 },
            stream: { _, _, _, _, _, _, _, _ in -1 }, native: nil)
        XCTAssertEqual(pg_bind(pointer, &host), PG_OK)
    }

    deinit { XCTAssertEqual(pg_script_free(pointer), 0, "bytes kept after the script was freed") }

    func load(_ source: String, name: String = "=t.lua") -> pg_status {
        pg_script_load(pointer, source, source.utf8.count, name)
    }

    /// Compiles and runs the chunk.
    func run(_ source: String, name: String = "=t.lua") -> pg_status {
        let status = load(source, name: name)
        return status == PG_OK ? pg_script_run(pointer) : status
    }

    func call(_ function: String) -> pg_status { pg_script_call_global(pointer, function) }

    /// The text of a global, nil where there is none.
    func text(_ global: String) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
            guard pg_script_global_text(pointer, global, buffer.baseAddress, buffer.count) else { return nil }
            return buffer.baseAddress.map { String(cString: $0) }
        }
    }

    var memory: pg_memory { pg_script_memory(pointer) }
    var line: Int { Int(pg_script_error(pointer).pointee.line) }
    var message: String { withUnsafePointer(to: pg_script_error(pointer).pointee.message, string) }
    var traceback: String { withUnsafePointer(to: pg_script_error(pointer).pointee.traceback, string) }
    var source: String { withUnsafePointer(to: pg_script_error(pointer).pointee.source, string) }

    /// The bridge ends each of its texts with a zero byte.
    private func string<T>(_ field: UnsafePointer<T>) -> String {
        String(cString: UnsafeRawPointer(field).assumingMemoryBound(to: CChar.self))
    }
}
