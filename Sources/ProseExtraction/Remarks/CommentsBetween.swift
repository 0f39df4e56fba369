import FindingsModel

/// Comments between the lines of a patch, each below the line that it speaks of.
///
/// A line of a hunk opens with `+`, `-`, a blank or a backslash (unified diff); a line that opens otherwise is the
/// reviewer's. The place is the new file's line above it, counted from the hunk's head.
struct CommentsBetween {
    private(set) var remarks: [Remark] = []
    private(set) var leftovers: [Leftover] = []

    private struct Comment {
        var lines: [Range<Int>] = []
        var line: Int?
    }

    private let document: [UInt8]
    private var open = Comment()
    private var path: String?
    /// The new file's next line; `nil` outside of hunks.
    private var next: Int?

    /// `nil` for a document without a hunk at the start of a line, with fences, or with fewer than two such comments.
    init?(_ document: [UInt8]) {
        self.document = document
        guard !document.has("```", within: 0..<min(document.count, 20_000)) else { return nil }
        var index = 0
        var hunks = 0
        var marked = 0
        var lines = 0
        while index < document.count, lines < AnnotatedPatch.maximumLines {
            let end = document[index...].firstIndex(of: .lineFeed) ?? document.count
            let line = index..<end
            lines += 1
            defer { index = end + 1 }
            if let first = Self.start(ofHunk: document[line]) {
                close()
                next = first
                hunks += 1
            } else if Self.isHead(document, index) {
                close()
                next = nil
                if document.has("+++ ", at: index) { path = Self.path(document[line]) }
            } else if line.isEmpty {
                // A comment's next paragraph may follow.
                if open.lines.isEmpty, next != nil { continue }
                open.lines.append(line)
            } else if let number = next, document[index].isOne(of: "+- \\") {
                close()
                marked += 1
                if document[index] == UInt8(ascii: "+") || document[index] == .space { next = number + 1 }
            } else {
                if open.lines.isEmpty { open.line = next.map { $0 - 1 } }
                open.lines.append(line)
            }
        }
        close()
        guard hunks > 0, marked > 0, remarks.count >= 2 else { return nil }
    }

    private mutating func close() {
        defer { open = Comment() }
        guard let first = open.lines.first(where: { !$0.isEmpty }), let last = open.lines.last(where: { !$0.isEmpty }),
            remarks.count < RemarkFinder.maximumRemarks
        else { return }
        let span = ByteSpan(first.lowerBound, last.upperBound)
        let blocks = MarkdownTree(Array(document[first.lowerBound..<last.upperBound])).blocks.map {
            $0.moved(by: first.lowerBound)
        }
        guard let opening = blocks.first, !opening.text.isBlank else { return }
        guard let line = open.line, line > 0, !VerdictReader.isStronglyLabelled(opening.text) else {
            leftovers += blocks.filter { !$0.text.isBlank }.map {
                Leftover(text: $0.text.trimmed(), span: $0.span, context: Remark.Context())
            }
            return
        }
        var remark = Remark(
            layout: .labelled, lead: opening.text.trimmed(), blocks: Array(blocks.dropFirst()),
            context: Remark.Context(), span: span, group: 1)
        remark.context.path = path
        let isPlaced = LineReferenceScanner(opening.text).found.contains { $0.certainty == .firm }
        if !isPlaced {
            remark.located = [
                LineReferenceScanner.Found(
                    range: LineRange(line), path: nil, column: nil, certainty: .firm, place: 0..<0)
            ]
        }
        remarks.append(remark)
    }

    /// The new file's first line of "@@ -10,6 +10,12 @@"; `nil` for another line.
    private static func start(ofHunk line: ArraySlice<UInt8>) -> Int? {
        guard line.starts(with: "@@ -".utf8), let plus = line.prefix(60).firstIndex(of: UInt8(ascii: "+")) else {
            return nil
        }
        let digits = line[(plus + 1)...].prefix(8).prefix(while: \.isDigit)
        return digits.isEmpty ? nil : digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    }

    private static func isHead(_ document: [UInt8], _ index: Int) -> Bool {
        let heads: [StaticString] = [
            "+++ ", "--- ", "diff --git", "index ", "new file mode", "deleted file mode", "old mode", "new mode",
            "rename ", "similarity ", "Binary files",
        ]
        return heads.contains { document.has($0, at: index) }
    }

    private static func path(_ line: ArraySlice<UInt8>) -> String? {
        var name = String(decoding: line.dropFirst(4), as: UTF8.self).trimmingSpaces
        if name.hasPrefix("b/") { name.removeFirst(2) }
        return name == "/dev/null" ? nil : name
    }
}
