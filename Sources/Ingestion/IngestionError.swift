/// Where in the input something stands.
public struct Place: Hashable, Sendable, CustomStringConvertible {
    /// The file as it was named; `<standard input>` for `-`.
    public var file: String
    /// 1-based; `nil` where the whole file is meant.
    public var line: Int?
    /// 1-based, in bytes.
    public var column: Int?
    /// 0-based offset in the document's text.
    public var byte: Int?

    public init(file: String, line: Int? = nil, column: Int? = nil, byte: Int? = nil) {
        self.file = file
        self.line = line
        self.column = column
        self.byte = byte
    }

    /// The place of a byte offset, its line and column counted in `text`.
    public init(file: String, byte: Int, in text: [UInt8]) {
        var line = 1
        var lineStart = 0
        let end = min(max(byte, 0), text.count)
        for index in 0..<end where text[index] == UInt8(ascii: "\n") {
            line += 1
            lineStart = index + 1
        }
        self.init(file: file, line: line, column: end - lineStart + 1, byte: byte)
    }

    /// `report.sarif:12:5 (byte 340)`.
    public var description: String {
        var words = file
        if let line { words += ":\(line)" }
        if line != nil, let column { words += ":\(column)" }
        if let byte { words += " (byte \(byte))" }
        return words
    }
}

/// Why a document, or the place where it should be, could not be read.
public enum IngestionError: Error, Hashable, Sendable {
    /// The file is missing, is no file, or may not be read.
    case unreadable(Place, why: String)
    /// Nothing but white space.
    case empty(Place)
    /// Larger than the limit, in bytes.
    case tooLarge(Place, limit: Int)
    /// Binary bytes.
    case notText(Place, why: String)
    /// Bytes that are neither UTF-8 nor plausibly Windows-1252.
    case invalidUTF8(Place)
    /// Not JSON.
    case malformedJSON(Place, why: String)
    /// Not XML.
    case malformedXML(Place, why: String)
    /// JSON, but not what the format asks for.
    case malformed(format: String, Place, why: String)
    case unsupportedVersion(format: String, Place, version: String, supported: String)
    /// `--from` names a format that is not there.
    case unknownFormat(String, known: [String])
    /// No format recognises the content.
    case unrecognized(Place, why: String, known: [String])
    /// A folder without reviews, a pattern without a match.
    case nothingFound(Place, why: String)
    /// A line of a manifest that is not as it should be.
    case manifest(Place, why: String)
    /// A value given by an option that cannot be one.
    case invalidValue(option: String, value: String, expected: String)

    /// Where; `nil` for an option.
    public var place: Place? {
        switch self {
        case .unreadable(let place, _), .empty(let place), .tooLarge(let place, _), .notText(let place, _),
            .invalidUTF8(let place), .malformedJSON(let place, _), .malformedXML(let place, _),
            .malformed(_, let place, _),
            .unsupportedVersion(_, let place, _, _), .unrecognized(let place, _, _), .nothingFound(let place, _),
            .manifest(let place, _):
            return place
        case .unknownFormat, .invalidValue:
            return nil
        }
    }

    /// The same error at another place, where it has one.
    func at(_ place: Place) -> IngestionError {
        switch self {
        case .unreadable(_, let why): .unreadable(place, why: why)
        case .empty: .empty(place)
        case .tooLarge(_, let limit): .tooLarge(place, limit: limit)
        case .notText(_, let why): .notText(place, why: why)
        case .invalidUTF8: .invalidUTF8(place)
        case .malformedJSON(_, let why): .malformedJSON(place, why: why)
        case .malformedXML(_, let why): .malformedXML(place, why: why)
        case .malformed(let format, _, let why): .malformed(format: format, place, why: why)
        case .unsupportedVersion(let format, _, let version, let supported):
            .unsupportedVersion(format: format, place, version: version, supported: supported)
        case .unrecognized(_, let why, let known): .unrecognized(place, why: why, known: known)
        case .nothingFound(_, let why): .nothingFound(place, why: why)
        case .manifest(_, let why): .manifest(place, why: why)
        case .unknownFormat, .invalidValue: self
        }
    }

