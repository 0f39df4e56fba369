import FindingsModel

/// The start of a remark, taken apart: signs, severity, labels and places, and where its own words begin.
struct RemarkLead {
    var severity: Severity?
    var severityWord: String?
    /// The label says that the change waits for it: "issue (blocking):".
    private(set) var blocks = false
    /// Labels and signs that tell the kind: "Potential issue", "praise", "✅".
    var labels: [String] = []
    /// Where the words begin.
    var start = 0
    let text: StyledText
    /// A rating in capitals went before: a place after it needs no sign.
    var hasCapitals = false
    /// A place went before, as it does in each line of a list.
    var isAfterPlace = false

    /// - Parameters:
    ///   - scale: which coloured signs the document uses.
    ///   - isListed: the remark is a line that opens with a place, like others.
    init(_ text: StyledText, scale: SeverityVocabulary.SignScale, isListed: Bool = false) {
        self.text = text
        hasCapitals = isListed
        var signSeverity: (Severity, String)?
        var index = text.isEmpty || text.styles[0].contains(.code) ? 0 : ItemMarker.length(in: text, at: 0)
        var steps = 0
        var isAfterSign = false
        while index < text.count, steps < 24 {
            steps += 1
            let byte = text.bytes[index]
            if byte.isBlank {
                index += 1
                continue
            }
            if text.styles[index].contains(.image) {
                let end = text.runEnd(from: index, .image)
                let alt = text.flat(index..<end)
                if let word = Self.ratedPart(of: alt) { set(word.0, word.1) } else { labels.append(alt) }
                index = end
                continue
            }
            if let end = ordinal(at: index) {
                index = end
                continue
            }
            if let (severity, end) = scale.legend.share(in: text.bytes, at: index) {
                set(severity, text.flat(index..<end))
                index = end
                continue
            }
            if byte == UInt8(ascii: "["), !scale.legend.brackets.isEmpty,
                let (words, end) = SeverityLegend.bracket(in: text.bytes, at: index),
                let meaning = scale.legend.brackets[words]
            {
                let sign = text.flat(index..<end)
                switch meaning {
                case .rated(let severity): set(severity, sign)
                case .praise: labels.append("👍")
                case .unrated: break
                }
                index = end
                continue
            }
            if let sign = Self.bracketedSign(in: text, at: index) {
                labels.append(sign.label)
                index += sign.length
                continue
            }
            if byte == UInt8(ascii: "@"), let end = author(at: index) {
                index = end
                continue
            }
            if let end = task(at: index) {
                index = end
                continue
            }
            if byte.isWide, let end = sign(at: index, scale: scale, signSeverity: &signSeverity) {
                isAfterSign = isAfterSign || text.bytes.scalar(at: index).value >= 0x2139
                index = end
                continue
            }
            if byte == UInt8(ascii: ":"), let end = shortcode(at: index) {
                let name = text.flat(index + 1..<end - 1)
                if let severity = Self.shortcodes[name].flatMap({ SeverityVocabulary.severity(ofSign: $0, on: scale) })
                {
                    if signSeverity == nil { signSeverity = (severity, ":\(name):") }
                } else {
                    labels.append(Self.shortcodes[name].flatMap(UnicodeScalar.init).map { String($0) } ?? name)
                }
                isAfterSign = true
                index = end
                continue
            }
            if steps == 1, let end = countBeforeRating(at: index) {
                index = end
                continue
            }
            if let end = codedRating(at: index) ?? (isAfterSign ? ratingBeforePlace(at: index) : nil) {
                index = end
                continue
            }
            if byte.isOne(of: "|-:*.·#>"), isSeparator(at: index) {
                index += 1
                continue
            }
            if let label = LocationLabel(text, from: index)
                ?? (hasCapitals ? LocationLabel(text, from: index, isListed: true) : nil),
                label.end > index,
                label.end < text.count || index == 0 || severity != nil
            {
                if isListed { isAfterPlace = true }
                index = label.end
                continue
            }
            if let end = field(at: index) {
                index = end
                continue
            }
            if let end = bracketed(at: index) {
                // "[HIGH]   350:29   Remove …"
                if severity != nil, text.bytes[end...].starts(with: [.space, .space]) { hasCapitals = true }
                index = end
                continue
            }
            if let end = clock(at: index) {
                index = end
                continue
            }
            if let end = identifier(at: index) {
                let code = text.bytes[index..<end].lastIndex(of: .space).map { $0 + 1 } ?? index
                if !scale.hasLetteredCodes, let rated = Self.auditSeverity(text.bytes[code..<end]) {
                    set(rated.0, rated.1)
                }
                // "P1: …" is a priority, not a number.
                let word = text.flat(index..<end)
                if word.utf8.count == 2, word.utf8.first.map({ $0 | 0x20 }) == UInt8(ascii: "p"),
                    let severity = SeverityVocabulary.severity(of: word)
                {
                    set(severity, word)
                }
                index = end
                continue
            }
            if isAfterPlace, let end = toolLevel(at: index) {
                index = end
                continue
            }
            if severity == nil, let end = announced(at: index) {
                index = end
                continue
            }
            if let length = Self.labelLength(in: text, at: index) {
                let label = text.flat(index..<index + length)
                labels.append(label)
                if severity == nil, Self.isNit(label) {
                    set(.low, PhraseKey(label).firstWord ?? label)
                }
                if Self.isBlocking(label) {
                    if PhraseKey(label).count == 1 { set(.high, label.trimmingColon) } else { blocks = true }
                }
                if severity == nil, !blocks, let rated = SeverityVocabulary.severity(of: label, isRated: false) {
                    set(rated, label.trimmingColon)
                }
                index += length
                continue
            }
            if let end = severityRun(at: index) {
                index = end
                continue
            }
            if let end = capitals(at: index) {
                index = end
                continue
            }
            if let end = column(at: index) {
                index = end
                continue
            }
            if let end = tag(at: index) {
                index = end
                continue
            }
            break
        }
        start = index
        if severity == nil, let signSeverity { set(signSeverity.0, signSeverity.1) }
    }

    mutating func set(_ severity: Severity, _ word: String) {
        guard self.severity == nil else { return }
        self.severity = severity
        severityWord = word
    }
}
