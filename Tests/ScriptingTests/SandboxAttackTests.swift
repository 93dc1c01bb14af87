import CLuaBridge
import XCTest

final class SandboxAttackTests: XCTestCase {
    /// A bystander in the same process, called after every attack.
    private func makeNeighbour() throws -> SandboxScript {
        let neighbour = try SandboxScript()
        let source = """
            n = 0
            function check()
              n = n + 1
              local t = {b = 2, a = 1}
              local s = ''
              for k, v in pairs(t) do s = s .. k .. v end
              assert(s == 'a1b2' and ('x'):rep(3) == 'xxx' and #string.format('%d', n) > 0 and math.floor(2.5) == 2)
            end
            """
        XCTAssertEqual(neighbour.run(source), PG_OK, neighbour.message)
        return neighbour
    }

    private func assertEnds(_ attack: SandboxAttack, _ script: SandboxScript, _ status: pg_status) {
        XCTAssertEqual(status, attack.expectedStatus, "\(attack.name): \(script.message)")
        switch attack.outcome {
        case .harmless(let result): XCTAssertEqual(script.text("r") ?? "nil", result, attack.name)
        case .refused(let text), .notCompiled(let text):
            XCTAssertTrue(script.message.contains(text), "\(attack.name): \(script.message)")
        case .outOfMemory: XCTAssertTrue(script.message.contains("out of memory"), "\(attack.name): \(script.message)")
        case .stopped:
            XCTAssertTrue(
                script.message.contains("stopped: the call ran over its time budget"), "\(attack.name): \(script.message)")
            XCTAssertFalse(script.traceback.isEmpty, attack.name)
        }
        XCTAssertFalse(script.message.contains("0x"), "an address in: \(script.message)")
        XCTAssertFalse(script.traceback.contains("0x"), "an address in: \(script.traceback)")
    }

    func testEveryAttackEndsCleanly() throws {
        let neighbour = try makeNeighbour()
        for attack in SandboxAttack.all {
            let script = try SandboxScript(budgetMilliseconds: attack.budgetMilliseconds, bound: true)
            assertEnds(attack, script, script.run(attack.source))
            XCTAssertEqual(script.run("after = 1 + 1"), PG_OK, "\(attack.name) leaves its own script unusable: \(script.message)")
            XCTAssertEqual(neighbour.call("check"), PG_OK, "\(attack.name) harmed another script: \(neighbour.message)")
        }
        XCTAssertEqual(neighbour.text("n"), String(SandboxAttack.all.count))
    }

    func testAttacksFromInsidePcallEndToo() throws {
        let neighbour = try makeNeighbour()
        for attack in SandboxAttack.all {
            let script = try SandboxScript(budgetMilliseconds: attack.budgetMilliseconds, bound: true)
            guard script.load("function attack(...) \(attack.source)\nend") == PG_OK else { continue }
            XCTAssertEqual(pg_script_run(script.pointer), PG_OK, attack.name)
            XCTAssertEqual(script.load("pcall(attack)"), PG_OK)
            let status = pg_script_run(script.pointer)
            // Only a stop passes through pcall.
            if case .stopped = attack.outcome {
                XCTAssertEqual(status, PG_ERR_BUDGET, attack.name)
            } else {
                XCTAssertEqual(status, PG_OK, "\(attack.name): \(script.message)")
            }
            XCTAssertEqual(neighbour.call("check"), PG_OK, "\(attack.name) harmed another script: \(neighbour.message)")
        }
    }

    func testNamesAreUnique() {
        let names = SandboxAttack.all.map(\.name)
        XCTAssertEqual(Set(names).count, names.count)
        XCTAssertGreaterThanOrEqual(names.count, 70)
    }
}
