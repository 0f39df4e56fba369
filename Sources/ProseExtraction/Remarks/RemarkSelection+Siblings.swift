import FindingsModel

/// Paragraphs beside others that are remarks.
extension RemarkSelection {
    /// Where a chapter carries its remarks in paragraphs, and a place, a rating or a label singles out some of them, those beside
    /// them are remarks no less.
    mutating func takeSiblings() {
        var chapters: [[String]: Chapter] = [:]
        for remark in remarks {
            chapters[remark.context.headings, default: Chapter()].add(remark, isParagraph: Self.isParagraph(remark))
        }
        var rest: [Leftover] = []
        let end = leftovers.map(\.span.end).max() ?? 0
        for leftover in leftovers {
            guard let chapter = chapters[leftover.context.headings], chapter.isOfParagraphs,
                Self.isSibling(
                    leftover, isAfterFirst: chapter.isExpected || leftover.span.start > chapter.start,
                    isLast: leftover.span.end == end)
            else {
                rest.append(leftover)
                continue
            }
            remarks.append(
                Remark(
                    layout: .paragraph, lead: leftover.text, context: leftover.context, span: leftover.span, group: 0))
        }
        leftovers = rest
    }

    /// What stands under the same headings.
    private struct Chapter {
        var paragraphs = 0
        var others = 0
        var start = Int.max
        /// The heading says that remarks stand there.
        var isExpected = false

        var isOfParagraphs: Bool { others == 0 && (paragraphs > 1 || paragraphs > 0 && isExpected) }

        mutating func add(_ remark: Remark, isParagraph: Bool) {
            if isParagraph { paragraphs += 1 } else { others += 1 }
            start = min(start, remark.span.start)
            isExpected = isExpected || remark.context.role == .remarks || remark.context.role == .praise
        }
    }

    /// The remark is a paragraph of running text without a title.
    static func isParagraph(_ remark: Remark) -> Bool {
        switch remark.layout {
        case .labelled, .paragraph, .sentence:
            remark.lead.styles.first?.contains(.strong) != true && RemarkEvidence(remark.lead).words > 5
        case .boldLead, .heading, .item, .location, .row, .terse: false
        }
    }

    /// "Impact: …", or the name of such a part on a line of its own.
    private static func opensField(_ text: StyledText) -> Bool {
        if FieldLabel(text) != nil { return true }
        guard let line = text.lines.first, line.upperBound < text.count, line.count <= 40 else { return false }
        return FieldLabel.kind(of: text.flat(line).trimmingColon) != nil
    }

    /// The paragraph says something of the code by itself, and does not frame or conclude the review.
    private static func isSibling(_ leftover: Leftover, isAfterFirst: Bool, isLast: Bool) -> Bool {
        let text = leftover.text
        let key = PhraseKey(text.bytes[...])
        guard leftover.context.role != .verdict, leftover.context.role != .aside, !leftover.context.isRepeat,
            !text.bytes.hasColonAtEnd, !opensField(text), !VerdictReader.isVerdict(text),
            !VerdictReader.isStronglyLabelled(text),
            !VerdictReader.judgesWhole(text.flat), !ChatFraming.isFraming(key), !ChatFraming.isIntroduction(key)
        else { return false }
        let evidence = RemarkEvidence(text)
        // "ℹ️ 487 lines, 25 tests" informs.
        guard evidence.words > 4, !text.bytes.has("ℹ", at: 0), ParagraphParts.standsAlone(text, evidence) else {
            return false
        }
        if isLast, ChatFraming.isClosing(key) || VerdictReader.closingScore(text.flat) >= 8 { return false }
        return isAfterFirst || evidence.score >= 3 && (evidence.hasFault || evidence.hasAdvice)
    }
}
