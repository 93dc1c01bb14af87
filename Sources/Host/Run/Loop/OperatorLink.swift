import Glibc

/// The way of operators to a running host, such as a socket. The host polls its descriptors together with its own and serves it between
/// two events; it never waits.
protocol OperatorLink: AnyObject {
    var descriptors: [pollfd] { get }
    /// Seconds until it wants to be served though nothing is ready; nil where it need not.
    var secondsToDeadline: Double? { get }
    func service(ready: [pollfd], handler: any ControlHandler)
    /// Tells followers what has happened; the texts are made where somebody reads them.
    func publish(strategy: String, text: @autoclosure () -> String, json: @autoclosure () -> String)
    func close(_ reason: String)
}
