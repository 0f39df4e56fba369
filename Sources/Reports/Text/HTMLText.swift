/// Text made harmless for HTML, in content and in quoted attributes.
///
/// By Unicode scalar: a quotation mark that is followed by a combining mark is one `Character`, yet ends an attribute.
enum HTMLText {
    static func escape(_ text: String) -> String {
        if text.utf8.allSatisfy(isPlain) { return text }
        var out = String.UnicodeScalarView()
        for scalar in PlainText.harmless(text).unicodeScalars {
            switch scalar {
            case "&": out.append(contentsOf: "&amp;".unicodeScalars)
            case "<": out.append(contentsOf: "&lt;".unicodeScalars)
            case ">": out.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": out.append(contentsOf: "&quot;".unicodeScalars)
            case "'": out.append(contentsOf: "&#39;".unicodeScalars)
            default: out.append(scalar)
            }
        }
        return String(out)
    }

    /// A visible character of ASCII, or a space, that means nothing to HTML.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): false
        default: byte >= 0x20 && byte < 0x7F
        }
    }

    /// Escaped, and with leave to be broken after its slashes: a path.
    static func breakable(_ path: String) -> String { broken(path) { $0 == UInt8(ascii: "/") } }

    /// Escaped, and with leave to be broken after the joints of a path or a name.
    static func breakableName(_ name: String) -> String {
        broken(name) { byte in
            switch byte {
            case UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"): true
            default: false
            }
        }
    }

    private static func broken(_ text: String, after isJoint: (UInt8) -> Bool) -> String {
        var out: [UInt8] = []
        for byte in escape(text).utf8 {
            out.append(byte)
            if isJoint(byte) { out.append(contentsOf: "<wbr>".utf8) }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Markup that leads to an address; as it is where there is none.
    ///
    /// - Parameter isElsewhere: the address is no page of ours, and is not to learn of it.
    static func link(_ markup: String, to address: String?, isElsewhere: Bool = false) -> String {
        guard let address else { return markup }
        return "<a href=\"\(escape(address))\"\(isElsewhere ? " rel=\"noreferrer\"" : "")>\(markup)</a>"
    }
}
