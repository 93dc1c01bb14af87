import Glibc

/// The listening socket of a run's directory: mode 0600 from its first moment on, owned by one process at a time.
///
/// A lock beside it, which the kernel gives up when its process ends however it ends, tells a living host from a socket file that a
/// dead one has left.
final class ControlAddress {
    static let socketName = "control.sock"
    static let lockName = "control.lock"

    let path: String
    let descriptor: Int32
    private let lock: Int32

    /// - Throws: `CommandError` where the directory cannot be written, the path is too long, another file is in the way, or a host
    ///   listens already.
    init(directory: String) throws(CommandError) {
        path = directory + "/" + ControlAddress.socketName
        try UnixSocket.checkLength(path)
        lock = try ControlAddress.lock(directory, path)
        do throws(CommandError) {
            try ControlAddress.clear(path)
            descriptor = try ControlAddress.listen(path)
        } catch {
            Glibc.close(lock)
            throw error
        }
    }

    private static func inUse(_ path: String, by process: Int32?) -> CommandError {
        let owner = process.map { $0 > 0 ? "process \($0)" : "another process" } ?? "another process"
        return CommandError(
            "\(path): control socket in use by \(owner): a host of this run is running; 'perigee ctl stop' ends it", exitCode: 1)
    }

    private static func lock(_ directory: String, _ path: String) throws(CommandError) -> Int32 {
        let file = directory + "/" + lockName
        let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            throw CommandError("\(file): cannot be written: \(UnixSocket.errorText(errno))", exitCode: 1)
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let failure = errno
            defer { Glibc.close(descriptor) }
            guard failure == EWOULDBLOCK else {
                throw CommandError("\(file): cannot be locked: \(UnixSocket.errorText(failure))", exitCode: 1)
            }
            throw inUse(path, by: UnixSocket.listener(path) ?? owner(descriptor))
        }
        let text = Array("\(getpid())\n".utf8)
        guard ftruncate(descriptor, 0) == 0, pwrite(descriptor, text, text.count, 0) == text.count else {
            let failure = errno
            Glibc.close(descriptor)
            throw CommandError("\(file): cannot be written: \(UnixSocket.errorText(failure))", exitCode: 1)
        }
        return descriptor
    }

    /// The process that the lock file names.
    private static func owner(_ descriptor: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return Int32(String(decoding: bytes.prefix(max(count, 0)).prefix { $0 != 10 }, as: UTF8.self))
    }

    /// Removes the socket of a dead host.
    private static func clear(_ path: String) throws(CommandError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw CommandError("\(path): is not a socket: move it away, the host's control socket goes there", exitCode: 1)
        }
        if let process = UnixSocket.listener(path) { throw inUse(path, by: process) }
        guard unlink(path) == 0 || errno == ENOENT else {
            throw CommandError("\(path): a dead host's socket cannot be removed: \(UnixSocket.errorText(errno))", exitCode: 1)
        }
    }

    private static func listen(_ path: String) throws(CommandError) -> Int32 {
        let descriptor = try UnixSocket.create()
        // The file takes the mode of the unbound socket, less the umask: at no moment may anyone else connect. A umask that takes
        // the owner's bits too is mended afterwards.
        var failure = fchmod(descriptor, 0o600) == 0 ? 0 : errno
        if failure == 0 { failure = UnixSocket.call(path) { bind(descriptor, $0, $1) } }
        if failure == 0, chmod(path, 0o600) != 0 { failure = errno }
        if failure == 0, Glibc.listen(descriptor, 16) != 0 { failure = errno }
        guard failure == 0 else {
            Glibc.close(descriptor)
            throw CommandError("\(path): no control socket: \(UnixSocket.errorText(failure))", exitCode: 1)
        }
        return descriptor
    }

    deinit {
        unlink(path)
        Glibc.close(descriptor)
        Glibc.close(lock)
    }
}
