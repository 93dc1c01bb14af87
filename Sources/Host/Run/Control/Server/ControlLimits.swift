/// What one client may cost the host.
struct ControlLimits: Sendable {
    /// A longer request is refused.
    var requestBytes = 64 << 10
    /// Seconds for a whole request to arrive, and for a waiting answer or message to be taken.
    var requestSeconds = 2.0
    var replySeconds = 10.0
    /// Connections at once; further ones are told to try again.
    var clients = 32
    /// Messages waiting for one subscriber; what comes when they are this many bytes is dropped and counted.
    var streamBytes = 256 << 10
}
