import Glibc

/// What standard output and standard error are connected to.
enum Terminal {
    static var isInteractive: Bool { isatty(STDOUT_FILENO) == 1 && Terminal.environment("TERM") != "dumb" }
    static var isErrorInteractive: Bool { isatty(STDERR_FILENO) == 1 }
    static var hasColor: Bool { isInteractive && environment("NO_COLOR") == nil }

    static var width: Int {
        var size = winsize()
        if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 { return min(Int(size.ws_col), 160) }
        return environment("COLUMNS").flatMap { Int($0) }.map { min(max($0, 40), 200) } ?? 100
    }

    static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    static func error(_ text: String) { write(text, to: STDERR_FILENO) }
    static func output(_ text: String) { write(text, to: STDOUT_FILENO) }

    /// Writes all of it; what a closed pipe does not take is dropped.
    private static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }
}
