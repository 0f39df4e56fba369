import FindingsModel

/// The paragraphs in which a verdict may stand although the layout gave them to a remark or set them aside: a review's
/// first and last ones, and those under a heading that concludes.
///
/// A memo's last sentence follows its last remark without a break, and a title may be all that concludes.
enum ReviewMargins {
    private static let first = 4
    private static let last = 3
    private static let underVerdict = 6

    /// The leftovers with the margins among them, in the document's order.
    static func added(to leftovers: [Leftover], from outline: Section) -> [Leftover] {
        var paragraphs: [Leftover] = []
        var concluding: [Leftover] = []
        gather(outline, headings: [], &paragraphs, &concluding)
        let edges = paragraphs.count <= first + last ? paragraphs : paragraphs.prefix(first) + paragraphs.suffix(last)
        let margins = (edges + concluding).sorted { $0.span.start < $1.span.start }
        var merged: [Leftover] = []
        merged.reserveCapacity(leftovers.count + margins.count)
        var taken = Set(leftovers.map(\.span.start))
        var next = 0
        for leftover in leftovers {
            while next < margins.count, margins[next].span.start < leftover.span.start {
                if merged.last.map({ $0.span.end <= margins[next].span.start || $0.isMargin }) ?? true,
                    taken.insert(margins[next].span.start).inserted
                {
                    merged.append(margins[next])
                }
                next += 1
            }
            merged.append(leftover)
        }
        for margin in margins[min(next, margins.count)...]
        where merged.last.map({ $0.span.end <= margin.span.start || $0.isMargin }) ?? true
            && taken.insert(margin.span.start).inserted
        {
            merged.append(margin)
        }
        return merged
    }

    private static func gather(
        _ section: Section, headings: [String], _ paragraphs: inout [Leftover], _ concluding: inout [Leftover]
    ) {
        var context = Remark.Context()
        context.headings = headings
        context.role = section.role
        var headings = headings
        if !section.title.isEmpty, section.kind != .leadIn {
            paragraphs.append(
                Leftover(text: section.title.trimmed(), span: section.span, context: context, isMargin: true))
            headings.append(section.title.flat)
            context.headings = headings
        }
        let concludes =
            section.kind != .root
            && (section.role == .verdict || VerdictReader.label(of: section.title) != nil
                || VerdictReader.isGrade(section.title.flat))
        if !concludes, case .heading = section.kind {
            context.located = LineReferenceScanner(section.title).found.filter { $0.certainty == .firm }
        }
        var found = 0
        for node in section.nodes {
            switch node {
            case .section(let inner): gather(inner, headings: headings, &paragraphs, &concluding)
            case .block(let block):
                let items =
                    concludes && block.isList ? block.children.prefix(underVerdict).compactMap(\.children.first) : []
                let texts = block.kind == .paragraph ? [block] : items
                for text in texts where !text.text.isBlank && !isField(text.text) {
                    let leftover = Leftover(
                        text: text.text.trimmed(), span: text.span, context: context, isMargin: true)
                    if block.kind == .paragraph { paragraphs.append(leftover) }
                    if concludes, found < underVerdict {
                        concluding.append(leftover)
                        found += 1
                    }
                }
            }
        }
    }

    /// A remark's own part under a line that names it: "Recommendation" and below it what to do.
    private static func isField(_ text: StyledText) -> Bool {
        let lines = text.lines
        guard lines.count > 1 else { return false }
        let role = SectionRole(heading: text.flat(lines[0]))
        return role == .field || role == .advice
    }
}
