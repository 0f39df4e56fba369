import FindingsModel

/// Tells a file's path from other words: `tests/test_a.py`, `Makefile.am`, `src/lib.rs`.
enum PathToken {
    /// Where the path that starts at `start` ends; `nil` when none starts there.
    static func end(in bytes: [UInt8], from start: Int) -> Int? {
        var end = start
        var hasSlash = false
        var lastDot = -1
        var hasLetter = false
        var slashes = 0
        var dots = 0
        while end < bytes.count, end - start < 400 {
            let byte = bytes[end]
            if byte.isLetter || byte == 95 {
                hasLetter = true
            } else if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") {
                hasSlash = true
                lastDot = -1
                slashes += 1
                dots = 0
                // Signs without end are no path; each would be read anew from the next one.
                if slashes > 40 || slashes == 2 && end == start + 1 { return nil }
            } else if byte == UInt8(ascii: ".") {
                lastDot = end
                dots += 1
                if dots > 8 { return nil }
            } else if byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "@")
                || byte == UInt8(ascii: "+")
                || byte == UInt8(ascii: "$")
            {
            } else {
                break
            }
            end += 1
        }
        if bytes.has("http", at: start),
            bytes.has("://", at: end) || end < bytes.count && bytes[end] == UInt8(ascii: ":")
        {
            return bytes.has("http://", at: start) || bytes.has("https://", at: start) ? end : nil
        }
        guard hasLetter else { return nil }
        // A sentence's full stop, or a dash before a range, is not the path's.
        while end > start, bytes[end - 1] == UInt8(ascii: ".") || bytes[end - 1] == UInt8(ascii: "-") { end -= 1 }
        guard lastDot > start || lastDot == start, lastDot < end else { return nil }
        let suffix = bytes[(lastDot + 1)..<end]
        guard suffix.count >= 1, suffix.count <= 10, let first = suffix.first, first.isLetter else { return nil }
        let name = String(decoding: suffix.map(\.lowered), as: UTF8.self)
        guard suffixes.contains(name) || hasSlash && suffix.allSatisfy({ $0.isLetter || $0.isDigit }) else {
            return nil
        }
        // `module.py_function` and `x.java.util` are no paths; nor is `..`.
        return end
    }

    private static let suffixes: Set<String> = Set(
        ("py pyi pyx js jsx mjs cjs ts tsx mts cts java kt kts scala groovy gradle go rs c h cc cpp cxx hh hpp hxx m mm swift cs "
            + "fs vb rb erb php pl pm t r jl lua dart ex exs erl hs ml mli clj cljs cljc elm sol vy move cairo zig nim d pas sql "
            + "sh bash zsh ps1 bat cmd yml yaml json jsonc toml ini cfg conf xml html htm css scss sass less vue svelte astro "
            + "md rst txt feature robot tf proto graphql ipynb csv tsv lock mod sum am in mk cmake bzl bazel spec snap")
            .split(separator: " ").map(String.init))
}

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
