/// How a document's bytes were read as text.
public enum TextEncoding: String, Codable, Hashable, Sendable {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    case windows1252 = "Windows-1252"
}

/// A document as text: valid UTF-8 without a byte order mark. Byte spans of findings count in `bytes`.
public struct DecodedText: Hashable, Sendable {
    public var bytes: [UInt8]
    public var encoding: TextEncoding
    /// A byte order mark stood before it: spans are that much (3 bytes in UTF-8) before their place in the file.
    public var hadByteOrderMark: Bool
    /// What a reader should know about the encoding; `nil` for plain UTF-8.
    public var note: String?
}
