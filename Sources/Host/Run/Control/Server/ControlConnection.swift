import Glibc

/// One client of the control socket: bytes in, bytes out, and until when.
final class ControlConnection {
    enum Stage: Equatable {
        /// The request has not arrived as a whole.
        case reading
        /// The answer is on its way; then it ends.
        case answering
        /// Messages follow, of these strategies or of all where there is none.
        case streaming(names: [String], wantsJSON: Bool)
        case ended
    }

    enum Arrival: Equatable {
        case nothing
        case request([UInt8])
        case tooLong
        case moreThanOne
    }

    let descriptor: Int32
    var stage = Stage.reading
    /// When it is closed unless something moves before; nil while nothing is owed.
    var deadline: Double?
    private(set) var waiting: [UInt8] = []
    private var sent = 0
    private var input: [UInt8] = []
    /// Messages left out since the last one that was accepted.
    private(set) var dropped = 0

    init(_ descriptor: Int32, deadline: Double) {
        self.descriptor = descriptor
        self.deadline = deadline
    }

    deinit { close(descriptor) }

    var events: Int16 {
        let reads = stage == .answering ? 0 : POLLIN
        return Int16(reads | (sent < waiting.count ? POLLOUT : 0))
    }

    /// Takes what has arrived, never more than the limit and one read beyond it.
    func receive(limit: Int) -> Arrival {
        while stage == .reading {
            let count = take()
            guard count != 0 else {
                // The client has said all: a last line may end with the stream.
                if input.isEmpty { stage = .ended }
                return input.isEmpty ? .nothing : input.count > limit ? .tooLong : .request(input)
            }
            guard count > 0 else { return .nothing }
            if let end = input.firstIndex(of: UInt8(ascii: "\n")) {
                if end > limit { return .tooLong }
                return end == input.count - 1 ? .request(Array(input[..<end])) : .moreThanOne
            }
            if input.count > limit { return .tooLong }
        }
        return .nothing
    }

    /// What a client sends after its request is not read as a request; a closed connection is noticed.
    func drain() {
        let kept = input.count
        if take() == 0 { stage = .ended }
        input.removeLast(input.count - kept)
    }

    /// - Returns: the number of bytes that came; 0 at the end, negative where nothing is there.
    private func take() -> Int {
        withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 1) { buffer in
            var count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
            while count < 0, errno == EINTR { count = recv(descriptor, buffer.baseAddress, buffer.count, 0) }
            if count < 0, errno != EAGAIN {
                stage = .ended
                return -1
            }
            if count > 0 { input.append(contentsOf: buffer.prefix(count)) }
            return count
        }
    }

    func append(_ bytes: [UInt8]) { waiting.append(contentsOf: bytes) }

    /// Adds a message, or counts it where the client has not taken enough of those before.
    ///
    /// - Returns: whether it was added.
    func offer(_ message: String, limit: Int) -> Bool {
        guard waiting.count - sent < limit else {
            dropped += 1
            return false
        }
        if dropped > 0 { append(ControlWire.encode(.dropped(dropped))) }
        dropped = 0
        append(ControlWire.encode(.message(message)))
        return true
    }

    /// Sends what the client takes now.
    ///
    /// - Returns: whether anything moved.
    func send() -> Bool {
        let start = sent
        let isMoving = start < waiting.count
        while sent < waiting.count {
            let count = waiting.withUnsafeBytes { bytes in
                Glibc.send(descriptor, bytes.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno != EAGAIN { stage = .ended }
            guard count > 0 else {
                let isMoving = sent > start
                waiting.removeFirst(sent)
                sent = 0
                return isMoving
            }
            sent += count
        }
        waiting.removeAll(keepingCapacity: false)
        sent = 0
        if stage == .answering { stage = .ended }
        return isMoving
    }

    var hasWaiting: Bool { sent < waiting.count }
}
