import Foundation
import Testing

/// What the guide and its neighbours show as typed and printed is what happens: each page's listings are run in their
/// order, on a database of the examples.
///
/// In a listing, `…` alone on a line stands for any lines, and blanks may differ in number: a path under `/tmp` is
/// another one here. A command without output beneath it only has to succeed.
@Suite struct ListingTests {
    @Test(arguments: ["Guide", "Questions", "InCI"]) func `a page's listings are what the commands print`(
        page name: String
    ) throws {
        let page = try Page(named: name)
        let workplace = try Workplace()
        try workplace.prepare(page, withExamples: !page.ingestsExamples)
        let commands = page.commands
        #expect(commands.count >= 3, "\(name).md has lost its listings")
        for command in commands {
            let printed = try workplace.run(command.line)
            if command.shown.isEmpty {
                #expect(printed.status == 0, "\(name).md: \(printed)")
            } else {
                #expect(
                    Listing(command.shown).matches(printed.errors + printed.output),
                    "\(name).md shows something else: \(printed)")
            }
        }
    }

    @Test func `a listing that differs is seen`() {
        let shown = Listing(["path    n", "…", "a.py    7"])
        #expect(shown.matches("path  n\nb.py  9\nc.py  8\na.py  7\n"))
        #expect(!shown.matches("path  n\nb.py  9\na.py  6\n"))
        #expect(!shown.matches("path  n\na.py  7\nd.py  1\n"))
        #expect(!Listing(["path  n"]).matches(""))
    }
}

/// Lines as a page shows them.
private struct Listing {
    let lines: [String]

    init(_ shown: [String]) { lines = Self.normalised(shown) }

    /// Whether `text` says just this, where `…` stands for any lines, none among them.
    func matches(_ text: String) -> Bool {
        let printed = Self.normalised(text.components(separatedBy: "\n"))
        let parts = lines.split(separator: "…", omittingEmptySubsequences: false).map(Array.init)
        guard let first = parts.first, let last = parts.last else { return false }
        guard parts.count > 1 else { return printed == first }
        guard printed.starts(with: first) else { return false }
        var rest = printed.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
    }

    /// The lines without what may differ: how many blanks stand between cells, and when the command ran.
    private static func normalised(_ lines: [String]) -> [String] {
        var lines = lines.map { line in
            var line = line.replacing(/(^|\s)tmp\//) { "\($0.output.1)/tmp/" }
                .split(separator: " ").joined(separator: " ")
            if line.hasSuffix("the time of ingest") { line.replace(/\d{4}-\d\d-\d\d \d\d:\d\d/, with: "NOW") }
            return line
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}

/// A page of Documentation/, as its fenced blocks.
private struct Page {
    struct Command {
        var line: String
        var shown: [String]
    }

    /// Language and lines of each fenced block, in their order.
    private let blocks: [(language: String, lines: [String])]

    init(named name: String) throws {
        let file = Workplace.project.appending(path: "Documentation/\(name).md")
        var blocks: [(language: String, lines: [String])] = []
        var isInside = false
        for line in try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n") {
            if line.hasPrefix("```") {
                isInside.toggle()
                if isInside { blocks.append((String(line.dropFirst(3)), [])) }
            } else if isInside {
                blocks[blocks.count - 1].lines.append(line)
            }
        }
        self.blocks = blocks
    }

    var ingestsExamples: Bool { commands.contains { $0.line.contains("--manifest Examples/") } }

    /// The commands behind `$ `, each with the lines that are shown beneath it; a backslash at a line's end goes on.
    var commands: [Command] {
        var commands: [Command] = []
        for block in blocks where block.language == "console" {
            var goesOn = false
            for line in block.lines {
                if goesOn {
                    commands[commands.count - 1].line += "\n" + line
                } else if line.hasPrefix("$ ") {
                    commands.append(Command(line: String(line.dropFirst(2)), shown: []))
                } else if !commands.isEmpty {
                    commands[commands.count - 1].shown.append(line)
                }
                goesOn = (goesOn || line.hasPrefix("$ ")) && line.hasSuffix("\\")
            }
        }
        return commands
    }

    /// The text of the first block of a language.
    func text(of language: String) -> String? {
        blocks.first { $0.language == language }?.lines.joined(separator: "\n").appending("\n")
    }
}

extension Workplace {
    /// The examples where a page expects them, and the files that it speaks of, from its own blocks.
    fileprivate borrowing func prepare(_ page: Page, withExamples: Bool) throws {
        try FileManager.default.createSymbolicLink(
            at: folder.appending(path: "Examples"), withDestinationURL: Self.project.appending(path: "Examples"))
        try FileManager.default.createDirectory(
            at: folder.appending(path: "tmp"), withIntermediateDirectories: true)
        if let review = page.text(of: "markdown"), let sql = page.text(of: "sql") {
            try write(sql, to: "tmp/new-in-branch.sql")
            try write(review, to: "tmp/review.md")
            let second = try #require(review.range(of: "\n2. "))
            try write(String(review[..<second.lowerBound]), to: "tmp/late.md")
        }
        guard withExamples else { return }
        let ingested = try run("refrain ingest --manifest Examples/manifest.jsonl")
        #expect(ingested.status == 0, "\(ingested)")
    }

    /// Runs a line as a shell does on a terminal of 100 columns, with `refrain` on the path and a database of this
    /// workplace; `/tmp` is a folder here.
    fileprivate borrowing func run(_ line: String) throws -> Result {
        let tools = Self.executable.deletingLastPathComponent().path(percentEncoded: false)
        var result = try execute(
            URL(filePath: "/usr/bin/script"),
            ["-qec", "stty cols 100; { \(line.replacing("/tmp/", with: "tmp/"))\n} 2> errors", "/dev/null"],
            environment: [
                "PATH": "\(tools):/usr/bin:/bin", "REFRAIN_DB": "lanternfish.db", "NO_COLOR": "1", "SHELL": "/bin/sh",
            ])
        result.output = result.output.replacing("\r\n", with: "\n")
        result.errors = try String(contentsOf: folder.appending(path: "errors"), encoding: .utf8)
        return result
    }
}
