import Foundation

/// Messages on standard error.
enum Message {
    static func note(_ text: String) { StandardError.write("refrain: note: \(Failure.printable(text))\n") }

    static func failure(_ error: any Error) { StandardError.write("refrain: \(Failure.text(of: error))\n") }
}

/// Progress on standard error: only for work that takes more than a second, and only on a terminal.
final class Progress {
    private let total: Int
    private let noun: String
    private let start = ContinuousClock.now
    private var lastShown = ContinuousClock.now
    private var isShown = false

    init(total: Int, of noun: String = "documents") {
        self.total = total
        self.noun = noun
    }

    func advance(to done: Int) {
        guard Terminal.standardErrorIsTerminal, total > 1 else { return }
        let now = ContinuousClock.now
        guard now - start > .seconds(1), now - lastShown > .milliseconds(200) else { return }
        lastShown = now
        isShown = true
        StandardError.write("\r\(done) of \(total) \(noun)")
    }

    func finish() {
        if isShown { StandardError.write("\r\u{1B}[K") }
    }
}
