import Glibc

/// A small file read into memory. A mapped file that somebody makes shorter while it is read ends the process; one that is read does not.
public enum FileBytes {
    /// - Parameter limit: the most bytes that it may have.
    /// - Throws: `DataError` that says why the file cannot be read.
    public static func read(_ path: String, limit: Int) throws(DataError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DataError(path, MappedFile.reason(errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw DataError(path, MappedFile.reason(errno)) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw DataError(path, "is a directory: expected a file") }
        var bytes = [UInt8](repeating: 0, count: min(max(Int(status.st_size), 0), limit) + 1)
        var count = 0
        while count < bytes.count {
            let got = bytes.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress.map { $0 + count }, $0.count - count) }
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { throw DataError(path, MappedFile.reason(errno)) }
            if got == 0 { break }
            count += got
            // It may have grown since its size was asked for.
            if count == bytes.count && count <= limit { bytes += [UInt8](repeating: 0, count: min(count, limit + 1 - count)) }
        }
        guard count > 0 else { throw DataError(path, "is empty: expected data") }
        guard count <= limit else { throw DataError(path, "has more than \(limit) bytes: expected a smaller file") }
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}
