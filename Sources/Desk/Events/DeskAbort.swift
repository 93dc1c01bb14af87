import Scripting

/// A script of a seat that the clock stopped. It is no event, but a replay needs it to stop the script at the same place.
public struct DeskAbort: Hashable, Sendable {
    public enum Place: UInt8, Sendable {
        /// The version that decided.
        case active
        /// The version before it, deciding along.
        case standby
        /// A version that was being loaded or took over the state of another: the command was refused.
        case making
    }
    public let seat: String
    public let place: Place
    public let abort: ClockAbort

    public init(seat: String, place: Place, abort: ClockAbort) {
        self.seat = seat
        self.place = place
        self.abort = abort
    }
}

extension Desk {
    /// The next event was processed before: what the clock stopped then is left out now.
    public func expect(_ aborts: [DeskAbort]) {
        expectedAborts = aborts
        for expected in aborts {
            guard let seat = seat(expected.seat) else { continue }
            switch expected.place {
            case .active: seat.runtime.active.expect(expected.abort)
            case .standby: seat.runtime.standby?.expect(expected.abort)
            case .making: break
            }
        }
    }

    /// Runs `make`, which makes a version ready for a seat; notes what the clock stops in it, and stops it where it did before.
    func making(_ seat: String, _ version: ScriptVersion, _ make: () throws -> ScriptInstance) throws -> ScriptInstance {
        let expected = expectedAborts.filter { $0.seat == seat }
        if let stopped = expected.first(where: { $0.place == .making }) {
            aborts.append(stopped)
            throw stopped.abort.error(path: version.path, hash: version.hash)
        }
        do {
            let made = try make()
            for known in expected where known.place == .active { made.expect(known.abort) }
            return made
        } catch let error as ScriptError {
            if let abort = ClockAbort(loading: error) { aborts.append(DeskAbort(seat: seat, place: .making, abort: abort)) }
            throw error
        }
    }

    func collectAborts(_ seat: Seat) {
        if let abort = seat.runtime.active.clockAbort { seat.runtime.noteAbort(.active, abort) }
        for (place, abort) in seat.runtime.takeAborts() { aborts.append(DeskAbort(seat: seat.name, place: place, abort: abort)) }
    }
}
