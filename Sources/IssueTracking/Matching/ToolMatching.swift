import FindingsModel

/// What identifies a tool's result without reading its words.
struct ToolKey: Hashable, Sendable {
    /// Hash of the rule's id; `nil` for a finding without a rule.
    var rule: UInt64?
    /// Hash of title and body.
    var message: UInt64
    /// Hash of the fingerprint with the rule.
    var fingerprint: UInt64?
    /// Hash of the named symbols, in any order; `nil` where none is named.
    var symbols: UInt64?
    /// The lines, in order and bounded. Beside the hashes, since matching compares them with many findings, whose own
    /// memory lies far apart.
    var lines: [LineRange]

    init(_ finding: FindingEvidence) {
        lines = LineAgreement.normal(finding.lines)
        rule = finding.rule.map { Wording.hash($0.utf8) }
        message = Self.hash(finding.body, salt: Self.hash(finding.title, salt: 0))
        fingerprint = finding.fingerprint.map { Wording.hash($0.utf8, salt: rule ?? 0) }
        let named = finding.symbols
        symbols = named.isEmpty ? nil : named.reduce(0) { $0 &+ Self.hash($1, salt: 0) }
    }

    /// Whether it names the symbols of another; `nil` where one of them names none.
    func namesSame(_ others: UInt64?) -> Bool? {
        guard let symbols, let others else { return nil }
        return symbols == others
    }
}

extension ToolKey {
    /// A hash of a text, eight bytes at a step: messages are long, and every finding has one.
    fileprivate static func hash(_ text: String, salt: UInt64) -> UInt64 {
        var text = text
        return text.withUTF8 { bytes in
            let bytes = UnsafeRawBufferPointer(bytes)
            var hash = 0xcbf2_9ce4_8422_2325 ^ salt ^ UInt64(bytes.count)
            var at = 0
            while at + 8 <= bytes.count {
                hash = mixed(hash, UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)))
                at += 8
            }
            var rest: UInt64 = 0
            while at < bytes.count {
                rest = rest << 8 | UInt64(bytes[at])
                at += 1
            }
            return mixed(hash, rest)
        }
    }

    private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        let product = (hash ^ word).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
        return product.high ^ product.low
    }
}

/// How alike two results of the same rule of a tool are.
///
/// The rule is a wall here. The message mostly stays word for word; where it was reworded, the names, literals and
/// numbers in it still tell one result from its neighbour, and lines and function do when it says nothing of its own.
struct ToolLikeness {
    /// Log-odds from which two results are taken for the same.
    static let threshold = 0.0

    /// How alike the messages are, from 0 to 1.
    var text: Double
    /// Whether they name the same function; `nil` where one names none.
    var symbols: Bool?
    /// How near the lines are, from 0 to 1; `nil` where one has none.
    private var lines: Double?
    /// The earlier one was gone already.
    var isResolved: Bool

    init(text: Double, symbols: Bool?, isResolved: Bool) {
        self.text = text
        self.symbols = symbols
        self.isResolved = isResolved
    }

    /// - Parameter shift: how lines moved since the earlier result; `nil` where no pair tells.
    mutating func setLines(
        _ now: [LineRange], _ before: [LineRange], shift: LineShift?, finding: Int, issue: Int
    ) {
        guard !now.isEmpty, !before.isEmpty else { return }
        lines = LineAgreement.similarity(now, before, shift: shift ?? LineShift(), finding: finding, issue: issue)
    }

    var logOdds: Double {
        var odds = -6.5 + 9 * text
        if let symbols { odds += symbols ? 1 : -1.5 }
        if let lines { odds += 4 * lines - 1 }
        if isResolved { odds -= 1 }
        return odds
    }

    /// Weighted overlap of the words of both, from 0 to 1.
    static func likeness(_ a: Wording, _ b: Wording) -> Double {
        var shared = 0.0
        var total = 0.0
        var i = 0
        var j = 0
        while i < a.tokens.count || j < b.tokens.count {
            if j == b.tokens.count || (i < a.tokens.count && a.tokens[i].hash < b.tokens[j].hash) {
                total += weight(a.tokens[i])
                i += 1
            } else if i == a.tokens.count || b.tokens[j].hash < a.tokens[i].hash {
                total += weight(b.tokens[j])
                j += 1
            } else {
                let both = weight(a.tokens[i]) + weight(b.tokens[j])
                shared += both
                total += both
                i += 1
                j += 1
            }
        }
        return total > 0 ? shared / total : 1
    }

    private static func weight(_ token: Wording.Token) -> Double { token.isCode ? 3 * token.weight : token.weight }
}
