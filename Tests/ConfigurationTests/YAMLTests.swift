import Configuration
import XCTest

/// YAML as data: what is read, where it stands, and that everything else is refused with its place.
final class YAMLTests: XCTestCase {
    private func root(_ text: String, _ limits: YAMLDocument.Limits = .init()) throws -> YAMLNode {
        try YAMLDocument(text, file: "a.yaml", limits: limits).root
    }

    private func expectError(_ start: String, _ parts: String..., line: UInt = #line, _ body: () throws -> Void) {
        XCTAssertThrowsError(try body(), line: line) { error in
            let text = "\(error)"
            XCTAssertTrue(text.hasPrefix("a.yaml:" + start + ": "), text, line: line)
            for part in parts { XCTAssertTrue(text.contains(part), "'\(part)' is not in: \(text)", line: line) }
        }
    }

    func testEveryValueKnowsItsPlaceAndItsPath() throws {
        let document = try root(
            "# comment\nbounds:\n  AAPL: [0, 0.5]\n  \"B C\": {max: 1e-1}\n\nviews:\n  - long: [A]\n    return: 2%\n")
        let bounds = try XCTUnwrap(document.mapping()["bounds"])
        XCTAssertEqual(bounds.mark, YAMLMark(line: 3, column: 3))
        let pair = try XCTUnwrap(bounds.mapping()["AAPL"]).sequence()
        XCTAssertEqual(pair[1].mark, YAMLMark(line: 3, column: 13))
        XCTAssertEqual(pair[1].path, "bounds.AAPL[2]")
        XCTAssertEqual(try pair.map { try $0.number() }, [0, 0.5])
        XCTAssertEqual(try bounds.mapping()["B C"]?.mapping().number("max"), 0.1)
        let view = try XCTUnwrap(document.mapping().sequence("views")?.first?.mapping(keys: ["long", "return"]))
        XCTAssertEqual(view.entries[1].key.mark, YAMLMark(line: 8, column: 5))
        XCTAssertEqual(try view.number("return"), 0.02)
        XCTAssertNil(try view.number("absent"))
    }

    func testColumnsCountCharacters() throws {
        let node = try XCTUnwrap(try root("{köln: x, b: 1}").mapping()["b"])
        XCTAssertEqual(node.mark, YAMLMark(line: 1, column: 14))
    }

    func testTextsThatLookLikeOtherThingsStayTexts() throws {
        let values = try root("[NO, on, 007, 1e3, \"5\", null, ~, '']").sequence()
        XCTAssertEqual(try values[0...3].map { try $0.string() }, ["NO", "on", "007", "1e3"])
        XCTAssertEqual(try values[3].number(), 1000)
        XCTAssertEqual(values.map(\.isNull), [false, false, false, false, false, true, true, false])
        XCTAssertEqual(try values[7].string(), "")
        expectError("1:20", "found the text \"5\", expected a number") { _ = try values[4].number() }
    }

    func testWrongKindsNameThePlaceTheValueAndWhatIsExpected() throws {
        let map = try root("a: x\nb:\n  c: [1]\nd: 1.5\ne: yes\nf:\ng: 0x10\nh: nan\ni: 1e999\n").mapping()
        expectError("1:4", "a: found 'x', expected a number from 0.0 to 1.0") { _ = try map.number("a", in: 0...1) }
        expectError("3:6", "b.c: found a list of 1, expected a text") { _ = try map.mapping("b")?.string("c") }
        expectError("4:4", "d: found '1.5', expected a whole number from 1 to 9") { _ = try map.integer("d", in: 1...9) }
        expectError("5:4", "e: found 'yes', expected true or false") { _ = try map.boolean("e") }
        expectError("6:3", "f: found nothing, expected a number") { _ = try map.number("f") }
        for (line, key) in [(7, "g"), (8, "h"), (9, "i")] {
            expectError("\(line):4", key, "expected a number") { _ = try map.number(key) }
        }
        expectError("1:4", "expected a list") { _ = try map.sequence("a") }
        expectError("1:4", "expected a mapping") { _ = try map.mapping("a") }
        expectError("1:4", "expected one of long, short") { _ = try map.choice("a", ["long", "short"]) }
        expectError("1:1", "no 'z': give it") { _ = try map.required("z") }
    }

    func testUnknownKeysSuggestTheNearest() throws {
        let document = try root("budget: 1\ntrunover: 2\n")
        expectError("2:1", "unknown key 'trunover': did you mean 'turnover'?", "budget, turnover") {
            _ = try document.mapping(keys: ["budget", "turnover"])
        }
        expectError("2:1", "unknown key 'trunover': expected budget") { _ = try document.mapping(keys: ["budget"]) }
    }

    func testWhatTwoReadersCouldSeeDifferentlyIsRefused() {
        for (text, place, part) in [
            ("a: 1\nb: 2\na: 3\n", "3:1", "'a' is given twice, first on line 1"),
            ("a:\n\tb: 1\n", "2:1", "a tab in the indentation"),
            ("a:\n  - 1\n \t- 2\n", "3:2", "a tab in the indentation"), ("a: &x 1\nb: *x\n", "1:4", "an anchor"),
            ("b: *x\n", "1:4", "an alias"),
            ("<<: {a: 1}\n", "1:1", "merge key"), ("a: !!int 1\n", "1:4", "a tag"),
            ("a: 1\n---\nb: 1\n", "2:1", "a second document"),
            ("? [a]\n: 1\n", "1:3", "a key that is no text"), ("", "1:1", "is empty"), ("# only this\n", "1:1", "is empty"),
        ] {
            expectError(place, part) { _ = try root(text) }
        }
    }

    func testBrokenTextsNameThePlace() throws {
        for (text, line) in [
            ("a: [1, 2\nb: 3\n", 2), ("a: \"open\n", 2), ("a: b: c\n", 1), ("- 1\nb: 2\n", 2), ("a: @b\n", 1), ("a: %b\n", 1),
        ] {
            XCTAssertThrowsError(try root(text), text) { error in
                XCTAssertTrue("\(error)".hasPrefix("a.yaml:\(line):"), "\(text): \(error)")
                XCTAssertTrue("\(error)".contains("expected"), "\(error)")
            }
        }
        let bytes: [UInt8] = Array("a: ".utf8) + [0xC3, 0x28] + Array("\n".utf8)
        try bytes.withUnsafeBytes { (buffer: UnsafeRawBufferPointer) throws in
            XCTAssertThrowsError(try YAMLDocument(buffer, file: "a.yaml")) {
                XCTAssertTrue("\($0)".contains("expected UTF-8 text"), "\($0)")
            }
        }
    }

    func testSizeDepthAndCountAreBounded() {
        var limits = YAMLDocument.Limits()
        expectError("1:34", "nested deeper than 32") {
            _ = try root(String(repeating: "[", count: 200) + String(repeating: "]", count: 200))
        }
        limits.nodes = 10
        expectError("1:29", "more than 10 values") { _ = try root("[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]", limits) }
        limits.bytes = 10
        expectError("1:1", "expected at most 10") { _ = try root("[1, 2, 3, 4, 5]", limits) }
    }

    /// Every prefix of a text either reads or is refused; none traps.
    func testEveryPrefixEndsInAResult() {
        let text = "a: [1, {b: \"c\\n\"}]\nd: |\n  e\n  f\ng: >-\n  h\n\"i\": 'j''k'\n"
        for count in 0...text.count { _ = try? root(String(text.prefix(count))) }
    }
}
