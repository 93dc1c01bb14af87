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
        let path = RunLock.path(of: journal)
        // Nothing is kept before it is locked: what a failed initialiser kept would be given back as if it were held.
        while true {
            let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else {
                let reason = String(cString: strerror(errno))
                throw JournalError(.notPermitted, journal, "cannot be locked: \(reason): check the folder and its permissions")
            }
            // One that only asks whether the journal is being written holds the lock for a moment.
            var tries = 20
            while flock(descriptor, LOCK_EX | LOCK_NB) != 0 && tries > 0 {
                tries -= 1
                usleep(1_000)
            }
            guard tries > 0 else {
                close(descriptor)
                throw JournalError(.isBeingWritten, journal, "is being written by another perigee: wait until that has ended, or end it")
            }
            if RunLock.isStill(path, descriptor) {
                (self.path, self.descriptor) = (path, descriptor)
                return
            }
            close(descriptor)
        }
    }

    /// Whether the locked file is the one that others find: the one before may have been removed between opening and locking it.
    private static func isStill(_ path: String, _ descriptor: Int32) -> Bool {
        var (opened, found) = (stat(), stat())
        return fstat(descriptor, &opened) == 0 && stat(path, &found) == 0 && opened.st_ino == found.st_ino && opened.st_dev == found.st_dev
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
