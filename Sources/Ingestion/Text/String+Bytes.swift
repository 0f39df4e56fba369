extension String {
    /// Whether a byte that satisfies the predicate is in it, read where its bytes stand: to go through a string's own view of
    /// them costs several times as much, and every result of a tool is asked.
    func containsByte(where isWanted: (UInt8) -> Bool) -> Bool {
        utf8.withContiguousStorageIfAvailable { $0.contains(where: isWanted) } ?? utf8.contains(where: isWanted)
    }
}
