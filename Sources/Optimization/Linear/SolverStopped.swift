/// The solver gave up without an answer: its iterations were used up or its arithmetic failed.
public struct SolverStopped: Error, Equatable, CustomStringConvertible, Sendable {
    public var description: String {
        "HiGHS stopped without an answer; expected scenarios and bounds of ordinary size "
            + "(are there values that differ by many powers of ten?)"
    }
}
