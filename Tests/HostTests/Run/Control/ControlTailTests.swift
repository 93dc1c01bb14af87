import XCTest

@testable import Host

/// Followers of `tail`, quick and slow.
final class ControlTailTests: ControlTestCase {
    private func follow(_ server: ControlServer, _ names: [String] = [], json: Bool = false) throws -> Client {
        let client = try Client(server.path)
        client.send(
            String(
                decoding: ControlWire.encode(words: ["tail"] + names, options: [:], author: nil, reason: "", wantsJSON: json),
                as: UTF8.self))
        serve(server)
        XCTAssertEqual(try client.lines, [.stream])
        return client
    }

    func testFollowersGetWhatTheyAskedFor() throws {
        let server = try server()
        XCTAssertFalse(server.hasSubscribers)
        server.publish(
            strategy: "sma",
            text: {
                XCTFail("nobody reads this"); return ""
            }(), json: "")
        let all = try follow(server)
        let one = try follow(server, ["sma"], json: true)
        XCTAssertTrue(server.hasSubscribers)
        server.publish(strategy: "rsi", text: "rsi: filled", json: "{\"seat\":\"rsi\"}")
        server.publish(strategy: "sma", text: "sma: \u{1B}[31m\nred", json: "{\"seat\":\"sma\"}")
        server.publish(strategy: "", text: "clutch off", json: "{\"clutch\":false}")
        XCTAssertEqual(
            try all.lines, [.stream, .message("rsi: filled"), .message("sma: \u{1B}[31m\nred"), .message("clutch off")])
        XCTAssertEqual(try one.lines, [.stream, .message("{\"seat\":\"sma\"}"), .message("{\"clutch\":false}")])
        server.close()
        XCTAssertEqual(try all.lines.last, .end("the run has ended"))
        XCTAssertTrue(server.descriptors.isEmpty)
    }

    func testASlowFollowerLosesMessagesWithACountAndTheOthersNone() throws {
        let server = try server()
        let slow = try follow(server)
        let quick = try follow(server)
        let filler = String(repeating: "·", count: 500)
        for number in 0..<3000 {
            server.publish(strategy: "", text: "\(number) \(filler)", json: "")
            quick.read()
        }
        XCTAssertGreaterThan(server.droppedMessages, 0)
        // The gap stands where it was: with what was taken before and after it makes the whole.
        slow.read()
        serve(server)
        slow.read()
        server.publish(strategy: "", text: "after", json: "")
        serve(server)
        var (messages, dropped) = (0, 0)
        for line in try slow.lines {
            switch line {
            case .message(let text):
                if text != "after" { XCTAssertTrue(text.hasPrefix("\(messages + dropped) "), text.prefix(20).description) }
                messages += 1
            case .dropped(let count): dropped += count
            default: XCTAssertEqual(line, .stream)
            }
        }
        XCTAssertEqual(dropped, server.droppedMessages)
        XCTAssertEqual(messages + dropped, 3001)
        XCTAssertEqual(try quick.lines.count, 3002)
    }

    func testAFollowerThatTakesNothingIsClosedAndOneThatLeavesIsForgotten() throws {
        let server = try server()
        let dead = try follow(server)
        var leaving: Client? = try follow(server)
        XCTAssertNil(server.secondsToDeadline)
        let filler = String(repeating: "x", count: 1000)
        for _ in 0..<1000 {
            server.publish(strategy: "", text: filler, json: "")
            leaving?.read()
        }
        XCTAssertNotNil(server.secondsToDeadline)
        leaving = nil
        serve(server)
        XCTAssertEqual(server.descriptors.count, 2)
        now += 10.1
        server.service(ready: [], handler: handler)
        XCTAssertEqual(server.closedSubscribers, 1)
        XCTAssertEqual(server.descriptors.count, 1)
        withExtendedLifetime(dead) {}
    }
}
