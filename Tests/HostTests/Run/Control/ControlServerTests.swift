import Glibc
import XCTest

@testable import Host

/// What a host owes its clients, and what clients cannot do to it.
final class ControlServerTests: ControlTestCase {
    func testARequestReachesTheHandlerWithItsAuthorAndIsAnswered() throws {
        let server = try server()
        let client = try Client(server.path)
        client.send(request("kill", "sma", options: ["flatten": ""], reason: "tested", json: true))
        serve(server)
        let found = try XCTUnwrap(handler.requests.first)
        XCTAssertEqual(found.words, ["kill", "sma"])
        XCTAssertEqual(found.options, ["flatten": ""])
        XCTAssertEqual(found.reason, "tested")
        XCTAssertTrue(found.wantsJSON)
        let entry = try XCTUnwrap(getpwuid(geteuid()))
        XCTAssertEqual(found.author, String(cString: entry.pointee.pw_name))
        XCTAssertEqual(try client.reply(), ControlReply(text: "done: kill sma"))
        client.read()
        XCTAssertTrue(client.isClosed)
        XCTAssertEqual(server.descriptors.count, 1)
    }

    func testASlowClientHoldsNobodyUpAndIsClosedAtItsDeadline() throws {
        let server = try server()
        let silent = try Client(server.path)
        let slow = try Client(server.path)
        let bytes = request("status")
        slow.send(String(bytes.prefix(7)))
        serve(server)
        XCTAssertEqual(try XCTUnwrap(server.secondsToDeadline), 2, accuracy: 1e-9)
        let quick = try Client(server.path)
        quick.send(bytes)
        serve(server)
        XCTAssertEqual(try quick.reply().exitCode, 0)
        now += 1.9
        serve(server)
        XCTAssertEqual(server.descriptors.count, 3)
        now += 0.2
        server.service(ready: [], handler: handler)
        XCTAssertEqual(server.descriptors.count, 1)
        XCTAssertNil(server.secondsToDeadline)
        for client in [silent, slow] {
            XCTAssertEqual(try client.reply().exitCode, 2)
            XCTAssertTrue(try client.reply().text.contains("no whole request within 2.0 s"))
            XCTAssertTrue(client.isClosed)
        }
        XCTAssertEqual(handler.requests.count, 1)
    }

    func testWhatArrivedWhileTheHostWasBusyArrivedInTime() throws {
        let server = try server()
        let client = try Client(server.path)
        serve(server)
        client.send(request("status"))
        now += 60
        server.service(ready: [], handler: handler)
        XCTAssertEqual(try client.reply(), ControlReply(text: "done: status"))
    }

    func testAnAnswerThatIsNotTakenIsGivenUp() throws {
        let server = try server()
        handler.answer = { ControlReply(text: String(repeating: "x", count: $0.words == ["list"] ? 8 << 20 : 1)) }
        let greedy = try Client(server.path)
        greedy.send(request("list"))
        serve(server)
        XCTAssertEqual(server.descriptors.count, 2)
        XCTAssertEqual(try XCTUnwrap(server.secondsToDeadline), 10, accuracy: 1e-9)
        let other = try Client(server.path)
        other.send(request("status"))
        serve(server)
        XCTAssertEqual(try other.reply().text, "x")
        now += 10.1
        server.service(ready: [], handler: handler)
        XCTAssertEqual(server.descriptors.count, 1)
    }

    func testAnAnswerOfAnySizeArrivesWhole() throws {
        let server = try server()
        let text = String(repeating: "0123456789\n", count: 100_000)
        handler.answer = { _ in ControlReply(exitCode: 1, text: text) }
        let client = try Client(server.path)
        client.send(request("list"))
        for _ in 0..<1000 where !client.isClosed {
            now += 1
            serve(server)
            client.read()
        }
        XCTAssertEqual(try client.reply(), ControlReply(exitCode: 1, text: text))
    }

    func testARequestThatIsTooLongIsRefusedBeforeItIsRead() throws {
        let server = try server()
        for (length, words) in [(65_537, "longer than 65536 bytes"), (65_536, "expected a value")] {
            let client = try Client(server.path)
            client.send(String(repeating: "x", count: length) + "\n")
            serve(server)
            let reply = try client.reply()
            XCTAssertEqual(reply.exitCode, 2)
            XCTAssertTrue(reply.text.contains(words), reply.text)
        }
        let endless = try Client(server.path)
        var sent = 0
        while !endless.isClosed, sent < 1 << 20 {
            endless.send(String(repeating: "x", count: 4096))
            sent += 4096
            serve(server)
            endless.read()
        }
        XCTAssertLessThan(sent, 100_000)
        XCTAssertEqual(handler.requests.count, 0)
    }

