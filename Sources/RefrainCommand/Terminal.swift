import Foundation

/// What is known of the place where output ends up.
struct Terminal: Sendable {
    /// Columns; `nil` where output goes to a file or a pipe.
    var width: Int?
    var hasColour: Bool

    /// Standard output's terminal, by the environment's word on it (`NO_COLOR`, `TERM`, `COLUMNS`).
    static func standardOutput(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> Terminal {
        guard isatty(STDOUT_FILENO) == 1 else { return Terminal(width: nil, hasColour: false) }
        var size = winsize()
        let told = environment["COLUMNS"].flatMap { Int($0) }
        let asked = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
        let isPlain = environment["NO_COLOR"].map { !$0.isEmpty } ?? false || environment["TERM"] == "dumb"
        return Terminal(width: max(40, told ?? asked ?? 80), hasColour: !isPlain)
    }

    static var standardErrorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}

/// Standard output. A closed pipe ends the process quietly.
enum StandardOutput {
    static func write(_ text: String) { writeAll(text, to: STDOUT_FILENO) }
}

/// Standard error: messages and progress, never data.
enum StandardError {
    static func write(_ text: String) { writeAll(text, to: STDERR_FILENO) }
}

func ignoreBrokenPipe() { signal(SIGPIPE, SIG_IGN) }

private func writeAll(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
        var rest = UnsafeRawBufferPointer(bytes)
        while let start = rest.baseAddress, !rest.isEmpty {
            let written = write(descriptor, start, rest.count)
            if written < 0 {
                if errno == EINTR { continue }
                if errno == EPIPE { exit(with: .done) }
                exit(with: .couldNot)
            }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
        }
    }
}
