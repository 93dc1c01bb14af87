import Glibc

/// The control socket of a running host.
///
/// It never waits: the host polls `descriptors` together with its own, and calls `service` between two events with what is ready.
/// Requests are carried out one after another in the order in which they are complete; a client that sends slowly, says nothing or
/// does not take its answer is closed at its deadline. Only the user that the host runs as, and root, are answered.
final class ControlServer {
    /// What to poll for; changes only within `service`, `publish` and `close`.
    private(set) var descriptors: [pollfd] = []
    /// Messages that subscribers were too slow for, and subscribers closed because they took nothing at all.
    private(set) var droppedMessages = 0
    private(set) var closedSubscribers = 0

    let path: String
    private var address: ControlAddress?
    private var connections: [ControlConnection] = []
    private let limits: ControlLimits
    private let clock: () -> Double
    private let user: UInt32
    private let userName: String

    /// - Parameters:
    ///   - directory: the run's directory, which exists.
    ///   - clock: seconds that only grow.
    /// - Throws: `CommandError`; see `ControlAddress`.
    init(directory: String, limits: ControlLimits = ControlLimits(), clock: @escaping () -> Double = Clock.seconds)
        throws(CommandError)
    {
        let address = try ControlAddress(directory: directory)
        self.address = address
        self.limits = limits
        self.clock = clock
        path = address.path
        user = geteuid()
        // Looked up once: a directory service may be slow.
        userName = ControlServer.name(of: user)
        listDescriptors()
    }

    private static func name(of user: UInt32) -> String {
        guard let entry = getpwuid(user), let name = entry.pointee.pw_name else { return "user \(user)" }
        return String(cString: name)
    }

    /// Seconds until a deadline of a client passes; nil where none is set. The host calls `service` by then, with nothing ready.
    var secondsToDeadline: Double? {
        connections.compactMap(\.deadline).min().map { max(0, $0 - clock()) }
    }

    /// Whether anyone follows `tail`.
    var hasSubscribers: Bool { connections.contains { if case .streaming = $0.stage { true } else { false } } }

    /// Accepts, reads, has requests carried out, answers, and closes what is overdue.
    ///
    /// - Parameter ready: what `poll` returned; descriptors of others are passed over.
    func service(ready: [pollfd], handler: any ControlHandler) {
        let now = clock()
        for entry in ready where entry.revents != 0 {
            if entry.fd == address?.descriptor {
                accept(now)
            } else if let connection = connections.first(where: { $0.descriptor == entry.fd }) {
                attend(connection, entry.revents, now, handler)
            }
        }
        for connection in connections {
            guard isOverdue(connection) else { continue }
            // What came while the host was busy came in time.
            attend(connection, Int16(POLLIN | POLLOUT), clock(), handler)
            if isOverdue(connection) { expire(connection) }
        }
        listDescriptors()
    }

    /// Tells the followers of `tail` what has happened; the texts are made only where somebody reads them.
    ///
    /// - Parameters:
    ///   - strategy: whom it concerns; empty for the host itself, whose messages all followers get.
    ///   - json: one line.
    func publish(strategy: String, text: @autoclosure () -> String, json: @autoclosure () -> String) {
        var changed = false
        for connection in connections {
            guard case .streaming(let names, let wantsJSON) = connection.stage else { continue }
            guard names.isEmpty || strategy.isEmpty || names.contains(strategy) else { continue }
            if !connection.offer(wantsJSON ? json() : text(), limit: limits.streamBytes) { droppedMessages += 1 }
            flush(connection, clock())
            changed = true
        }
        if changed { listDescriptors() }
    }

    /// Ends the streams with a reason, gives waiting answers one more chance and removes the socket.
    func close(_ reason: String = "the run has ended") {
        for connection in connections {
            if case .streaming = connection.stage { connection.append(ControlWire.encode(.end(reason))) }
            _ = connection.send()
        }
        connections = []
        address = nil
        listDescriptors()
    }

