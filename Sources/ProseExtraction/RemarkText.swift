/// A remark's text, as the judge of polarity, severity and category needs it: plain text without markup.
public struct RemarkText: Hashable, Sendable {
    public var title: String
    public var body: String
    public var suggestion: String?
    /// The headings that the remark stands under, outermost first ("What I liked", "Isolation").
    public var headings: [String]
    /// The reviewer's own label of the remark's kind, where there is one ("Potential issue", "Praise", "✅").
    public var label: String?
    /// ISO 639-1, of the whole document.
    public var language: String?
    /// The reviewer rates it: it complains, however friendly its words are.
    public var isComplaint: Bool
    /// It stands in a chapter of praise ("What I liked", "Mocne strony").
    public var isAmongPraise: Bool

    public init(
        title: String, body: String = "", suggestion: String? = nil, headings: [String] = [], label: String? = nil,
        language: String? = nil, isComplaint: Bool = false, isAmongPraise: Bool = false
    ) {
        self.title = title
        self.body = body
        self.suggestion = suggestion
        self.headings = headings
        self.label = label
        self.language = language
        self.isComplaint = isComplaint
        self.isAmongPraise = isAmongPraise
    }
}
