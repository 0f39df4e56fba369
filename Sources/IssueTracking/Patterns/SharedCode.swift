/// The code that a remark names: identifiers of several parts, calls, dotted names, literals.
enum SharedCode {
    /// At most so many of one remark.
    private static let limit = 64

    static func tokens(of text: String, symbols: [String]) -> Set<String> {
        var tokens: Set<String> = []
        for symbol in symbols where isTelling(symbol) { tokens.insert(symbol) }
        var token: [UInt8] = []
        var isCall = false
        func finish() {
            defer {
                token = []
                isCall = false
            }
            while let last = token.last, !isWord(last) { token.removeLast() }
            while let first = token.first, !isWord(first), first != 0x40, first != 0x24 { token.removeFirst() }
            guard token.count >= 3, token.count <= 80, tokens.count < limit else { return }
            let word = String(decoding: token, as: UTF8.self)
            if isCall ? isTelling(word) : isCode(token) && isTelling(word) { tokens.insert(word) }
        }
        for byte in text.utf8 {
            if isWord(byte) || byte == 0x2E || byte == 0x40 || byte == 0x24 || byte == 0x2D || byte == 0x3A {
                token.append(byte)
            } else {
                isCall = byte == UInt8(ascii: "(")
                finish()
            }
        }
        finish()
        return tokens
    }

    /// Letters, digits, underscores.
    private static func isWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
    }

    /// An underscore, a dot or a capital within, or a literal: a word of prose has none of them.
    private static func isCode(_ token: [UInt8]) -> Bool {
        let isLower = { (byte: UInt8) in (0x61...0x7A).contains(byte) }
        let isUpper = { (byte: UInt8) in (0x41...0x5A).contains(byte) }
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        let digits = token.count(where: isDigit)
        // A literal: a long number, a UUID, a host with a port. Years and lines are short.
        if digits == token.count { return digits >= 5 }
        if digits >= 4, token.contains(0x2D) || token.contains(0x3A) || token.contains(0x2E) { return true }
        if token.contains(0x2D) || token.contains(0x3A) { return false }
        if token.first == 0x40 || token.first == 0x24 { return true }
        for (here, next) in zip(token, token.dropFirst()) {
            if here == 0x5F || next == 0x5F { return true }
            if isLower(here), isUpper(next) { return true }
            if here == 0x2E, isLower(next) || isUpper(next) { return true }
        }
        return false
    }

    /// Not a test's own name, which is no other file's, and not a file.
    private static func isTelling(_ name: String) -> Bool {
        let lower = name.lowercased()
        if lower.hasPrefix("test_") || lower.hasPrefix("test.") || lower.hasSuffix("_test") { return false }
        if name.hasPrefix("Test"), name.dropFirst(4).first?.isUppercase == true { return false }
        if name.hasPrefix("test"), name.dropFirst(4).first?.isUppercase == true { return false }
        let endings = [
            ".py", ".js", ".ts", ".tsx", ".jsx", ".go", ".java", ".kt", ".cs", ".rb", ".rs", ".swift", ".php", ".cpp",
            ".md",
            ".txt", ".json", ".yml", ".yaml", ".e.g", ".i.e",
        ]
        return name.utf8.count >= 3 && !["e.g", "i.e"].contains(lower) && !endings.contains { lower.hasSuffix($0) }
    }
}