    private func isOverdue(_ connection: ControlConnection) -> Bool {
        guard connection.stage != .ended, let deadline = connection.deadline else { return false }
        return deadline <= clock()
    }

    private func listDescriptors() {
        connections.removeAll { $0.stage == .ended }
        descriptors.removeAll(keepingCapacity: true)
        guard let address else { return }
        descriptors.append(pollfd(fd: address.descriptor, events: Int16(POLLIN), revents: 0))
        for connection in connections {
            descriptors.append(pollfd(fd: connection.descriptor, events: connection.events, revents: 0))
        }
    }

    private func accept(_ now: Double) {
        // Bounded: a flood of connections must not hold up the events of the market.
        for _ in 0..<limits.clients {
            guard let address else { return }
            let descriptor = Glibc.accept(address.descriptor, nil, nil)
            guard descriptor >= 0 else { return }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
            let connection = ControlConnection(descriptor, deadline: now + limits.requestSeconds)
            if connections.count(where: { $0.stage != .ended }) >= limits.clients {
                answer(
                    connection,
                    ControlReply(exitCode: 1, text: "the host has \(limits.clients) clients already: try again in a moment"), now)
                continue
            }
            guard let peer = UnixSocket.peer(descriptor), peer.user == user || peer.user == 0 else {
                answer(
                    connection, ControlReply(exitCode: 1, text: "this host answers only \(userName), whose it is, and root"), now)
                continue
            }
            connections.append(connection)
        }
    }

    private func attend(_ connection: ControlConnection, _ events: Int16, _ now: Double, _ handler: any ControlHandler) {
        switch connection.stage {
        case .reading:
            switch connection.receive(limit: limits.requestBytes) {
            case .nothing: return
            case .request(let bytes): serve(connection, bytes, handler)
            case .tooLong:
                answer(
                    connection, ControlReply(exitCode: 2, text: "the request is longer than \(limits.requestBytes) bytes"), now)
            case .moreThanOne:
                answer(connection, ControlReply(exitCode: 2, text: "more than one request: a connection is for one"), now)
            }
        case .streaming:
            if events & Int16(POLLIN | POLLHUP | POLLERR) != 0 { connection.drain() }
            flush(connection, now)
        case .answering: flush(connection, now)
        case .ended: return
        }
    }

    private func serve(_ connection: ControlConnection, _ bytes: [UInt8], _ handler: any ControlHandler) {
        let peer = UnixSocket.peer(connection.descriptor)
        let request: ControlRequest
        do {
            request = try ControlWire.request(bytes, user: peer?.user == user ? userName : "root")
        } catch let error as CommandError {
            return answer(connection, ControlReply(exitCode: 2, text: error.message), clock())
        } catch {
            return answer(
                connection, ControlReply(exitCode: 2, text: "the request is not what docs/control.md describes: \(error)"),
                clock())
        }
        guard request.words.first != "tail" else {
            connection.stage = .streaming(names: Array(request.words.dropFirst()), wantsJSON: request.wantsJSON)
            connection.append(ControlWire.encode(.stream))
            return flush(connection, clock())
        }
        answer(connection, handler.handle(request), clock())
    }

    private func answer(_ connection: ControlConnection, _ reply: ControlReply, _ now: Double) {
        connection.append(ControlWire.encode(.reply(reply)))
        connection.stage = .answering
        connection.deadline = now + limits.replySeconds
        flush(connection, now)
    }

    private func flush(_ connection: ControlConnection, _ now: Double) {
        let moved = connection.send()
        if !connection.hasWaiting {
            connection.deadline = nil
        } else if moved || connection.deadline == nil {
            connection.deadline = now + limits.replySeconds
        }
    }

    private func expire(_ connection: ControlConnection) {
        switch connection.stage {
        case .reading:
            answer(
                connection,
                ControlReply(exitCode: 2, text: "no whole request within \(limits.requestSeconds) s: it ends with a line feed"),
                clock())
            connection.stage = .ended
        case .streaming:
            closedSubscribers += 1
            connection.stage = .ended
        case .answering, .ended: connection.stage = .ended
        }
    }
}
