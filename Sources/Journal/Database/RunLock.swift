import Glibc

/// Held by the one program that writes a journal. The system lets go of it when that program ends, however it ends.
///
/// It is on a file of its own: closing a descriptor of the database would take SQLite's locks away with it.
final class RunLock {
    private let path: String
    private let descriptor: Int32

    static func path(of journal: String) -> String { journal + "-lock" }

    /// - Throws: `JournalError` where another program holds it.
    init(journal: String) throws(JournalError) {
        path = RunLock.path(of: journal)
        descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw JournalError(.notPermitted, path, "cannot be created: \(String(cString: strerror(errno))): check the permissions of the folder")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw JournalError(.isBeingWritten, journal, "is being written by another perigee: wait until that has ended, or end it")
        }
    }

    deinit {
        unlink(path)
        close(descriptor)
    }

    /// Whether a program is writing the journal now.
    static func isHeld(journal: String) -> Bool {
        let descriptor = open(path(of: journal), O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_SH | LOCK_NB) == 0 else { return true }
        return false
    }
}
