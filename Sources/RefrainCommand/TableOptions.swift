import ArgumentParser
import FindingsModel
import Foundation
import Reports

extension TableFormat: ExpressibleByArgument {}

/// The form in which rows come out, and where to.
struct TableOptions: ParsableArguments {
    @Option(help: "The form of the output.")
    var format: TableFormat = .text

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("Write to this file instead of standard output.", valueName: "file"), completion: .file())
    var output: String?

    var isText: Bool { format == .text }

    /// A person at a terminal reads it: a screenful is enough.
    var isOnScreen: Bool { isText && output == nil && Terminal.standardOutput().width != nil }

    func write(_ rows: RowSet) throws {
        let terminal = Terminal.standardOutput()
        // A pipe or a file is as wide as it needs to be: nothing is cut.
        let style = TextStyle(
            width: output == nil ? terminal.width ?? 10_000 : 10_000, colour: output == nil && terminal.hasColour)
        try Output.write(rows.rendered(as: format, style: style), to: output)
    }
}

/// Where data goes: standard output, or a file that is replaced whole or not at all.
enum Output {
    static func write(_ text: String, to file: String?) throws {
        guard let file, file != "-" else {
            StandardOutput.write(text)
            return
        }
        do {
            // A device or a named pipe is written to; only a plain file is replaced.
            let type =
                try? FileManager.default.attributesOfItem(
                    atPath: URL(filePath: file).resolvingSymlinksInPath().path(percentEncoded: false))[.type]
                as? FileAttributeType
            let isReplaceable = type == nil || type == .typeRegular
            if isReplaceable {
                try Data(text.utf8).write(
                    to: URL(filePath: file).resolvingSymlinksInPath(), options: .atomic)
            } else {
                try FileHandle(forWritingTo: URL(filePath: file)).write(contentsOf: Data(text.utf8))
            }
        } catch {
            throw CommandFailure("\(file) cannot be written: check that its folder is there and writable")
        }
    }
}
