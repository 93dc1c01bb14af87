/// In which rows a true condition fires.
public enum TriggerMode: String, Hashable, Sendable, CaseIterable {
    /// Where the condition becomes true: true now and not true (false, undefined, or before the first allowed row) one row ago.
    case edge
    /// In every row where it is true.
    case level
}
