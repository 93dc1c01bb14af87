import Foundation
import Glibc
import XCTest

@testable import Host

/// A control server in a folder of the test's own, a clock that the test moves, and clients that the test plays itself.
class ControlTestCase: XCTestCase {
    final class Handler: ControlHandler {
        var requests: [ControlRequest] = []
        var answer: (ControlRequest) -> ControlReply = { ControlReply(text: "done: " + $0.words.joined(separator: " ")) }

        func handle(_ request: ControlRequest) -> ControlReply {
            requests.append(request)
            return answer(request)
        }
    }

    final class Client {
        let descriptor: Int32
        var received: [UInt8] = []
        var isClosed = false

        init(_ path: String) throws {
            descriptor = try UnixSocket.create()
            let failure = UnixSocket.call(path) { connect(descriptor, $0, $1) }
            XCTAssertEqual(failure, 0, UnixSocket.errorText(failure))
        }

        deinit { close(descriptor) }

        /// As much as the socket takes.
        func send(_ text: String) {
            let bytes = Array(text.utf8)
            _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        }

        func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

        func read() {
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = recv(descriptor, &buffer, buffer.count, 0)
                if count == 0 { isClosed = true }
                guard count > 0 else { return }
                received += buffer.prefix(count)
            }
        }

        var lines: [ControlWire.Line] {
            get throws {
                read()
                return try received.split(separator: 10).map { try ControlWire.line(Array($0)) }
            }
        }

        func reply() throws -> ControlReply {
            guard case .reply(let reply)? = try lines.first else { throw JSONError("no reply in \(try lines)") }
            return reply
        }
    }

    private(set) var folder = ""
    let handler = Handler()
    var now = 100.0

    override func setUpWithError() throws {
        folder = NSTemporaryDirectory() + "perigee-control-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    override func tearDownWithError() throws { try FileManager.default.removeItem(atPath: folder) }

    func server(_ limits: ControlLimits = ControlLimits()) throws -> ControlServer {
        try ControlServer(directory: folder, limits: limits, clock: { self.now })
    }

    /// What the host's loop does, until nothing more is ready.
    func serve(_ server: ControlServer, milliseconds: Int32 = 0) {
        for _ in 0..<100 {
            var entries = server.descriptors
            let count = poll(&entries, nfds_t(entries.count), milliseconds)
            server.service(ready: count > 0 ? entries : [], handler: handler)
            if count <= 0 { return }
        }
        XCTFail("the server is never done")
    }

    func request(_ words: String..., options: [String: String] = [:], reason: String = "", json: Bool = false) -> String {
        String(
            decoding: ControlWire.encode(words: words, options: options, author: nil, reason: reason, wantsJSON: json),
            as: UTF8.self)
    }

    func expectError(_ parts: String..., exitCode: Int32 = 1, line: UInt = #line, _ body: () throws -> Void) {
        XCTAssertThrowsError(try body(), line: line) { error in
            let found = error as? CommandError
            XCTAssertEqual(found?.exitCode, exitCode, "\(error)", line: line)
            for part in parts { XCTAssertTrue("\(error)".contains(part), "'\(part)' is not in: \(error)", line: line) }
        }
    }
}
