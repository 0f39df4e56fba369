/// What a terminal can show.
public struct TextStyle: Hashable, Sendable {
    /// Columns of the terminal.
    public var width: Int
    public var colour: Bool

    public init(width: Int = 100, colour: Bool = false) {
        self.width = max(40, width)
        self.colour = colour
    }

    /// What a piece of text stands for, drawn by an SGR sequence (ECMA-48) where colour is on.
    enum Role: String {
        case heading = "1"
        case quiet = "2"
        case critical = "1;31"
        case high = "31"
        case medium = "33"
        case low = "36"
        case good = "32"
    }

    func paint(_ text: String, _ role: Role?) -> String {
        guard colour, let role, !text.isEmpty else { return text }
        return "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m"
    }
}
