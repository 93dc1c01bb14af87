import Glibc

/// Unix domain stream sockets with the settings that all of ours have.
enum UnixSocket {
    /// What `sun_path` holds without its final zero.
    static let longestPath = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1

    /// - Throws: `CommandError` where the path does not fit into an address.
    static func checkLength(_ path: String) throws(CommandError) {
        guard path.utf8.count <= longestPath, !path.utf8.contains(0) else {
            throw CommandError(
                "\(path): the path of a control socket is \(path.utf8.count) bytes long, at most \(longestPath) fit: "
                    + "choose a shorter name for the run, or start from a directory with a shorter path")
        }
    }

    static func create() throws(CommandError) -> Int32 {
        let descriptor = socket(
            AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { throw CommandError("no socket: \(errorText(errno))", exitCode: 1) }
        return descriptor
    }

    /// `bind` or `connect` with the address of a path that fits.
    ///
    /// - Returns: 0, or the error number.
    static func call(_ path: String, _ function: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { field in
            for (index, byte) in path.utf8.prefix(longestPath).enumerated() { field[index] = byte }
        }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { function($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
        return result == 0 ? 0 : errno
    }

    /// Process and user at the other end, as the kernel knows them.
    static func peer(_ descriptor: Int32) -> (process: Int32, user: UInt32)? {
        // The kernel's `struct ucred`: pid, uid, gid.
        var credentials: (Int32, UInt32, UInt32) = (0, .max, .max)
        var size = socklen_t(MemoryLayout.size(ofValue: credentials))
        guard getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0 else { return nil }
        return (credentials.0, credentials.1)
    }

    /// The process that listens at a path; nil where none does.
    static func listener(_ path: String) -> Int32? {
        guard path.utf8.count <= longestPath, let probe = try? create() else { return nil }
        defer { close(probe) }
        let failure = call(path) { connect(probe, $0, $1) }
        // A full queue of waiting clients is refused with EAGAIN: somebody is there, but the kernel does not say who.
        if failure == EAGAIN { return 0 }
        return failure == 0 ? peer(probe)?.process ?? 0 : nil
    }

    static func errorText(_ number: Int32) -> String { String(cString: strerror(number)) }
}
