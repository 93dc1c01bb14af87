import Glibc

/// One request to a running host, over its control socket.
final class ControlClient {
    private let descriptor: Int32
    private let path: String
    private var input: [UInt8] = []
    /// A longer line is no answer of a host.
    private static let longestLine = 64 << 20

    /// - Throws: `CommandError` where no host listens.
    init(_ path: String) throws(CommandError) {
        self.path = path
        try UnixSocket.checkLength(path)
        descriptor = try UnixSocket.create()
        let failure = UnixSocket.call(path) { connect(descriptor, $0, $1) }
        guard failure == 0 else {
            close(descriptor)
            switch failure {
            case EACCES, EPERM:
                throw CommandError("\(path): belongs to another user: only that user, and root, may give commands", exitCode: 1)
            case EAGAIN: throw CommandError("\(path): the host is busy with other clients: try again in a moment", exitCode: 1)
            default:
                throw CommandError(
                    "\(path): no host listens (\(UnixSocket.errorText(failure))): start one: perigee run CONFIG.yaml", exitCode: 1
                )
            }
        }
    }

    deinit { close(descriptor) }

    /// The answer to a request.
    ///
    /// - Parameter seconds: how long to wait for it.
    func ask(_ request: [UInt8], seconds: Double) throws(CommandError) -> ControlReply {
        let deadline = Clock.seconds() + seconds
        send(request, until: deadline)
        switch try line(until: deadline) {
        case .reply(let reply)?: return reply
        case nil: throw CommandError("\(path): the host ended before it answered: 'perigee runs' tells how", exitCode: 1)
        default: throw unexpected("a message where an answer was expected")
        }
    }

    /// Follows a stream.
    ///
    /// - Parameters:
    ///   - seconds: how long to wait for its beginning.
    ///   - shouldEnd: asked every now and then.
    /// - Returns: the answer where the host refuses; nil when the stream has ended.
    func follow(
        _ request: [UInt8], seconds: Double, until shouldEnd: () -> Bool, each: (ControlWire.Line) -> Void
    ) throws(CommandError) -> ControlReply? {
        let deadline = Clock.seconds() + seconds
        send(request, until: deadline)
        switch try line(until: deadline) {
        case .stream?: break
        case .reply(let reply)?: return reply
        default: throw unexpected("no stream")
        }
        while let next = try line(until: nil, or: shouldEnd) {
            each(next)
            if case .end = next { return nil }
        }
        return nil
    }

    private func unexpected(_ what: String) -> CommandError {
        CommandError("\(path): \(what): is another program listening there?", exitCode: 1)
    }

    /// A host may refuse before it has read all: what cannot be sent is no error while an answer is there to read.
    private func send(_ bytes: [UInt8], until deadline: Double) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count < 0, errno == EAGAIN {
                guard wait(for: Int16(POLLOUT), seconds: deadline - Clock.seconds()) else { return }
            } else if errno != EINTR {
                return
            }
        }
    }

    /// - Returns: whether something is ready; a signal counts.
    private func wait(for events: Int16, seconds: Double) -> Bool {
        var entry = pollfd(fd: descriptor, events: events, revents: 0)
        let result = poll(&entry, 1, Int32((max(0, min(seconds, 3600)) * 1000).rounded(.up)))
        return result > 0 || (result < 0 && errno == EINTR && seconds > 0)
    }

    /// - Returns: nil where the host has closed, or `shouldEnd`.
    private func line(until deadline: Double?, or shouldEnd: () -> Bool = { false }) throws(CommandError) -> ControlWire.Line? {
        var scanned = 0
        while true {
            if let end = input[scanned...].firstIndex(of: UInt8(ascii: "\n")) {
                let bytes = Array(input[..<end])
                input.removeFirst(end + 1)
                do { return try ControlWire.line(bytes) } catch { throw unexpected("\(error)") }
            }
            scanned = input.count
            guard scanned <= ControlClient.longestLine else {
                throw unexpected("a line of more than \(ControlClient.longestLine) bytes")
            }
            if shouldEnd() { return nil }
            if let deadline, Clock.seconds() >= deadline {
                throw CommandError(
                    "\(path): no answer in time; the host may still carry the command out: see 'perigee ctl status', or give it longer with --timeout",
                    exitCode: 1)
            }
            guard wait(for: Int16(POLLIN), seconds: deadline.map { $0 - Clock.seconds() } ?? 0.5) else { continue }
            if !receive() { return nil }
        }
    }

    private func receive() -> Bool {
        withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 1) { buffer in
            let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
            if count > 0 { input.append(contentsOf: buffer.prefix(count)) }
            return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR))
        }
    }
}
