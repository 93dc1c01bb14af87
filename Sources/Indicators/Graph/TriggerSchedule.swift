/// The rows in which triggers fire, in ascending order of row, then of trigger.
public struct TriggerSchedule: Sendable {
    public struct Firing: Hashable, Sendable {
        public let row: Int32
        /// The trigger's position in the list that was evaluated.
        public let trigger: Int32

        public init(row: Int32, trigger: Int32) {
            self.row = row
            self.trigger = trigger
        }
    }

    public internal(set) var firings: [Firing] = []

    public init() {}
}
