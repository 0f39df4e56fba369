import FindingsModel

/// Makes Perl's documentation format readable to a Markdown parser, line by line: `=head1 Title` and `=item * Title` become
/// headings, `C<code>` and `B<bold>` what they are; no line moves.
enum PODMarkup {
    /// `document` rewritten; `nil` where no line opens with `=head1` or `=item`.
    static func normalized(_ document: [UInt8]) -> [UInt8]? {
        guard
            document.has("=head", at: 0) || document.has("=pod", at: 0) || document.has("\n=head1 ", within: 0..<4_000)
        else { return nil }
        var out: [UInt8] = []
        out.reserveCapacity(document.count)
        var start = 0
        while start < document.count {
            let end = document[start...].firstIndex(of: .lineFeed) ?? document.count
            let line = words(document, start..<end)
            out += line.prefix(end - start)
            out += [UInt8](repeating: .space, count: end - start - min(line.count, end - start))
            if end < document.count { out.append(.lineFeed) }
            start = end + 1
        }
        return out
    }

    private static func words(_ document: [UInt8], _ line: Range<Int>) -> [UInt8] {
        guard line.count > 3, document[line.lowerBound] == UInt8(ascii: "=") else { return styled(document, line) }
        for (command, mark) in commands where document.has(command, at: line.lowerBound) {
            var index = line.lowerBound + command.utf8CodeUnitCount
            while index < line.upperBound, document[index].isBlank || document[index] == UInt8(ascii: "*") {
                index += 1
            }
            return mark.isEmpty ? [] : Array(mark.utf8) + styled(document, index..<line.upperBound)
        }
        return styled(document, line)
    }
    private static let commands: [(StaticString, String)] = [
        ("=head1", "# "), ("=head2", "## "), ("=head3", "### "), ("=item", "#### "), ("=over", ""), ("=back", ""),
        ("=cut", ""), ("=pod", ""), ("=encoding", ""),
    ]

    /// "C<$id>" as "`$id`", "B<not>" as "**not**".
    private static func styled(_ document: [UInt8], _ line: Range<Int>) -> [UInt8] {
        var out: [UInt8] = []
        var closing: [UInt8] = []
        var index = line.lowerBound
        while index < line.upperBound {
            let byte = document[index]
            let isOpening =
                index + 1 < line.upperBound && document[index + 1] == UInt8(ascii: "<") && byte.isOne(of: "CBIFL")
                && (index == line.lowerBound || !document[index - 1].isWord)
            if isOpening {
                let mark =
                    byte == UInt8(ascii: "C") || byte == UInt8(ascii: "F") ? UInt8(ascii: "`") : UInt8(ascii: "*")
                closing.append(mark)
                out.append(mark)
                index += 2
            } else if byte == UInt8(ascii: ">"), let mark = closing.popLast() {
                out.append(mark)
                index += 1
            } else {
                out.append(byte)
                index += 1
            }
        }
        return out
    }
}
