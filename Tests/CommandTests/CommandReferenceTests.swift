import Foundation
import Testing

/// `Documentation/Commands.md` is made from `--help`: `make reference` renews it.
@Suite struct CommandReferenceTests {
    @Test func `the command reference says what --help says`() throws {
        let workplace = try Workplace()
        let made = try reference(in: workplace)
        let url = Workplace.project.appending(path: "Documentation/Commands.md")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try made.write(to: url, atomically: true, encoding: .utf8)
        }
        let kept = try String(contentsOf: url, encoding: .utf8)
        #expect(kept == made, "run `make reference`")
    }

    private func reference(in workplace: borrowing Workplace) throws -> String {
        var text = """
            # Commands

            Made from `refrain help`; do not edit. Exit codes: 0 done; 1 the verdict that was asked for is negative; 2 it could
            not be done; 64 wrong usage.


            """
        var pending: [[String]] = [[]]
        while !pending.isEmpty {
            let path = pending.removeFirst()
            let help = try workplace.refrain(path + ["--help"], environment: ["COLUMNS": "100"])
            #expect(help.status == 0, "\(help)")
            #expect(help.output.hasPrefix("OVERVIEW: "), "\(help)")
            let title = (["refrain"] + path).joined(separator: " ")
            text +=
                "\(path.isEmpty ? "## " : path.count == 1 ? "## " : "### ")\(title)\n\n```text\n\(help.output.trimmed)\n```\n\n"
            pending.insert(contentsOf: subcommands(in: help.output).map { path + [$0] }, at: 0)
        }
        return text
    }

    /// The names in the help's lists of subcommands.
    private func subcommands(in help: String) -> [String] {
        var isList = false
        return help.split(separator: "\n", omittingEmptySubsequences: false).compactMap { line in
            if line.hasSuffix("SUBCOMMANDS:") {
                isList = true
            } else if !line.isEmpty, !line.hasPrefix(" ") {
                isList = false
            } else if line.isEmpty {
                isList = false
            } else if isList, line.hasPrefix("  "), !line.hasPrefix("   ") {
                return line.split(separator: " ").first.map(String.init)
            }
            return nil
        }
    }

    @Test func `the man page says what --help says`() throws {
        let workplace = try Workplace()
        let made = try manual(in: workplace)
        let url = Workplace.project.appending(path: "Documentation/man/refrain.1")
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try made.write(to: url, atomically: true, encoding: .utf8)
        }
        let kept = try String(contentsOf: url, encoding: .utf8)
        #expect(kept == made, "run `make reference`")
    }

    /// In man(7): a section for each command, its help as it stands.
    private func manual(in workplace: borrowing Workplace) throws -> String {
        func escaped(_ text: String) -> String {
            text.replacing("\\", with: "\\e").replacing("-", with: "\\-").split(
                separator: "\n", omittingEmptySubsequences: false
            ).map { $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&\($0)" : String($0) }.joined(separator: "\n")
        }
        var text = """
            .\\" Made from `refrain help`; do not edit.
            .TH REFRAIN 1 "" "refrain" "User Commands"
            .SH NAME
            refrain \\- a findings database for code reviews

            """
        var pending: [[String]] = [[]]
        while !pending.isEmpty {
            let path = pending.removeFirst()
            let help = try workplace.refrain(path + ["--help"], environment: ["COLUMNS": "78"])
            let title = path.isEmpty ? "DESCRIPTION" : (["refrain"] + path).joined(separator: " ")
            text += ".SH \(escaped(title))\n.nf\n\(escaped(help.output.trimmed))\n.fi\n"
            pending.insert(contentsOf: subcommands(in: help.output).map { path + [$0] }, at: 0)
        }
        return text
    }

    @Test func `every command's help has an example`() throws {
        let workplace = try Workplace()
        for command in subcommands(in: try workplace.refrain("--help").output) where command != "help" {
            let help = try workplace.refrain(command, "--help")
            #expect(help.output.contains("  refrain \(command)"), "\(help)")
        }
    }
}

extension String {
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
