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
        // A drive before it: "C:\repo\quay.cs".
        if start + 3 < bytes.count, bytes[start].isLetter, bytes[start + 1] == UInt8(ascii: ":"),
            bytes[start + 2] == UInt8(ascii: "\\"), start == 0 || !bytes[start - 1].isWord
        {
            end += 2
        }
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
            } else if hasSlash, let close = routeSegment(in: bytes, at: end) {
                end = close
            } else {
                break
            }
            end += 1
        }
        if bytes.has("http", at: start), end < bytes.count, bytes[end] == UInt8(ascii: ":") {
            return bytes.has("http://", at: start) || bytes.has("https://", at: start) ? end : nil
        }
        guard hasLetter else { return nil }
        // A word, as most are.
        if !hasSlash, lastDot < start { return bareName(in: bytes, from: start, to: end) }
        if let mark = bytes[start..<end].lastIndex(where: { $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "+") }),
            mark > lastDot, lastDot > start, bytes[(mark + 1)..<end].allSatisfy(\.isDigit)
        {
            // "a.py@41", "a.py+41": the lines are no part of the path.
            end = mark
        }
        if lastDot < start || !hasSlash, let name = bareName(in: bytes, from: start, to: end) { return name }
        // A sentence's full stop, or a dash before a range, is not the path's.
        while end > start, bytes[end - 1] == UInt8(ascii: ".") || bytes[end - 1] == UInt8(ascii: "-") { end -= 1 }
        // "test/dune:3": a name without a suffix, where lines follow it.
        if hasSlash, lastDot < start, end + 1 < bytes.count, bytes[end] == UInt8(ascii: ":"), bytes[end + 1].isDigit,
            end - start > 4, slashes >= 1, bytes[end - 1].isWord, bytes[start..<end].allSatisfy({ !$0.isUpper })
        {
            return end
        }
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

    /// The last byte of what web frameworks put into brackets at the start of a segment: `app/(shop)/page.tsx`,
    /// `pages/[id].tsx`, `docs/[[...slug]]/page.tsx`. Brackets that end the path (`a/b[3]`) are none of its own.
    private static func routeSegment(in bytes: [UInt8], at open: Int) -> Int? {
        guard open > 0, bytes[open - 1] == UInt8(ascii: "/") else { return nil }
        let closing: UInt8
        switch bytes[open] {
        case UInt8(ascii: "("): closing = UInt8(ascii: ")")
        case UInt8(ascii: "["): closing = UInt8(ascii: "]")
        default: return nil
        }
        var end = open + 1
        while end < bytes.count, bytes[end] == bytes[open], end - open < 2 { end += 1 }
        while end < bytes.count, end - open < 40, bytes[end].isWord || bytes[end].isOne(of: "-.") { end += 1 }
        guard end > open + 1, end < bytes.count, bytes[end] == closing else { return nil }
        while end + 1 < bytes.count, bytes[end + 1] == closing, end - open < 48 { end += 1 }
        guard end + 1 < bytes.count else { return nil }
        let next = bytes[end + 1]
        return next == UInt8(ascii: "/") || next == UInt8(ascii: ".") || next.isLetter ? end : nil
    }

    /// The end of a file's name that has no suffix: `Makefile`, `ci/Dockerfile`.
    private static func bareName(in bytes: [UInt8], from start: Int, to end: Int) -> Int? {
        var first = end
        while first > start, bytes[first - 1].isWord { first -= 1 }
        guard end - first >= 8, end - first <= 13, bytes[first].isUpper, first == start || bytes[first - 1] == 47 else {
            return nil
        }
        return bareNames.contains(String(decoding: bytes[first..<end], as: UTF8.self)) ? end : nil
    }

    private static let bareNames: Set<String> = [
        "Makefile", "Dockerfile", "Jenkinsfile", "Rakefile", "Vagrantfile", "Justfile", "Procfile", "Podfile",
        "Fastfile", "Brewfile", "Earthfile", "Tiltfile", "Containerfile", "Gemfile", "Snakefile", "Caddyfile",
    ]

    private static let suffixes: Set<String> = Set(
        ("py pyi pyx js jsx mjs cjs ts tsx mts cts java kt kts scala groovy gradle go rs c h cc cpp cxx hh hpp hxx m mm swift cs "
            + "fs vb rb erb php pl pm t r jl lua dart ex exs erl hs ml mli clj cljs cljc elm sol vy move cairo zig nim d pas sql "
            + "sh bash zsh ps1 bat cmd yml yaml json jsonc toml ini cfg conf xml html htm css scss sass less vue svelte astro "
            + "asm bas cob cbl f90 f95 hlsl glsl wgsl sv vhd vhdl cu cuh ino pde adb ads tcl awk psm1 psd1 fsx fsi rkt scm lisp abap gd "
            + "resx csproj vcxproj sln plist storyboard xib bicep hcl rego jsonnet libsonnet nix hbs ejs pug twig njk jinja j2 "
            + "md rst txt feature robot tf proto graphql ipynb csv tsv lock mod sum am in mk cmake bzl bazel spec snap")
            .split(separator: " ").map(String.init))
}
