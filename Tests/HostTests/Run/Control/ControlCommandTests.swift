import XCTest

@testable import Host

/// The words of `perigee ctl`.
final class ControlCommandTests: ControlTestCase {
    func testEachCommandOfTheManualIsKnown() throws {
        let lines = [
            "status", "list", "reload sma", "stage sma /a.lua", "diff sma", "promote sma", "rollback sma", "pause sma",
            "resume sma", "kill", "kill sma", "reset sma",
            "clutch on", "clutch off sma", "params sma fast=12", "params sma fast=12 slow=48 mode==x", "shadow sma /b.lua",
            "shadow sma stop", "ab start sma /b.lua",
            "ab status", "ab status sma", "ab stop sma", "why 17", "tail", "tail sma rsi", "stop",
        ]
        for line in lines { XCTAssertNoThrow(try ControlCommand.find(line.split(separator: " ").map(String.init)), line) }
    }

    func testWhatIsMeantIsSuggestedAndWhatIsMissingIsSaid() {
        let cases: [(String, [String])] = [
            ("", ["which command?"]), ("stats", ["unknown command 'stats'", "did you mean 'status'?"]),
            ("promot sma", ["did you mean 'promote'?"]),
            ("frobnicate", ["unknown command 'frobnicate'\nTry: perigee ctl --help"]),
            ("promote", ["expected: perigee ctl promote NAME"]),
            ("pause sma rsi", ["perigee ctl pause sma rsi: expected: perigee ctl pause NAME"]),
            ("clutch of", ["did you mean 'off'?", "clutch on [NAME] or perigee ctl clutch off [NAME]"]),
            (
                "ab strat sma /b.lua",
                [
                    "'strat': did you mean 'start'?",
                    "perigee ctl ab start NAME FILE, perigee ctl ab status [NAME] or perigee ctl ab stop NAME",
                ]
            ),
            ("ab start sma", ["expected: perigee ctl ab start NAME FILE"]), ("params sma", ["params NAME KEY=VALUE…"]),
            ("params sma fast", ["'fast': expected KEY=VALUE such as fast=12"]),
            ("params sma fast=1 fast=2", ["'fast' is given twice"]), ("status sma", ["expected: perigee ctl status"]),
        ]
        for (line, parts) in cases {
            XCTAssertThrowsError(try ControlCommand.find(line.split(separator: " ").map(String.init)), line) { error in
                for part in parts { XCTAssertTrue("\(error)".contains(part), "\(line): '\(part)' is not in: \(error)") }
            }
        }
    }

    func testOptionsGoWithTheirCommand() throws {
        let kill = try ControlCommand.find(["kill"]).command
        XCTAssertNoThrow(try kill.check(options: ["flatten": ""]))
        XCTAssertThrowsError(try kill.check(options: ["flatten": "yes"]))
        XCTAssertThrowsError(try kill.check(options: ["expect": "abcdef0"])) {
            XCTAssertTrue("\($0)".contains("--expect goes with reload, stage, promote"))
        }
        XCTAssertThrowsError(try kill.check(options: ["force": ""])) { XCTAssertTrue("\($0)".contains("unknown option 'force'")) }
    }

    func testAnExpectationNamesVersionsByTheBeginningOfTheirHash() throws {
        let (a, b, c) = ("aaaaaaaa11", "bbbbbbbb22", "cccccccc33")
        for (text, running, staged) in [
            ("aaaaaaa", "aaaaaaa", nil), ("aaaaaaa..bbbbbbb", "aaaaaaa", "bbbbbbb"), ("..bbbbbbb", nil, "bbbbbbb"),
        ] as [(String, String?, String?)] {
            let expectation = try VersionExpectation(text)
            XCTAssertEqual([expectation.running, expectation.staged], [running, staged])
            XCTAssertNil(expectation.difference("sma", running: a, staged: b))
        }
        XCTAssertEqual(
            try VersionExpectation("aaaaaaa..bbbbbbb").difference("sma", running: a, staged: c),
            "you saw version bbbbbbb of sma staged, but cccccccc33 is staged now")
        XCTAssertEqual(
            try VersionExpectation("..bbbbbbb").difference("sma", running: a, staged: nil),
            "you saw version bbbbbbb of sma staged, but nothing is staged now")
        for text in ["", "abc", "..", "aaaaaaa..", "AAAAAAA", "aaaaaaa..bbbbbbb..ccccccc", "xyzxyzx"] {
            XCTAssertThrowsError(try VersionExpectation(text), text)
        }
    }

    func testARequestSurvivesTheWire() throws {
        let bytes = ControlWire.encode(
            words: ["stage", "größe \"x\"", "/tmp/a b.lua"], options: ["expect": "aaaaaaa"], author: "ada",
            reason: "tab-less 'reason' <>", wantsJSON: true)
        XCTAssertEqual(bytes.filter { $0 == 10 }.count, 1)
        let request = try ControlWire.request(Array(bytes.dropLast()), user: "trader")
        XCTAssertEqual(request.words, ["stage", "größe \"x\"", "/tmp/a b.lua"])
        XCTAssertEqual(request.author, "ada (trader)")
        XCTAssertEqual(request.reason, "tab-less 'reason' <>")
        let lines: [ControlWire.Line] = [
            .reply(ControlReply(exitCode: 2, text: "a\nb\u{1B}")), .stream, .message("{\"a\": \"\\n\"}"), .dropped(7),
            .end("over"),
        ]
        for line in lines { XCTAssertEqual(try ControlWire.line(Array(ControlWire.encode(line).dropLast())), line) }
    }

    func testRefusalsAreTextOrJSONAndNameTheNearestStrategy() {
        let plain = ControlRequest(words: ["pause", "smaa"], author: "ada")
        XCTAssertEqual(
            ControlReply.unknownStrategy("smaa", among: ["rsi", "sma"], for: plain),
            ControlReply(exitCode: 2, text: "no strategy is named 'smaa': did you mean 'sma'?"))
        XCTAssertEqual(
            ControlReply.unknownStrategy("x\"y", among: ["rsi"], for: ControlRequest(words: [], author: "", wantsJSON: true))
                .text,
            "{\"error\": \"no strategy is named 'x\\\"y': there are rsi\"}")
    }
}
