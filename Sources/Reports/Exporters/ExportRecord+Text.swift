import FindingsModel
import FindingsStore

extension LineReference {
    /// The lines in their order, also where the reviewer wrote them the wrong way round.
    var ordered: LineRange { LineRange(min(range.first, range.last), max(range.first, range.last)) }
}

extension ExportRecord {
    /// The first place in the record's own file.
    var mainPlace: LineReference? { places.first { $0.path == nil || $0.path == path } }

    /// The places beside the main one: `also at lines 75, 80-82 and other.py:3`; `nil` where there is none.
    var furtherPlaces: String? {
        var rest = places
        if let main = mainPlace, let index = rest.firstIndex(of: main) { rest.remove(at: index) }
        guard !rest.isEmpty else { return nil }
        let words = rest.prefix(50).map { place in
            place.path.map { "\($0):\(place.ordered)" } ?? "\(place.ordered)"
        }
        return "also at \(words.joined(separator: ", "))" + (rest.count > 50 ? ", …" : "")
    }

    /// Title, body and suggestion as paragraphs.
    var message: String {
        var parts = [title]
        if !body.isEmpty { parts.append(body) }
        if let suggestion { parts.append("Suggestion: \(suggestion)") }
        return parts.joined(separator: "\n\n")
    }

    /// The message, with the further places for formats that have room for one.
    var messageWithPlaces: String { message + (furtherPlaces.map { "\n\n(\($0))" } ?? "") }
}

extension JSONText {
    /// An object of the members that have a value.
    static func members(_ members: [(String, JSONText?)]) -> JSONText {
        .object(members.compactMap { name, value in value.map { (name, $0) } })
    }

    static func optional(_ text: String?) -> JSONText? { text.map(JSONText.text) }

    static func flag(_ flag: Bool) -> JSONText { flag ? .literal("true") : .literal("false") }
}

/// Text made safe for XML 1.0, in content and in quoted attributes.
enum XMLText {
    /// Line breaks and tabs become references, for a parser turns them to spaces in attributes. What XML cannot hold
    /// becomes U+FFFD.
    static func attribute(_ text: String) -> String { escaped(text, breaks: true) }

    static func content(_ text: String) -> String { escaped(text, breaks: false) }

    private static func escaped(_ text: String, breaks: Bool) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x26: out.append(contentsOf: "&amp;".unicodeScalars)
            case 0x3C: out.append(contentsOf: "&lt;".unicodeScalars)
            case 0x3E: out.append(contentsOf: "&gt;".unicodeScalars)
            case 0x22: out.append(contentsOf: "&quot;".unicodeScalars)
            case 0x27: out.append(contentsOf: "&apos;".unicodeScalars)
            case 0x0D: out.append(contentsOf: "&#13;".unicodeScalars)
            case 0x0A where breaks: out.append(contentsOf: "&#10;".unicodeScalars)
            case 0x09 where breaks: out.append(contentsOf: "&#9;".unicodeScalars)
            case 0x09, 0x0A: out.append(scalar)
            case 0x00..<0x20, 0xFFFE, 0xFFFF: out.append("\u{FFFD}")
            // What would act where the file is looked at: controls, line separators, marks of direction.
            case 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069:
                out.append(contentsOf: "&#x\(String(scalar.value, radix: 16, uppercase: true));".unicodeScalars)
            default: out.append(scalar)
            }
        }
        return String(out)
    }
}
