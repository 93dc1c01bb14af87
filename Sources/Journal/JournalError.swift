/// Why a journal cannot be used, in which file, and how to mend it.
public struct JournalError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What a caller can branch on.
    public enum Kind: Hashable, Sendable {
        case missing, notAJournal, newerSchema, olderSchema, locked, diskFull, notPermitted, damaged, unknownRun, failed
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
