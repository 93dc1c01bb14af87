import Foundation
import XCTest

import Scripting

@testable import Host

/// Pages that the program writes must be those in the repository: `scripts/make-lua-api` renews them.
final class GeneratedPagesTests: XCTestCase {
    private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    func testGeneratedPagesAreCurrent() throws {
        for (path, text) in [
            ("lua/perigee.lua", LuaAnnotations.text), ("docs/lua-api.md", APIReference.markdown(LuaAnnotations.text)), ("docs/measures.md", MeasureReference.markdown()),
        ] {
            XCTAssertEqual(try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8), text, "\(path) is old: run scripts/make-lua-api")
        }
    }

    func testEveryNameOfTheLanguageIsAnnotated() {
        for name in Declarations.functionNames + Declarations.hostNames + Declarations.priceNames where !["ctx", "stream", "log"].contains(name) {
            let isThere = ["function \(name)(", "\n\(name) = nil", "\n\(name) = {}"].contains { LuaAnnotations.text.contains($0) }
            XCTAssertTrue(isThere, "\(name) has no annotation")
        }
    }
}
