import FindingsModel

/// A remark as it was found in the document's layout, before its words are read.
struct Remark: Sendable {
    enum Layout: Hashable, Sendable {
        case heading, item, row, location, terse, labelled, boldLead, paragraph, sentence
    }

    /// What stands around a remark and holds for it.
    struct Context: Sendable {
        /// Outermost first.
        var headings: [String] = []
        var severity: Severity?
        var severityWord: String?
        /// The severity is that of a group named by what to do ("Must", "Nice to have"), which states none.
        var isObliged = false
        var path: String?
        var role = SectionRole.neutral
        /// The places that a heading or theme gives to all remarks under it.
        var located: [LineReferenceScanner.Found] = []
        /// A conclusion's or advice's list: remarks only when the document has no others.
        var isRepeat = false
        /// The heading is the name of a test or function, and others like it stand beside it.
        var isOfTest = false

        /// The heading says that what stands under it has no tests.
        var isOfUntested: Bool { headings.last.map(SectionRole.namesWhatIsUntested) ?? false }
    }

    var layout: Layout
    /// The text that opens the remark: its title, or its first paragraph.
    var lead: StyledText
    /// What follows it.
    var blocks: [Block] = []
    var context: Context
    /// Places given apart from the text: a table's cell.
    var located: [LineReferenceScanner.Found] = []
    var labels: [String] = []
    var suggestion: StyledText?
    /// What a table's column of numbers calls it: "UX-014".
    var identifier: String?
    /// What a table's column of numbers counts it by.
    var number: Int?
    /// It is ticked off as done.
    var isTicked = false
    /// One of a series that each open with their kind in bold: all up to the next is one remark.
    var isOfKindSeries = false
    var span: ByteSpan
    /// The list, table or series that it belongs to.
    var group: Int
}

/// A paragraph that belongs to no remark.
struct Leftover: Sendable {
    var text: StyledText
    var span: ByteSpan
    var context: Remark.Context
    /// It does belong to a remark, or was set aside, and is only looked at for the verdict (``ReviewMargins``).
    var isMargin = false
}
