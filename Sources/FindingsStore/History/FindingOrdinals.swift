import FindingsModel

/// Which finding of a review, read anew, is which finding of the same review as it was read before.
///
/// By place and title together first, then by title, then by where it begins, then by overlap; each is used once.
struct FindingOrdinals {
    /// From the ordinal that a finding had to the one that it has.
    private(set) var moved: [Int: Int] = [:]

    init(from old: [Finding], to new: [Finding]) {
        var waiting = old
        var free = new
        func take(_ fits: (Finding, Finding) -> Bool) {
            waiting.removeAll { was in
                guard let place = free.firstIndex(where: { fits(was, $0) }) else { return false }
                moved[was.ordinal] = free.remove(at: place).ordinal
                return true
            }
        }
        take { $0.span == $1.span && $0.title == $1.title }
        take { !$0.title.isEmpty && $0.title == $1.title }
        take { $0.span.start == $1.span.start && $0.span.end > $0.span.start }
        take { Self.overlap($0.span, $1.span) > 0.5 }
    }

    /// The share of the shorter span that both have.
    private static func overlap(_ a: ByteSpan, _ b: ByteSpan) -> Double {
        let shorter = min(a.end - a.start, b.end - b.start)
        guard shorter > 0 else { return 0 }
        return Double(max(0, min(a.end, b.end) - max(a.start, b.start))) / Double(shorter)
    }
}
