import Glibc

/// A file mapped into memory, read only.
public final class MappedFile: @unchecked Sendable {
    public let path: String
    public let bytes: UnsafeRawBufferPointer

    /// - Throws: `DataError` that says why the file cannot be read.
    public init(_ path: String) throws(DataError) {
        self.path = path
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DataError(path, MappedFile.reason(errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw DataError(path, MappedFile.reason(errno)) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw DataError(path, "is a directory: expected a file") }
        let size = Int(status.st_size)
        guard size > 0 else { throw DataError(path, "is empty: expected data") }
        guard let address = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), address != MAP_FAILED else {
            throw DataError(path, MappedFile.reason(errno))
        }
        madvise(address, size, MADV_SEQUENTIAL)
        bytes = UnsafeRawBufferPointer(start: address, count: size)
    }

    /// Lets the system take back what has been read: a large file must not count as memory of the run.
    public func forget(upTo offset: Int) {
        let page = 1 << 12
        let length = offset / page * page
        guard length > 0, let base = bytes.baseAddress else { return }
        madvise(UnsafeMutableRawPointer(mutating: base), length, MADV_DONTNEED)
    }

    static func reason(_ code: Int32) -> String {
        switch code {
        case ENOENT: "no such file: check the path"
        case EACCES: "permission denied"
        default: String(cString: strerror(code))
        }
    }

    deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }
}
