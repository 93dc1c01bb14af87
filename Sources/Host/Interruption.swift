import Glibc

/// Ctrl-C and SIGTERM end a run at its next check instead of the process; a second one ends the process.
enum Interruption {
    nonisolated(unsafe) private static var count: sig_atomic_t = 0 // written by the signal handler, read between chunks of work

    static func watch() {
        for number in [SIGINT, SIGTERM] {
            signal(number) { number in
                Interruption.count += 1
                if Interruption.count > 1 { _exit(128 + number) }
            }
        }
    }

    static var isRequested: Bool { count > 0 }
}
