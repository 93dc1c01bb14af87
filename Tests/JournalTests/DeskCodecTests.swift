import XCTest

import Desk
import Kernel
import Market
import Trading

@testable import Journal

/// Bytes of a desk's records: exact, in one form, short, and refused when they are anything else.
final class DeskCodecTests: XCTestCase {
    private let text: (String) -> String? = { $0 == MadeUpRun.hash ? MadeUpRun.script : nil }

    func testEveryRecordComesBackAndHasOneForm() throws {
        let seed: UInt64 = 21
        for (index, record) in MadeUpDesk.records(seed: seed, count: 5_000).enumerated() {
            let bytes = DeskRecordCodec.encode(record)
            let again = try DeskRecordCodec.decode(bytes, text: text)
            XCTAssertEqual(DeskRecordCodec.encode(again), bytes, "seed \(seed), record \(index)")
            // What Swift prints of a value has all of its fields, texts of scripts among them.
            XCTAssertEqual("\(again)", "\(record)", "seed \(seed), record \(index)")
        }
    }

    func testBytesCutShortTooLongOrChangedAreRefusedOrHaveOneForm() {
        var dice = Dice(22)
        for record in MadeUpDesk.records(seed: 23, count: 200) {
            let bytes = DeskRecordCodec.encode(record)
            for count in bytes.indices { XCTAssertThrowsError(try DeskRecordCodec.decode(Array(bytes.prefix(count)))) }
            XCTAssertThrowsError(try DeskRecordCodec.decode(bytes + [0]))
            for _ in 0..<20 {
                var changed = bytes
                changed[dice.roll(bytes.count)] ^= UInt8(1 << dice.roll(8))
                if let again = try? DeskRecordCodec.decode(changed) { XCTAssertEqual(DeskRecordCodec.encode(again), changed) }
            }
        }
    }

    func testABarOfOneSymbolIsShort() {
        let bar = Bar(
            instrument: InstrumentID(0), time: Timestamp(nanoseconds: 1_700_000_000_000_000_000), open: 71.41, high: 71.44, low: 71.4, close: 71.44,
            volume: 3_767)
        XCTAssertLessThanOrEqual(DeskRecordCodec.encode(DeskRecord(.bars([bar]))).count, 80)
    }
}
