extension Set {
    /// How many members the two have in common.
    func sharedCount(with other: Set) -> Int {
        count <= other.count ? count(where: other.contains) : other.count(where: contains)
    }
}
