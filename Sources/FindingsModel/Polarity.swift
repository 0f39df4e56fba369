/// Whether a finding is a complaint.
public enum Polarity: String, Codable, CaseIterable, Sendable {
    /// Something that should be better.
    case issue
    /// Something that the reviewer commends.
    case praise
    /// A description or remark that asks for nothing.
    case neutral
}
