/// How much markup of a document is read.
///
/// A parser keeps a node for every sign that may be markup, many times the sign's own size; a megabyte of `<` or of
/// one-letter lines would take hundreds. Reviews spend one sign in twenty bytes, and a long one has a few thousand lines.
enum MarkupBudget {
    private static let total = 160_000
    /// A line makes a block, and a block is looked at from many sides.
    private static let costOfLine = 5

    /// The offset at which the document has used up its budget; its length when it never does.
    static func end(of document: [UInt8]) -> Int {
        var left = total
        for (index, byte) in document.enumerated() {
            switch byte {
            case .lineFeed, 13: left -= costOfLine
            case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "!"),
                UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "\\"),
                UInt8(ascii: "&"), UInt8(ascii: "~"), UInt8(ascii: "{"):
                left -= 1
            default: continue
            }
            if left < 0 { return index }
        }
        return document.count
    }
}
