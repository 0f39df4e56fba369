import FindingsModel

/// Titles in bold that a number opens: "**3. Everything is a mock**".
enum CountedTitles {
    /// Four of them at least count from 1 without a gap, and headings stand between some: the chapters sort what is counted. Titles
    /// that head remarks of their own begin anew in each chapter, or stand under none.
    static func runThrough(_ document: [UInt8]) -> Bool {
        var next = 1
        var chapters = 0
        var isBehindHeading = false
        var start = 0
        while start < document.count {
            defer { start = (document[start...].firstIndex(of: .lineFeed) ?? document.count) + 1 }
            if document[start] == UInt8(ascii: "#") {
                isBehindHeading = true
                continue
            }
            guard document.has("**", at: start), let number = number(of: document[(start + 2)...]) else { continue }
            guard number == next else { return false }
            next += 1
            if isBehindHeading { chapters += 1 }
            isBehindHeading = false
        }
        return next > 4 && chapters > 1
    }

    private static func number(of title: ArraySlice<UInt8>) -> Int? {
        let digits = title.prefix(3).prefix(while: \.isDigit)
        guard !digits.isEmpty, let mark = title[digits.endIndex...].first, mark.isOne(of: ".)") else { return nil }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}
