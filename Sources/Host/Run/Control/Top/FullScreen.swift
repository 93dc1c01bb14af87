import Glibc

/// The terminal as a screen of its own: keys at once and unseen, what stood there before comes back afterwards, however it ends.
final class FullScreen {
    nonisolated(unsafe) private static var ending: sig_atomic_t = 0  // written by signal handlers, read by the loop
    nonisolated(unsafe) private static var resized: sig_atomic_t = 1  // written by signal handlers, read by the loop
    private var before = termios()

    /// - Throws: `CommandError` where standard input or output is no terminal.
    init() throws(CommandError) {
        guard Terminal.isInteractive, tcgetattr(STDIN_FILENO, &before) == 0 else {
            throw CommandError(
                "perigee top: needs a terminal: 'perigee top --once' prints one frame, 'perigee ctl status --json' is for programs"
            )
        }
        var action = sigaction()
        // Without SA_RESTART: a signal wakes the loop.
        action.__sigaction_handler.sa_handler = { number in
            if number == SIGWINCH || number == SIGCONT { FullScreen.resized = 1 } else { FullScreen.ending = number }
        }
        for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH, SIGCONT] { sigaction(number, &action, nil) }
        // A stopped program would leave the terminal as it is here.
        signal(SIGTSTP, SIG_IGN)
        enter()
    }

    deinit { leave() }

    /// The signal that asked for the end; 0 without one.
    var endingSignal: Int32 { FullScreen.ending }

    private func enter() {
        var raw = before
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw)
        // The other screen, no line wrap, no cursor.
        Terminal.output("\u{1B}[?1049h\u{1B}[?7l\u{1B}[?25l")
    }

    private func leave() {
        Terminal.output("\u{1B}[?25h\u{1B}[?7h\u{1B}[?1049l")
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
    }

    var size: (width: Int, height: Int) {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return (80, 24) }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// Draws in one write, so that nothing flickers.
    func draw(_ lines: [String]) {
        let start = FullScreen.resized != 0 ? "\u{1B}[2J\u{1B}[H" : "\u{1B}[H"
        if FullScreen.resized != 0 {
            FullScreen.resized = 0
            var raw = before
            raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
            // A program that was stopped and goes on finds the terminal as its shell left it.
            tcsetattr(STDIN_FILENO, TCSANOW, &raw)
        }
        Terminal.output(start + lines.joined(separator: "\u{1B}[K\r\n") + "\u{1B}[K\u{1B}[J")
    }

    /// The bytes that come within so many seconds, empty where none do; nil at the end of the input.
    func read(seconds: Double) -> [UInt8]? {
        var entry = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        guard poll(&entry, 1, Int32((max(0, min(seconds, 60)) * 1000).rounded(.up))) > 0 else { return [] }
        return withUnsafeTemporaryAllocation(byteCount: 256, alignment: 1) { buffer in
            let count = Glibc.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
            if count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN) { return nil }
            return Array(buffer.prefix(max(count, 0)))
        }
    }
}
