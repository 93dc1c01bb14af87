import Foundation
import Glibc
import XCTest

@testable import Host

/// `perigee top` on a terminal of the test's own.
final class TopTerminalTests: ControlTestCase {
    private let program = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../../.build/debug/perigee")
        .standardized

    private struct Ending {
        var output: String
        var code: Int32
        var isRestored: Bool
    }

    /// Starts `perigee top`, lets `act` answer each state of the output once, and waits for the end.
    private func top(_ act: (String, Int32, Process) -> Void) throws -> Ending {
        let directory = folder + "/runs/paper"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let server = try ControlServer(directory: directory)
        handler.answer = {
            $0.words == ["status"] ? ControlReply(text: StatusFixture.status().json) : ControlReply(text: "sma_cross is paused\n")
        }
        let master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        defer { close(master) }
        // TIOCSPTLCK and TIOCGPTN of <asm-generic/ioctls.h>: unlock the other side, and its number.
        var (unlocked, number): (Int32, Int32) = (0, -1)
        XCTAssertEqual(ioctl(master, 0x4004_5431, &unlocked), 0)
        XCTAssertEqual(ioctl(master, 0x8004_5430, &number), 0)
        let slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
        defer { close(slave) }
        var size = winsize(ws_row: 24, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0)
        XCTAssertEqual(ioctl(slave, UInt(TIOCSWINSZ), &size), 0)
        var before = termios()
        tcgetattr(slave, &before)
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
        let process = Process()
        process.executableURL = program
        process.arguments = ["top", "--every", "0.05"]
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = ["TERM": "xterm", "NO_COLOR": "1"]
        let terminal = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
        (process.standardInput, process.standardOutput, process.standardError) = (terminal, terminal, terminal)
        try process.run()
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        func read() {
            let count = Glibc.read(master, &buffer, buffer.count)
            if count > 0 { bytes += buffer.prefix(count) }
        }
        while process.isRunning {
            serve(server, milliseconds: 2)
            read()
            act(String(decoding: bytes, as: UTF8.self), master, process)
        }
        read()
        var after = termios()
        tcgetattr(slave, &after)
        let isRestored = before.c_lflag == after.c_lflag && before.c_iflag == after.c_iflag && before.c_oflag == after.c_oflag
        return Ending(output: String(decoding: bytes, as: UTF8.self), code: process.terminationStatus, isRestored: isRestored)
    }

    private func type(_ text: String, _ master: Int32) {
        _ = Array(text.utf8).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
    }

    func testKeysWorkAndTheTerminalComesBack() throws {
        var step = 0
        let ending = try top { output, master, _ in
            switch step {
            case 0 where output.contains("> sma_cross"): type(" ", master)
            case 1 where output.contains("sma_cross is paused"): type("\u{1B}[B", master)
            case 2 where output.contains("> rsi"): type("q", master)
            default: return
            }
            step += 1
        }
        XCTAssertEqual(ending.code, 0)
        XCTAssertTrue(ending.isRestored)
        XCTAssertTrue(ending.output.hasPrefix("\u{1B}[?1049h\u{1B}[?7l\u{1B}[?25l"))
        XCTAssertTrue(ending.output.hasSuffix("\u{1B}[?25h\u{1B}[?7h\u{1B}[?1049l"))
        XCTAssertEqual(handler.requests.first { $0.words[0] == "pause" }?.words, ["pause", "sma_cross"])
        XCTAssertFalse(ending.output.contains("\u{1B}[7m"), "no colour was asked for")
    }

    func testASignalRestoresTheTerminalToo() throws {
        var isSent = false
        let ending = try top { output, _, process in
            if !isSent, output.contains("> sma_cross") {
                isSent = true
                process.terminate()
            }
        }
        XCTAssertEqual(ending.code, 128 + SIGTERM)
        XCTAssertTrue(ending.isRestored)
        XCTAssertTrue(ending.output.hasSuffix("\u{1B}[?25h\u{1B}[?7h\u{1B}[?1049l"))
    }
}