    /// What is wrong, without the place.
    public var what: String {
        switch self {
        case .unreadable(_, let why): return "cannot be read: \(why)"
        case .empty: return "the document is empty"
        case .tooLarge(_, let limit): return "the document is larger than \(Self.size(limit))"
        case .notText(_, let why): return "not text: \(why)"
        case .invalidUTF8: return "invalid UTF-8"
        case .malformedJSON(_, let why): return "malformed JSON: \(why)"
        case .malformedXML(_, let why): return "malformed XML: \(why)"
        case .malformed(let format, _, let why): return "the \(format) document is not as specified: \(why)"
        case .unsupportedVersion(let format, _, let version, _): return "\(format) version \(version) is not supported"
        case .unknownFormat(let id, _): return "unknown input format '\(id)'"
        case .unrecognized(_, let why, _): return "no input format recognises it: \(why)"
        case .nothingFound(_, let why): return why
        case .manifest(_, let why): return "not a manifest line: \(why)"
        case .invalidValue(let option, let value, _): return "'\(value)' is no value for \(option)"
        }
    }

    /// How to mend it.
    public var remedy: String {
        switch self {
        case .unreadable(let place, _):
            // A name that is not UTF-8 reaches us with signs in it: in a folder of such a name, or beside one that is much alike,
            // it is not found.
            return place.file.contains("\u{FFFD}")
                ? "Its name is not UTF-8: rename it, or hand it in by `refrain ingest - < FILE`."
                : "Check the path and its permissions."
        case .empty: return "Check the step that writes it; a review without findings still says so in words."
        case .tooLarge: return "Split the document, or raise the limit with --max-size."
        case .notText: return "Give the review as text, JSON or SARIF; unpack an archive of several first."
        case .invalidUTF8:
            return "Save the document as UTF-8 (`iconv -f ENCODING -t UTF-8`), or as UTF-16 with a byte order mark."
        case .malformedJSON(_, let why):
            let isCut = why.hasSuffix("ends early") || why.hasSuffix("has no end") || why.hasPrefix("it is text")
            let mend =
                isCut ? "Check that it was written to its end" : "Mend it there, or have a JSON library write it"
            return mend + "; `--from prose` reads it as text."
        case .malformedXML: return "Check that it was written to its end."
        case .malformed(let format, _, _):
            let page =
                switch format {
                case "refrain", "refrain-jsonl", "refrain-records": "refrain-json"
                case "rdjsonl": "rdjson"
                case "sonarqube-api": "sonarqube"
                case "github-graphql": "github"
                default: format
                }
            // One that the configuration describes has no page of its own.
            guard InputFormats.ids.contains(format) else {
                return "See ingest.formats in the configuration, and Documentation/Mapping.md."
            }
            return "See Documentation/Formats/\(page).md for what is read."
        case .unsupportedVersion(_, _, _, let supported): return "Convert it to \(supported)."
        case .unknownFormat(_, let known): return "Name one with --from: \(known.joined(separator: ", "))."
        case .unrecognized:
            return
                "`refrain formats` lists what is read: name the format with --from, or have the tool write one of them."
        case .nothingFound: return "Name files, folders that hold reviews, or a pattern that matches."
        case .manifest:
            return "Each line is one JSON object, like {\"review\": \"reviews/a.md\", \"path\": \"tests/test_a.py\"}."
        case .invalidValue(_, _, let expected): return "Expected \(expected)."
        }
    }

    private static func size(_ bytes: Int) -> String {
        bytes >= 1 << 20 && bytes % (1 << 20) == 0 ? "\(bytes >> 20) MB" : "\(bytes) bytes"
    }
}

extension IngestionError: CustomStringConvertible {
    /// `report.sarif:1:20 (byte 19): malformed JSON: it ends early. Check that …`
    public var description: String {
        let words = "\(what). \(remedy)"
        return place.map { "\($0): \(words)" } ?? words
    }
}
