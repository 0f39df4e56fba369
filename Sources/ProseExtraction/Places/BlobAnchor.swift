import FindingsModel

/// The lines that a link to a file on a forge points at: `…/blob/main/src/a.py#L10-L20`, `…#L10-20`, `…#diff-…R12-R20`,
/// `…#lines-10:20`.
struct BlobAnchor {
    let range: LineRange
    let path: String?

    init?(_ url: [UInt8]) {
        guard let hash = url.lastIndex(of: UInt8(ascii: "#")) else { return nil }
        var index = hash + 1
        if url.has("diff-", at: index) {
            guard let mark = url[index...].lastIndex(where: { $0 == UInt8(ascii: "R") || $0 == UInt8(ascii: "L") })
            else {
                return nil
            }
            var first = mark
            // `R12-R20`: the first of the two marks.
            if let dash = url[index..<mark].last, dash == UInt8(ascii: "-"),
                let earlier = url[index..<mark].lastIndex(where: { $0 == UInt8(ascii: "R") || $0 == UInt8(ascii: "L") })
            {
                first = earlier
            }
            index = first
        }
        if url.has("lines-", at: index) { index += 5 }
        guard index + 1 < url.count,
            url[index] == UInt8(ascii: "L") || url[index] == UInt8(ascii: "R") || url[index] == 45
        else {
            return nil
        }
        func integer(_ start: Int) -> (Int, Int)? {
            var end = start
            var value = 0
            while end < url.count, url[end].isDigit, end - start < 7 {
                value = value * 10 + Int(url[end] - 48)
                end += 1
            }
            return end > start && value > 0 ? (value, end) : nil
        }
        guard let (first, afterFirst) = integer(index + 1) else { return nil }
        var last = first
        var next = afterFirst
        if next < url.count, url[next] == UInt8(ascii: "C") {
            next += 1
            while next < url.count, url[next].isDigit { next += 1 }
        }
        if next < url.count, url[next] == UInt8(ascii: "-") || url[next] == UInt8(ascii: ":") {
            next += 1
            if next < url.count, url[next] == UInt8(ascii: "L") || url[next] == UInt8(ascii: "R") { next += 1 }
            if let (value, _) = integer(next) { last = value }
        }
        range = LineRange(first, last)
        path = Self.path(url[..<hash])
    }

    /// The lines behind the path of a relative link, as editors open them: `tests/quay_test.cs:124`, `a.py:12-20`, `a.py:12:5`.
    init?(path url: [UInt8]) {
        guard !url.has("://", within: 0..<url.count), let end = PathToken.end(in: url, from: 0), end + 1 < url.count,
            url[end] == UInt8(ascii: ":")
        else { return nil }
        func integer(_ start: Int) -> (value: Int, end: Int)? {
            let digits = url[start...].prefix(7).prefix(while: \.isDigit)
            let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
            return value > 0 ? (value, digits.endIndex) : nil
        }
        guard let first = integer(end + 1) else { return nil }
        var last = first
        if first.end < url.count {
            // A column, or the end of a range.
            guard url[first.end].isOne(of: "-:"), first.end + 1 < url.count, let second = integer(first.end + 1),
                second.end == url.count
            else { return nil }
            if url[first.end] == UInt8(ascii: "-") { last = second }
        }
        range = LineRange(first.value, last.value)
        path = String(decoding: url[..<end], as: UTF8.self)
    }

    /// The lines of Azure DevOps' links: `…/_git/r?path=/src/a.cs&line=41&lineEnd=50`.
    init?(query url: [UInt8]) {
        guard let mark = url.firstIndex(of: UInt8(ascii: "?")) else { return nil }
        var first: Int?
        var last: Int?
        var path: String?
        for part in url[(mark + 1)...].split(separator: UInt8(ascii: "&")) {
            guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let value = String(decoding: part[(equals + 1)...], as: UTF8.self)
            switch String(decoding: part[..<equals], as: UTF8.self) {
            case "line": first = Int(value).flatMap { (1...9_999_999).contains($0) ? $0 : nil }
            case "lineEnd": last = Int(value).flatMap { (1...9_999_999).contains($0) ? $0 : nil }
            case "path": path = String(value.drop { $0 == "/" }).removingPercentEscapes
            default: break
            }
        }
        guard let first else { return nil }
        range = LineRange(first, last ?? first)
        self.path = path.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The path after `/blob/REF/` or `/blame/REF/`.
    private static func path(_ url: ArraySlice<UInt8>) -> String? {
        let bytes = Array(url)
        for index in bytes.indices where bytes[index] == UInt8(ascii: "/") {
            for mark in ["/blob/", "/blame/", "/src/commit/", "/tree/"] as [StaticString]
            where bytes.has(mark, at: index) {
                let start = index + mark.utf8CodeUnitCount
                guard let slash = bytes[start...].firstIndex(of: UInt8(ascii: "/")), slash + 1 < bytes.count else {
                    return nil
                }
                return String(decoding: bytes[(slash + 1)...], as: UTF8.self)
            }
        }
        return nil
    }
}

extension String {
    /// `%2F` and the like as the bytes that they stand for.
    fileprivate var removingPercentEscapes: String {
        var out: [UInt8] = []
        let bytes = Array(utf8)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let value = UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
            {
                out.append(value)
                index += 3
            } else {
                out.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
