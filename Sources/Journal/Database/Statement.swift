import CSQLite

/// A prepared statement. Columns and parameters are numbered as SQLite does: columns from 0, parameters from 1.
final class Statement {
    private let database: Database
    private let handle: OpaquePointer?

    init(_ database: Database, _ sql: String) throws(JournalError) {
        self.database = database
        var handle: OpaquePointer?
        let code = sqlite3_prepare_v2(database.handle, sql, -1, &handle, nil)
        guard code == SQLITE_OK else { throw database.error(code) }
        self.handle = handle
    }

    deinit { sqlite3_finalize(handle) }

    /// - Returns: whether there is a row.
    func step() throws(JournalError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw database.error(code)
        }
    }

    func reset() { sqlite3_reset(handle) }

    func bind(_ index: Int32, _ value: Int64) { sqlite3_bind_int64(handle, index, value) }

    /// The bytes must stay where they are until the statement is reset or bound anew.
    func bind(_ index: Int32, borrowing bytes: UnsafeRawBufferPointer) {
        sqlite3_bind_blob64(handle, index, bytes.baseAddress, UInt64(bytes.count), nil)
    }

    func bind(_ index: Int32, copying bytes: [UInt8]) {
        sqlite3_bind_blob64(handle, index, bytes, UInt64(bytes.count), Statement.transient)
    }

    func bind(_ index: Int32, _ text: String) {
        sqlite3_bind_text64(handle, index, text, UInt64(text.utf8.count), Statement.transient, UInt8(SQLITE_UTF8))
    }

    /// SQLITE_TRANSIENT, a macro of C that makes SQLite copy the bytes.
    private static var transient: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }
    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }
    func text(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }

    func bytes(_ column: Int32) -> [UInt8] { withBytes(column) { Array($0) } }

    /// The bytes of a column, where they lie until the next step.
    @inline(__always)
    func withBytes<T, Failure: Error>(_ column: Int32, _ body: (UnsafeRawBufferPointer) throws(Failure) -> T) throws(Failure) -> T {
        // The pointer comes first: asking for it may change the length.
        let pointer = sqlite3_column_blob(handle, column)
        return try body(UnsafeRawBufferPointer(start: pointer, count: pointer == nil ? 0 : Int(sqlite3_column_bytes(handle, column))))
    }
}
