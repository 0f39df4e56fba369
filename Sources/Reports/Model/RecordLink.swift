/// A record that a report speaks of, to be looked up elsewhere in it or on another page.
enum RecordLink: Hashable, Sendable {
    /// By uid.
    case issue(String)
    /// By path.
    case file(String)
    /// By uid.
    case review(String)
    /// An address on the code host.
    case address(String)
}
