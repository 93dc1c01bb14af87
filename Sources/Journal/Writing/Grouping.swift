/// When entries go to the database, and what a committed group survives.
public struct Grouping: Hashable, Sendable {
    public enum Durability: Sendable {
        /// The end of the program, whatever ends it. Groups are not forced to the disk: what the system had not written yet is lost
        /// when the machine loses power, from the end, in whole groups (SQLite: `synchronous = NORMAL`).
        case process
        /// Loss of power as well: each commit waits for the disk (`synchronous = FULL`).
        case power
    }
    public var durability = Durability.process
    /// Entries and bytes of payload after which a group is committed.
    public var entries = 512
    public var bytes = 1 << 16
    /// How old a group may become by the clock that the host brings to `JournalWriter.commit(ifDueAt:)`.
    public var ageNanoseconds: Int64 = 100_000_000
    /// Commits before effects are let go: for venues whose answers others can see. Effects of a simulated venue end with the program,
    /// so that losing them together with their event loses nothing.
    public var commitsEffects = false
    /// The longest run of bars without effects that shares an entry.
    public var bars = 1 << 16

    public init() {}

    public static let standard = Grouping()
    /// For a venue that is not simulated.
    public static var live: Grouping {
        var grouping = Grouping()
        grouping.durability = .power
        grouping.commitsEffects = true
        grouping.bars = 1
        return grouping
    }
}
