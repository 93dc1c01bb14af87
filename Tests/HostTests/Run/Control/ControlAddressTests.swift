import Foundation
import Glibc
import XCTest

@testable import Host

/// The socket's file: whose it is, and which host's.
final class ControlAddressTests: ControlTestCase {
    private var path: String { folder + "/control.sock" }

    private func mode(_ path: String) -> mode_t {
        var status = stat()
        XCTAssertEqual(lstat(path, &status), 0)
        return status.st_mode
    }

    func testTheFileIsForItsOwnerAloneWhateverTheUmask() throws {
        for mask: mode_t in [0, 0o022, 0o077, 0o777] {
            let before = umask(mask)
            defer { umask(before) }
            try withExtendedLifetime(server()) {
                XCTAssertEqual(mode(path) & 0o7777, 0o600, "umask \(String(mask, radix: 8))")
                XCTAssertEqual(mode(path) & S_IFMT, S_IFSOCK)
                XCTAssertEqual(mode(folder + "/control.lock") & 0o177, 0)
            }
            unlink(folder + "/control.lock")
        }
    }

    func testASecondHostIsToldWhichProcessIsThere() throws {
        let first = try server()
        expectError("control.sock: control socket in use by process \(getpid())", "perigee ctl stop") { _ = try server() }
        let client = try Client(first.path)
        client.send(request("status"))
        serve(first)
        XCTAssertEqual(try client.reply(), ControlReply(text: "done: status"), "the refused host has taken nothing away")
        first.close()
        XCTAssertNotEqual(access(path, F_OK), 0, "the file is gone with its host")
        XCTAssertNoThrow(try server())
    }

    func testAListenerWithoutALockIsInUseToo() throws {
        let listener = try UnixSocket.create()
        defer { close(listener) }
        XCTAssertEqual(UnixSocket.call(path) { bind(listener, $0, $1) }, 0)
        XCTAssertEqual(listen(listener, 1), 0)
        expectError("in use by process \(getpid())") { _ = try server() }
        XCTAssertEqual(access(path, F_OK), 0)
    }

    func testTheFileOfADeadHostIsReplaced() throws {
        let dead = try UnixSocket.create()
        XCTAssertEqual(UnixSocket.call(path) { bind(dead, $0, $1) }, 0)
        close(dead)
        try "4194305\n".write(toFile: folder + "/control.lock", atomically: false, encoding: .utf8)
        let server = try server()
        let client = try Client(server.path)
        client.send(request("list"))
        serve(server)
        XCTAssertEqual(try client.reply().exitCode, 0)
    }

    func testAnotherFileInTheWayIsNotRemoved() throws {
        try "mine".write(toFile: path, atomically: false, encoding: .utf8)
        expectError("control.sock: is not a socket", "move it away") { _ = try server() }
        XCTAssertEqual(try String(contentsOfFile: path, encoding: .utf8), "mine")
    }

    func testAPathThatNoAddressHoldsIsRefusedWithItsLength() throws {
        let longest = UnixSocket.longestPath - "/control.sock".utf8.count
        let fits = folder + "/" + String(repeating: "d", count: longest - folder.utf8.count - 1)
        for (directory, isFine) in [(fits, true), (fits + "d", false)] {
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            if isFine {
                XCTAssertNoThrow(try ControlServer(directory: directory))
            } else {
                expectError("108 bytes long, at most 107 fit", "shorter", exitCode: 2) {
                    _ = try ControlServer(directory: directory)
                }
                expectError("108 bytes long", exitCode: 2) { _ = try ControlClient(directory + "/control.sock") }
            }
        }
    }

    func testADirectoryThatIsNotThereIsSaid() {
        expectError("/nowhere/control.lock: cannot be written: No such file") {
            _ = try ControlServer(directory: folder + "/nowhere")
        }
    }
}
