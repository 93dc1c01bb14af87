/// Why a journal cannot be used, in which file, and how to mend it.
public struct JournalError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What a caller can branch on.
    public enum Kind: Hashable, Sendable {
        case missing, notAJournal, newerFormat, olderFormat, isBeingWritten, ended, locked, diskFull, notPermitted, failed
        /// What stands in the journal is not what was written. Everything up to `lastGoodEvent` is.
        case damaged(lastGoodEvent: UInt64)
        /// A run that is recorded again did something else than it did before, at this event.
        case diverged(event: UInt64)
    }
    public let kind: Kind
    public let path: String
    public let message: String

    public init(_ kind: Kind, _ path: String, _ message: String) {
        self.kind = kind
        self.path = path
        self.message = message
    }

    public var description: String { "\(path): \(message)" }
}
