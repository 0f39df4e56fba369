/// Which runs of four letters a finding's words have, as a set of bits: "orphaned" and "orphans", "Aufräumcode" and
/// "aufräumen", `setUp` and "setup" are alike here, and nowhere else.
struct Spelling: Hashable, Sendable {
    /// More bits would cost more time, fewer let different runs fall together.
    private static let bits = 4096
    private static let run = 4

    private var words: [UInt64] = []
    private var count = 0

    /// Adds a word in lower case; one of fewer than three letters says nothing.
    mutating func add(_ word: some Collection<UInt8>) {
        // Of scripts with a syllable or a word a letter runs of bytes tell nothing.
        guard word.count > 2, let first = word.first, first < 0xe0 else { return }
        if words.isEmpty { words = [UInt64](repeating: 0, count: Self.bits / 64) }
        var window: UInt32 = 0x5e
        var length = 1
        func take(_ byte: UInt8) {
            window = window << 8 | UInt32(byte)
            length += 1
            guard length >= Self.run else { return }
            let bit = Int((window &* 0x9e37_79b1) >> 20)
            if words[bit >> 6] & (1 << UInt64(bit & 63)) == 0 { count += 1 }
            words[bit >> 6] |= 1 << UInt64(bit & 63)
        }
        for byte in word { take(byte) }
        take(0x24)
    }

    /// From 0, no more in common than chance would have it, to 1.
    func likeness(to other: Spelling) -> Double {
        guard count > 0, other.count > 0 else { return 0 }
        var shared = 0
        for (own, its) in zip(words, other.words) { shared += (own & its).nonzeroBitCount }
        let chance = Double(count) * Double(other.count) / Double(Self.bits)
        return max(0, Double(shared) - chance) / (Double(count) * Double(other.count)).squareRoot()
    }
}
