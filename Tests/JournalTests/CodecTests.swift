import XCTest

import Kernel
import Market
import Trading

@testable import Journal

/// Bytes of records: exact, in one form, and refused when they are anything else.
final class CodecTests: XCTestCase {
    func testEveryRecordComesBackAndHasOneForm() throws {
        for item in MadeUpRun(seed: 1, count: 4_000).items {
            let bytes = RecordCodec.encode(item.record)
            let again = try RecordCodec.decode(bytes)
            XCTAssertEqual(RecordCodec.encode(again), bytes)
            XCTAssertEqual(again.effects, item.record.effects)
            XCTAssertEqual(again.kind, item.record.kind)
        }
    }

    func testFieldsComeBack() throws {
        var seen = 0
        for item in MadeUpRun(seed: 2, count: 2_000).items {
            let again = try RecordCodec.decode(RecordCodec.encode(item.record))
            switch (item.record.content, again.content) {
            case (.event(.report(let a)), .event(.report(let b))): XCTAssertEqual(a, b)
            case (.event(.quote(let a)), .event(.quote(let b))): XCTAssertEqual(a, b)
            case (.event(.tick(let a)), .event(.tick(let b))): XCTAssertEqual(a, b)
            case (.event(.corporateAction(let a)), .event(.corporateAction(let b))): XCTAssertEqual(a, b)
            case (.event(.clock(let a)), .event(.clock(let b))): XCTAssertEqual(a, b)
            case (.event(.parametersChanged(let a)), .event(.parametersChanged(let b))):
                XCTAssertEqual(a.map(\.name), b.map(\.name))
                XCTAssertEqual(a.map(\.value.bitPattern), b.map(\.value.bitPattern))
            case (.bars(let a), .bars(let b)): XCTAssertEqual(a, b)
            case (.failure(let a), .failure(let b)): XCTAssertEqual(a, b)
            case (.script(let a), .script(let b)): XCTAssertEqual(a, b)
            case (.note(let a), .note(let b)): XCTAssertEqual(a, b)
            case (.event(.start), .event(.start)), (.event(.end), .event(.end)): break
            default: XCTFail("\(item.record.kind) became \(again.kind)")
            }
            seen += 1
        }
        XCTAssertEqual(seen, 2_000)
    }

    func testBytesCutShortOrTooLongAreRefused() {
        for item in MadeUpRun(seed: 3, count: 100).items {
            let bytes = RecordCodec.encode(item.record)
            for count in bytes.indices { XCTAssertThrowsError(try RecordCodec.decode(Array(bytes.prefix(count)))) }
            XCTAssertThrowsError(try RecordCodec.decode(bytes + [0]))
        }
    }

    func testChangedBytesAreRefusedOrDecodeToTheirOneForm() {
        var dice = Dice(4)
        for item in MadeUpRun(seed: 4, count: 2_000).items {
            var bytes = RecordCodec.encode(item.record)
            bytes[dice.roll(bytes.count)] ^= UInt8(1 << dice.roll(8))
            if let record = try? RecordCodec.decode(bytes) { XCTAssertEqual(RecordCodec.encode(record), bytes) }
        }
    }

    func testNumbersAreLEB128AndZigZag() {
        // The examples of the DWARF 5 standard, section 7.6, for unsigned numbers; of Protocol Buffers' encoding page for folded ones.
        for (value, expected) in [(2, [2]), (127, [127]), (128, [0x80, 1]), (129, [0x81, 1]), (12_857, [57 + 0x80, 100])] as [(UInt64, [UInt8])] {
            var writer = ByteWriter()
            writer.unsigned(value)
            XCTAssertEqual(writer.bytes, expected)
        }
        for (value, folded) in [(0, 0), (-1, 1), (1, 2), (-2, 3), (0x7fff_ffff, 0xffff_fffe), (-0x8000_0000, 0xffff_ffff)] as [(Int64, UInt64)] {
            var (a, b) = (ByteWriter(), ByteWriter())
            a.signed(value)
            b.unsigned(folded)
            XCTAssertEqual(a.bytes, b.bytes)
        }
    }

    func testManifestComesBack() throws {
        let bytes = ManifestCodec.encode(MadeUpRun.manifest)
        XCTAssertEqual(try ManifestCodec.decode(bytes), MadeUpRun.manifest)
        for count in bytes.indices { XCTAssertThrowsError(try ManifestCodec.decode(Array(bytes.prefix(count)))) }
    }

    func testTheChainIsSHA256OverHashEventTimeAndPayload() {
        // Python 3.11 hashlib: g = sha256(b"m").digest(); sha256(g + (3).to_bytes(8, "little") + (-1).to_bytes(8, "little", signed=True) + b"xy")
        var chain = HashChain(manifest: Array("m".utf8))
        XCTAssertEqual(HashChain.hexadecimal(chain.head), "62c66a7a5dd70c3146618063c344e531e6d4b59e379808443ce962b3abd63c5a")
        Array("xy".utf8).withUnsafeBytes { chain.extend(event: 3, time: -1, payload: $0) }
        XCTAssertEqual(HashChain.hexadecimal(chain.head), "eed2a1b32d37f7fcc4af7cecba0fb60238cc5d6040717ec2f0fe80c03d565486")
    }
}
