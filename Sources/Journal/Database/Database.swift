import CSQLite
import Glibc

/// One connection to an SQLite file, for one thread.
final class Database {
    enum Mode { case readOnly, readWrite }
    let path: String
    let handle: OpaquePointer

    /// Opens a file. Writing creates it where it is missing, readable and writable by its owner alone.
    init(_ path: String, _ mode: Mode) throws(JournalError) {
        self.path = path
        var status = stat()
        let exists = stat(path, &status) == 0
        if exists && status.st_mode & S_IFMT == S_IFDIR { throw JournalError(.notAJournal, path, "is a directory: name a file") }
        if !exists {
            guard mode == .readWrite else {
                throw JournalError(.missing, path, "no such file: check the path, or record one with perigee backtest … --journal DIR")
            }
            try Database.create(path)
        }
        handle = try Database.open(path, mode)
        sqlite3_extended_result_codes(handle, 1)
        sqlite3_busy_timeout(handle, 5_000)
        // Read from the mapped file, a run need not be copied through SQLite's cache page by page.
        if mode == .readOnly { try execute("PRAGMA mmap_size = 1073741824") }
    }

    /// SQLite gives the files beside the database the mode of the database itself.
    private static func create(_ path: String) throws(JournalError) {
        let descriptor = Glibc.open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw JournalError(.notPermitted, path, "cannot be created: \(String(cString: strerror(errno)))") }
        close(descriptor)
    }

    private static func open(_ path: String, _ mode: Mode) throws(JournalError) -> OpaquePointer {
        var handle: OpaquePointer?
        // A file nobody has opened for writing since it was closed needs no lock and no files beside it, which a read-only folder
        // would not allow.
        let isQuiet = mode == .readOnly && access(path + "-wal", F_OK) != 0
        let flags = (mode == .readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
        let code = sqlite3_open_v2(isQuiet ? uri(path) : path.hasPrefix("file:") ? "./" + path : path, &handle, flags, nil)
        guard code == SQLITE_OK, let handle else {
            sqlite3_close(handle)
            throw JournalError(.notPermitted, path, "cannot be opened: \(String(cString: sqlite3_errstr(code))): check its permissions")
        }
        return handle
    }

    private static func uri(_ path: String) -> String {
        var text = path.hasPrefix("/") ? "file:" : "file:./"
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "%"): text += "%25"
            case UInt8(ascii: "?"): text += "%3f"
            case UInt8(ascii: "#"): text += "%23"
            case 0x80...: text += "%" + String(byte, radix: 16)
            default: text.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return text + "?immutable=1"
    }

    deinit { sqlite3_close_v2(handle) }

    func execute(_ sql: String) throws(JournalError) {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code) }
    }

    /// The first number of the first row, or `nil` where there is none.
    func number(_ sql: String) throws(JournalError) -> Int64? {
        let statement = try Statement(self, sql)
        return try statement.step() && !statement.isNull(0) ? statement.integer(0) : nil
    }

    /// Does `body` whole or not at all.
    func transaction<T>(_ body: () throws(JournalError) -> T) throws(JournalError) -> T {
        try execute("BEGIN IMMEDIATE")
        do throws(JournalError) {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
            throw error
        }
    }

    func error(_ code: Int32) -> JournalError {
        let text = String(cString: sqlite3_errmsg(handle))
        switch code & 0xff {
        case SQLITE_BUSY, SQLITE_LOCKED:
            return JournalError(.locked, path, "another program has locked it: wait until that has finished, or use another folder")
        case SQLITE_FULL:
            return JournalError(
                .diskFull, path, "the disk is full: make room and run again; what was recorded before is whole and can be read")
        case SQLITE_NOTADB:
            return JournalError(.notAJournal, path, "is not a journal: expected a file made by perigee backtest … --journal DIR")
        case SQLITE_CORRUPT:
            return JournalError(
                .damaged(lastGoodEvent: 0), path,
                "is damaged (\(text)): keep it, and save what can be read with: sqlite3 \(path) .recover | sqlite3 saved.db")
        case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH:
            return JournalError(.notPermitted, path, "cannot be used: \(text): check the permissions of the file and its folder")
        default: return JournalError(.failed, path, "\(text) (SQLite \(code))")
        }
    }
}
