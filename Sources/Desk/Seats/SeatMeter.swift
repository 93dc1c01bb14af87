/// Sees how long steps take at each seat, for those who show it. Nothing of it reaches a script or a decision.
public protocol SeatMeter: AnyObject {
    func begin()
    func end(_ seat: Seat)
}
