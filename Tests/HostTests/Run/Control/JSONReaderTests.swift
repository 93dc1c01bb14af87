import Foundation
import XCTest

@testable import Host

/// The reader against the cases of "Parsing JSON is a Minefield" (N. Seriot's JSONTestSuite, n_ refused, y_ accepted) and Foundation's.
final class JSONReaderTests: XCTestCase {
    private let accepted = [
        "[[]   ]", "[\"\"]", "[]", "[null, 1, \"1\", {}]", "[1,null,null,null,2]", "[123e65]", "[0e+1]", "[0e1]", "[ 4]",
        "[-0.000000000000000001]", "[20e1]",
        "[-0]", "[-123]", "[-1]", "[1E22]", "[1E-2]", "[1E+2]", "[123e45]", "[123.456e78]", "[1e-2]", "[1e+2]", "[123.456789]",
        "{\"asd\":\"sdf\", \"dfg\":\"fgh\"}",
        "{\"\":0}", "{\"foo\\u0000bar\": 42}", "{\n\"a\": \"b\"\n}", "[\"\\u0060\\u012a\\u12AB\"]", "[\"\\uD801\\udc37\"]",
        "[\"\\ud83d\\ude39\\ud83d\\udc8d\"]",
        "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]", "[\"\\\\u0000\"]", "[\"a/*b*/c/*d//e\"]", "[\"\u{7F}\"]", "[\"\\uDBFF\\uDFFF\"]",
        "[\"new\\u00A0line\"]", "[\"€𝄞\"]", "false", "42", "-0.1",
        "null", "\"asd\"", "true", "\"\"", "[\"a\"]\n", " [1] ",
    ]
    private let refused = [
        "[1 true]", "[\"\": 1]", "[\"\"],", "[,1]", "[1,,2]", "[\"x\",,]", "[\"x\"]]", "[\"\",]", "[\"x\"", "[x", "[3[4]]",
        "[1:2]", "[,]", "[-]", "[   , \"\"]",
        "[\"a\",\n4\n,1,", "[1,]", "[1,\n1\n,1", "[*]", "[\"\"", "[nul]", "[tru]", "[fals]", "[++1234]", "[+1]", "[+Inf]",
        "[-01]", "[-1.0.]", "[-2.]", "[-NaN]", "[.-1]",
        "[.2e-3]", "[0.1.2]", "[0.3e+]", "[0.3e]", "[0.e1]", "[0E+]", "[0E]", "[1.0e+]", "[1.0e-]", "[1eE2]", "[2.e3]", "[9.e+]",
        "[Inf]", "[NaN]", "[0x1]", "[1+2]", "[012]", "[- 1]",
        "[-012]", "[1ea]", "[1e400]", "[\"x\", truth]", "{[: \"x\"}", "{\"x\", null}", "{\"x\"::\"b\"}", "{\"a\":\"a\" 123}",
        "{key: 'value'}", "{\"id\":0,}", "{'a':0}", "{\"a\":\"b\"}#",
        "{\"a\":\"b\"}/**/", "{\"a\":\"b\",,\"c\":\"d\"}", "{a: \"b\"}", "{\"a\":\"a", "{ \"foo\" : \"bar\", \"a\" }",
        "{\"a\":true} \"x\"", " ", "[\"\\uD800\\\"]", "[\"\\uD800\\u\"]",
        "[\"\\uD800\\u1x\"]", "[\"\\x00\"]", "[\"\\\u{9}\"]", "[\"\\a\"]", "[\"\\u00A\"]", "[\"\\uqqqq\"]", "[\\n]", "\"",
        "['x']", "[\"new\nline\"]", "[\"\u{9}\"]", "[\"\\UA66D\"]", "<.>", "[<null>]",
        "[1]x", "[1]]", "", "[][]", "[", "{", "]", "\u{FEFF}[]", "2@", "{}}", "{\"\":", "[True]", "[a", "{\"x\": true,",
        "[\u{c}]", "[\"\\ud800\"]", "[\"\\udc00\\ud800\"]", "{\"a\":1,\"a\":1}",
    ]

    func testWhatIsJSONIsReadAsFoundationReadsIt() throws {
        for text in accepted {
            let found = try JSONValue(text)
            let expected = try JSONSerialization.jsonObject(with: Data(text.utf8), options: [.fragmentsAllowed])
            XCTAssertEqual(plain(found) as? NSObject, expected as? NSObject, "\(text): \(found)")
        }
    }

    private func plain(_ value: JSONValue) -> Any {
        switch value {
        case .null: NSNull()
        case .boolean(let truth): NSNumber(value: truth)
        case .number(let number): NSNumber(value: number)
        case .text(let text): text as NSString
        case .array(let items): items.map(plain) as NSArray
        case .object(let members): Dictionary(uniqueKeysWithValues: members.map { ($0.key, plain($0.value)) }) as NSDictionary
        }
    }

    func testWhatIsNotIsRefused() {
        for text in refused { XCTAssertThrowsError(try JSONValue(text), text) }
        for bytes: [UInt8] in [
            [0x22, 0xff, 0x22], [0x22, 0xc0, 0xaf, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22], [0xff], [0x22, 0xe5, 0x22],
        ] {
            XCTAssertThrowsError(try JSONValue(bytes), "\(bytes)")
        }
    }

    func testDepthAndKeysAreBounded() {
        XCTAssertNoThrow(try JSONValue(String(repeating: "[", count: 16) + String(repeating: "]", count: 16)))
        XCTAssertThrowsError(try JSONValue(String(repeating: "[", count: 100_000)))
        let keys = (0..<5000).map { "\"\($0)\":0" }.joined(separator: ",")
        XCTAssertThrowsError(try JSONValue("{\(keys)}")) { XCTAssertTrue("\($0)".contains("more than 1024 keys")) }
    }
}
