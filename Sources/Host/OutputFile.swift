import Glibc
import Reporting

/// A file that will be written: opened before the work starts, so that a path that cannot be written is known at once, and moved
/// into place when it is whole, so that nothing half written is left.
final class OutputFile {
    let path: String
    private let temporary: String
    private var file: UnsafeMutablePointer<FILE>?

    /// - Parameter path: `-` writes to standard output.
    init(_ path: String) throws {
        self.path = path
        temporary = path + ".part"
        if path == "-" {
            file = fdopen(dup(STDOUT_FILENO), "w")
            return
        }
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { throw CommandError("\(path): is a directory: name a file to write") }
        file = fopen(temporary, "w")
        guard file != nil else { throw CommandError("\(path): cannot be written: \(String(cString: strerror(errno)))") }
    }

    func write(_ bytes: [UInt8]) {
        guard let file else { return }
        _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    }

    func write(_ text: String) { write(Array(text.utf8)) }

    func finish(_ page: PlotPage) throws {
        write(page.html(plotlyJS: PlotlyFile.text()))
        try finish()
    }

    /// - Throws: `CommandError` where the disk did not take it all.
    func finish() throws {
        guard let file else { return }
        if path == "-" {
            fclose(file)
            self.file = nil
            return
        }
        let failed = fflush(file) != 0 || ferror(file) != 0
        fclose(file)
        self.file = nil
        guard !failed, rename(temporary, path) == 0 else {
            unlink(temporary)
            throw CommandError("\(path): could not be written: \(String(cString: strerror(errno)))", exitCode: 1)
        }
    }

    deinit {
        guard let file, path != "-" else { return }
        fclose(file)
        unlink(temporary)
    }
}
