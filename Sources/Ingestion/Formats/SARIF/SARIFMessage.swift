/// Text of SARIF messages (§3.11): by id, with arguments, with links.
enum SARIFMessage {
    /// The text of a result's message, or `nil` where there is none.
    static func text(_ message: JSONValue?, rule: SARIFRule) -> String? {
        guard let message else { return nil }
        // Some tools write the message as plain text.
        if let plain = message.string { return plain.isEmpty ? nil : plain }
        var isTemplate = message["arguments"] != nil
        var text = SARIFRule.text(message)
        if text == nil, let id = message["id"]?.string {
            isTemplate = true
            let strings = [rule.descriptor?["messageStrings"], rule.component?["globalMessageStrings"]]
            for list in strings.compactMap({ $0 }) where text == nil {
                text = SARIFRule.text(list.fields.first { $0.key == id }?.value)
            }
        }
        guard var text, !text.isEmpty else { return nil }
        if isTemplate {
            text = fill(text, message["arguments"].map { $0.elements.map { $0.stringOrNumber ?? "" } } ?? [])
        }
        return text.containsByte { $0 == UInt8(ascii: "]") } ? withoutLinks(text) : text
    }

    /// Puts arguments in place of `{0}`; `{{` and `}}` stand for the braces themselves (§3.11.5).
    static func fill(_ template: String, _ arguments: [String]) -> String {
        let source = Array(template.utf8)
        var filled: [UInt8] = []
        var index = 0
        while index < source.count {
            let byte = source[index]
            let next = index + 1 < source.count ? source[index + 1] : 0
            if byte == UInt8(ascii: "{"), next != byte,
                let end = source[index...].prefix(6).firstIndex(of: UInt8(ascii: "}")),
                let number = Int(String(decoding: source[(index + 1)..<end], as: UTF8.self)),
                arguments.indices.contains(number)
            {
                filled += Array(arguments[number].utf8)
                index = end + 1
                continue
            }
            filled.append(byte)
            index += (byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")) && next == byte ? 2 : 1
        }
        return String(decoding: filled, as: UTF8.self)
    }

    /// `[name](2)`, a link to a related location (§3.11.6), as `name`; `\[` as `[`. Other links stay.
    static func withoutLinks(_ text: String) -> String {
        let source = Array(text.utf8)
        var plain: [UInt8] = []
        var opened: Int?
        var index = 0
        while index < source.count {
            let byte = source[index]
            if byte == UInt8(ascii: "\\"), index + 1 < source.count,
                source[index + 1] == UInt8(ascii: "[") || source[index + 1] == UInt8(ascii: "]")
            {
                plain.append(source[index + 1])
                index += 2
                continue
            }
            if byte == UInt8(ascii: "[") { opened = plain.count }
            if byte == UInt8(ascii: "]"), let start = opened, let end = targetEnd(source, from: index + 1) {
                plain.remove(at: start)
                opened = nil
                index = end
                continue
            }
            plain.append(byte)
            index += 1
        }
        return String(decoding: plain, as: UTF8.self)
    }

    /// The end of `(12)` that begins at `start`.
    private static func targetEnd(_ source: [UInt8], from start: Int) -> Int? {
        guard start < source.count, source[start] == UInt8(ascii: "(") else { return nil }
        var index = start + 1
        while index < source.count, source[index] >= 0x30, source[index] <= 0x39 { index += 1 }
        guard index > start + 1, index < source.count, source[index] == UInt8(ascii: ")") else { return nil }
        return index + 1
    }
}
