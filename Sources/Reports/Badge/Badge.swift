import FindingsModel

/// A flat badge, one SVG that asks nothing of the network: `test issues | 12 open`.
public struct Badge: Hashable, Sendable {
    public var label: String
    public var message: String
    /// The worst severity of what is counted; `nil` where there is nothing.
    public var worst: Severity?

    public init(label: String, message: String, worst: Severity?) {
        self.label = label
        self.message = message
        self.worst = worst
    }

    /// Dark enough for white letters (contrast 4.5 and more).
    private var colour: String {
        switch worst {
        case nil: "#2c7a1f"
        case .info, .low: "#4f7314"
        case .medium: "#946200"
        case .high: "#b94a10"
        case .critical: "#b3261e"
        }
    }

    public var svg: String {
        let label = HTMLText.escape(PlainText.oneLine(label))
        let message = HTMLText.escape(PlainText.oneLine(message))
        // Digits and letters of Verdana at 11 px are about seven wide; textLength makes it exact whatever the font.
        let left = DisplayWidth.of(PlainText.oneLine(self.label)) * 7
        let right = DisplayWidth.of(PlainText.oneLine(self.message)) * 7
        let middle = left + 10
        let width = middle + right + 10
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="20" viewBox="0 0 \(width) 20" role="img" \
            aria-label="\(label): \(message)">
            <title>\(label): \(message)</title>
            <clipPath id="r"><rect width="\(width)" height="20" rx="3"/></clipPath>
            <g clip-path="url(#r)">
            <rect width="\(middle)" height="20" fill="#444"/>
            <rect x="\(middle)" width="\(right + 10)" height="20" fill="\(colour)"/>
            </g>
            <g fill="#fff" font-family="Verdana,Geneva,'DejaVu Sans',sans-serif" font-size="11">
            <text x="5" y="14" textLength="\(left)" lengthAdjust="spacingAndGlyphs">\(label)</text>
            <text x="\(middle + 5)" y="14" textLength="\(right)" lengthAdjust="spacingAndGlyphs">\(message)</text>
            </g>
            </svg>

            """
    }
}