    func testWhatIsNoRequestNeverReachesTheHandler() throws {
        let server = try server()
        let cases: [(String, String)] = [
            ("", "the text ends at byte 0"), ("hello", "'h' at byte 0: expected a value"),
            ("[]", "expected an object, found an array"),
            ("{\"words\": [\"status\"]", "the text ends at byte 20"), ("{}", "the key 'words' is missing"),
            ("{\"words\": \"status\"}", "'words': expected an array"),
            ("{\"words\": [1]}", "expected texts, found a number"),
            ("{\"words\": [\"status\"], \"sudo\": true}", "unknown key 'sudo'"),
            ("{\"words\": [\"status\"], \"words\": [\"stop\"]}", "'words' is there twice"),
            ("{\"words\": [\"stat\"]}", "did you mean 'status'?"),
            ("{\"words\": [\"stage\", \"a\", \"b.lua\"]}", "expected an absolute path"),
            ("{\"words\": [\"pause\", \"a\\u001b[2J\"]}", "control characters"),
            ("{\"words\": [\"stop\"], \"options\": {\"flatten\": \"\"}}", "--flatten goes with kill only"),
            ("{\"words\": [\"stop\"], \"reason\": \"a\\u0000b\"}", "--reason: expected at most 1000 bytes"),
            ("{\"words\": [\"status\"]} {}", "nothing more after the value"),
            ("{\"words\": [[[[[\"status\"]]]]]}", "nested deeper than 4"),
        ]
        for (text, part) in cases {
            let client = try Client(server.path)
            client.send(text + "\n")
            serve(server)
            let reply = try client.reply()
            XCTAssertEqual(reply.exitCode, 2, text)
            XCTAssertTrue(reply.text.contains(part), "\(text): \(reply.text)")
        }
        let pair = try Client(server.path)
        pair.send(request("status") + request("stop"))
        serve(server)
        XCTAssertTrue(try pair.reply().text.contains("more than one request"))
        let gone = try Client(server.path)
        gone.send("\u{FEFF}\u{0}")
        gone.endSending()
        serve(server)
        XCTAssertEqual(try gone.reply().exitCode, 2)
        XCTAssertEqual(handler.requests.count, 0)
        XCTAssertEqual(server.descriptors.count, 1)
    }

    func testTheEndOfTheStreamEndsARequestToo() throws {
        let server = try server()
        let client = try Client(server.path)
        client.send(String(request("status").dropLast()))
        client.endSending()
        serve(server)
        XCTAssertEqual(try client.reply().exitCode, 0)
    }

    func testClientsBeyondTheLimitAreToldToComeAgain() throws {
        var limits = ControlLimits()
        limits.clients = 3
        let server = try server(limits)
        let first = try (0..<3).map { _ in try Client(server.path) }
        serve(server)
        let late = try Client(server.path)
        serve(server)
        XCTAssertTrue(try late.reply().text.contains("3 clients already"))
        first[0].send(request("status"))
        serve(server)
        XCTAssertEqual(try first[0].reply().exitCode, 0)
        let next = try Client(server.path)
        next.send(request("status"))
        serve(server)
        XCTAssertEqual(try next.reply().exitCode, 0)
    }

    func testTwoOperatorsAtOnceAreServedInOrderAndDoNotOverruleEachOtherUnseen() throws {
        let server = try server()
        var (running, staged) = (String(repeating: "a", count: 64), String?.some(String(repeating: "b", count: 64)))
        handler.answer = { request in
            if let refusal = request.refusal(strategy: "sma", running: running, staged: staged) { return refusal }
            (running, staged) = (staged ?? running, nil)
            return ControlReply(text: "promoted")
        }
        let clients = try (0..<2).map { _ in try Client(server.path) }
        for client in clients { client.send(request("promote", "sma", options: ["expect": "aaaaaaa..bbbbbbb"])) }
        serve(server)
        XCTAssertEqual(try clients[0].reply(), ControlReply(text: "promoted"))
        let refusal = try clients[1].reply()
        XCTAssertEqual(refusal.exitCode, 1)
        XCTAssertEqual(
            refusal.text,
            "promote refused, nothing changed: you saw version aaaaaaa of sma running, but bbbbbbbbbbbb runs now; look again: perigee ctl diff sma"
        )
    }
}
