/// Finds the terms of all lexicons in a remark's words, in one pass.
///
/// Every word that occurs in a term has a number, and so has every stem. A trie of numbers leads from a term's first
/// word to its last. A remark's word is looked up once as a whole and once a letter as a stem, so the cost depends on
/// the remark's length, not on the number of terms.
struct TermIndex: Sendable {
    /// What one term speaks for.
    struct Entry: Sendable {
        var judgement: Judgement
        /// A number of the judgement's own.
        var value: Int16
        var place: Place
        /// Of English, of signs and code, or of no stated language.
        var isGeneral: Bool
        var weight: Double
        /// Which lexicon and line it came from, to tell of duplicates.
        var lexicon: Int16
        var line: Int32
        /// The next entry of the same term, -1 for none.
        var next: Int32
    }

    enum Place: UInt8, Sendable { case anywhere, title, heading }

    /// A term in the words: which, and on which words it stands.
    struct Match {
        var entry: Int32
        var first: Int32
        var last: Int32
        /// Bit n: the word `first + n` belongs to the term.
        var mask: UInt64
    }

    /// Words that a gap (`..`) may skip.
    private static let widestGap = 4
    private static let longestTerm = 12
    private static let literals: Set<String> = ["<number>", "<uuid>", "<ip>", "<path>", "<remark>"]
    private static let longestStem = 24

    private(set) var entries: [Entry] = []
    private var vocabulary = HashTable(capacity: 4_096)
    private var stems = HashTable(capacity: 2_048)
    private var edges = HashTable(capacity: 8_192)
    private var symbolCount: Int32 = 0
    /// The numbers of groups of alternatives, and which groups a word's number belongs to: a linked list each.
    private var groups: [[Int32]: Int32] = [:]
    private var groupsOf: [(group: Int32, next: Int32)] = []
    private var firstGroup: [Int32] = [-1]
    /// Per node: its first entry, and the node behind a gap; -1 for none.
    private var nodeEntry: [Int32] = [-1]
    private var nodeGap: [Int32] = [-1]
    /// Whether words may follow: most nodes end a term, and there is nothing to look up behind those.
    private var nodeGoesOn: [Bool] = [false]
    /// Per number: the node that it leads to from the start, -1 for none. Nearly all words are tried there.
    private var startEdges: [Int32] = [-1]

    // MARK: Building

    /// Adds a term; says what is wrong with it, or returns `nil`.
    ///
    /// A term that an earlier lexicon gave for the same value gets the new weight; twice in one lexicon is an error.
    mutating func add(_ term: Substring, _ entry: Entry) -> String? {
        var nodes: [Int32] = [0]
        var length = 0
        for element in Self.elements(of: term) {
            if element == ".." {
                guard length > 0 else { return "a term cannot begin with a gap" }
                nodes = nodes.map { gapBehind($0) }
                continue
            }
            let isOptional = element.utf8.first == UInt8(ascii: "?")
            var next: [Int32] = []
            var single: [Int32] = []
            let alternatives = isOptional ? Substring(element.utf8.dropFirst()) : element
            for alternative in alternatives.pieces(by: UInt8(ascii: "|")) {
                var path: [Int32] = []
                if let complaint = read(alternative, into: &path) { return complaint }
                length = max(length, path.count)
                guard path.count <= Self.longestTerm else { return "the term is too long" }
                if path.count == 1 {
                    single.append(path[0])
                } else {
                    for node in nodes { next.append(path.reduce(node) { edge(from: $0, symbol: $1) }) }
                }
            }
            if single.count == 1 {
                for node in nodes { next.append(edge(from: node, symbol: single[0])) }
            } else if single.count > 1 {
                let group = self.group(of: single)
                for node in nodes { next.append(edge(from: node, symbol: group)) }
            }
            guard next.count <= 256 else { return "the term has too many alternatives" }
            nodes = isOptional ? nodes + next : next
        }
        guard length > 0 else { return "no term" }
        // Alternatives may meet another term's; only a term that is wholly known is one too many.
        var complaint: String?
        var isNew = false
        for node in nodes {
            if let known = attach(entry, to: node) { complaint = known } else { isNew = true }
        }
        return isNew ? nil : complaint
    }

    /// The words, groups of alternatives (optional ones with a leading `?`) and gaps of a term.
    private static func elements(of term: Substring) -> [Substring] {
        var elements: [Substring] = []
        var rest = term
        while let open = rest.utf8.firstIndex(of: UInt8(ascii: "(")) {
            // A call's bracket follows its name: `sleep(`. A group stands alone.
            let isGroup = open == rest.startIndex || rest.utf8[rest.utf8.index(before: open)] == 0x20
            guard isGroup, let close = rest.utf8[open...].firstIndex(of: UInt8(ascii: ")")) else { break }
            elements += rest[..<open].pieces(by: 0x20)
            let group = rest[rest.utf8.index(after: open)..<close]
            rest = rest[rest.utf8.index(after: close)...]
            if rest.utf8.first == UInt8(ascii: "?") {
                elements.append("?" + group)
                rest = Substring(rest.utf8.dropFirst())
            } else {
                elements.append(group)
            }
        }
        return elements + rest.pieces(by: 0x20)
    }

    /// The numbers of an alternative's words; says what is wrong with it, or returns `nil`.
    private mutating func read(_ alternative: Substring, into path: inout [Int32]) -> String? {
        let bytes = alternative.utf8
        let isStem = bytes.last == UInt8(ascii: "*")
        let core = isStem ? bytes.dropLast() : bytes
        // Nearly all words are plain letters, and need no cutting.
        var hash = Self.seed
        var isPlain = true
        for byte in core {
            guard byte | 0x20 >= 0x61, byte | 0x20 <= 0x7A else {
                isPlain = false
                break
            }
            hash = Self.mix(hash, byte | 0x20)
        }
        if isPlain, core.count >= (isStem ? 2 : 1) {
            path.append(symbol(hash, stem: isStem))
            return nil
        }
        if bytes.first == UInt8(ascii: "<"), Self.literals.contains(String(alternative)) {
            path.append(symbol(bytes.reduce(Self.seed, Self.mix), stem: false))
            return nil
        }
        var words = RemarkWords()
        words.append(String(isStem ? alternative.dropLast() : alternative), zone: .title)
        guard let last = words.words.last else { return "“\(alternative)” holds no word" }
        if isStem, last.end - last.start < 2 { return "the stem “\(alternative)” is too short" }
        for (index, word) in words.words.enumerated() {
            let hash = words.folded[Int(word.start)..<Int(word.end)].reduce(Self.seed, Self.mix)
            path.append(symbol(hash, stem: isStem && index == words.words.count - 1))
        }
        return nil
    }

    /// The number that stands for any of `members`: alternatives cost one edge, not one each.
    private mutating func group(of members: [Int32]) -> Int32 {
        let members = members.sorted()
        if let known = groups[members] { return known }
        symbolCount += 1
        startEdges.append(-1)
        groups[members] = symbolCount
        for member in members {
            groupsOf.append((symbolCount, firstGroup[Int(member)]))
            firstGroup[Int(member)] = Int32(groupsOf.count - 1)
        }
        firstGroup.append(-1)
        return symbolCount
    }

    private mutating func symbol(_ hash: UInt64, stem: Bool) -> Int32 {
        if let known = stem ? stems[hash] : vocabulary[hash] { return known }
        symbolCount += 1
        startEdges.append(-1)
        firstGroup.append(-1)
        if stem { stems[hash] = symbolCount } else { vocabulary[hash] = symbolCount }
        return symbolCount
    }

    private mutating func edge(from node: Int32, symbol: Int32) -> Int32 {
        if let known = child(of: node, symbol) { return known }
        let new = Int32(nodeEntry.count)
        nodeEntry.append(-1)
        nodeGap.append(-1)
        nodeGoesOn.append(false)
        nodeGoesOn[Int(node)] = true
        if node == 0 {
            startEdges[Int(symbol)] = new
        } else {
            edges[Self.edgeKey(node, symbol)] = new
        }
        return new
    }

    @inline(__always)
    private func child(of node: Int32, _ symbol: Int32) -> Int32? {
        guard node == 0 else { return edges[Self.edgeKey(node, symbol)] }
        let child = startEdges[Int(symbol)]
        return child >= 0 ? child : nil
    }

    private mutating func gapBehind(_ node: Int32) -> Int32 {
        if nodeGap[Int(node)] >= 0 { return nodeGap[Int(node)] }
        let new = Int32(nodeEntry.count)
        nodeEntry.append(-1)
        nodeGap.append(-1)
        nodeGoesOn.append(false)
        nodeGap[Int(node)] = new
        return new
    }

    private mutating func attach(_ entry: Entry, to node: Int32) -> String? {
        var at = nodeEntry[Int(node)]
        while at >= 0 {
            let known = entries[Int(at)]
            if known.judgement == entry.judgement, known.value == entry.value, known.place == entry.place {
                if known.lexicon == entry.lexicon { return "the term stands in line \(known.line) already" }
                var new = entry
                new.next = known.next
                entries[Int(at)] = new
                return nil
            }
            at = known.next
        }
        var new = entry
        new.next = nodeEntry[Int(node)]
        nodeEntry[Int(node)] = Int32(entries.count)
        entries.append(new)
        return nil
    }

    // MARK: Finding

    /// Every term in `words`, by its first word. Of one term with gaps only the tightest match at each start counts.
    func matches(in remark: RemarkWords) -> [Match] {
        let words = remark.words
        // The numbers of each word: itself, and each of its stems.
        var symbols: [Int32] = []
        var offsets: [Int32] = [0]
        symbols.reserveCapacity(words.count * 2)
        offsets.reserveCapacity(words.count + 1)
        remark.folded.withUnsafeBufferPointer { folded in
            for word in words {
                var hash = Self.seed
                let end = Int(word.end)
                var position = Int(word.start)
                // An annotation is found with and without its sign.
                if end - position > 1, folded[position] == UInt8(ascii: "@") {
                    var whole = hash
                    for at in position..<end { whole = Self.mix(whole, folded[at]) }
                    if let symbol = vocabulary[whole] { add(symbol, to: &symbols) }
                    position += 1
                }
                let limit = min(end, position + Self.longestStem)
                var length = 0
                while position < end {
                    hash = Self.mix(hash, folded[position])
                    position += 1
                    length += 1
                    if length >= 2, position <= limit, let symbol = stems[hash] { add(symbol, to: &symbols) }
                }
                if let symbol = vocabulary[hash] { add(symbol, to: &symbols) }
                if Self.isNumber(folded, word), let symbol = vocabulary[Self.numberHash] { add(symbol, to: &symbols) }
                offsets.append(Int32(symbols.count))
            }
        }
        var walk = Walk(words: words, symbols: symbols, offsets: offsets)
        for position in words.indices where offsets[position] < offsets[position + 1] {
            walk.first = position
            follow(node: 0, at: position, mask: 0, last: position, &walk)
        }
        return walk.found
    }

    @inline(__always)
    private func add(_ symbol: Int32, to symbols: inout [Int32]) {
        symbols.append(symbol)
        var at = firstGroup[Int(symbol)]
        while at >= 0 {
            symbols.append(groupsOf[Int(at)].group)
            at = groupsOf[Int(at)].next
        }
    }

    private struct Walk {
        var words: [RemarkWords.Word]
        var symbols: [Int32]
        var offsets: [Int32]
        var first = 0
        var found: [Match] = []
    }

    /// Follows the trie from `node` with the word at `position`. As deep as the longest term at most.
    private func follow(node: Int32, at position: Int, mask: UInt64, last: Int, _ walk: inout Walk) {
        guard position < walk.words.count, position - walk.first < 60,
            walk.words[position].sentence == walk.words[walk.first].sentence
        else { return }
        for index in Int(walk.offsets[position])..<Int(walk.offsets[position + 1]) {
            guard let child = child(of: node, walk.symbols[index]) else { continue }
            let mask = mask | 1 << UInt64(position - walk.first)
            var entry = nodeEntry[Int(child)]
            while entry >= 0 {
                report(
                    Match(entry: entry, first: Int32(walk.first), last: Int32(position), mask: mask), &walk)
                entry = entries[Int(entry)].next
            }
            if nodeGoesOn[Int(child)] { follow(node: child, at: position + 1, mask: mask, last: position, &walk) }
            let gap = nodeGap[Int(child)]
            guard gap >= 0 else { continue }
            for skipped in 0...Self.widestGap {
                follow(node: gap, at: position + 1 + skipped, mask: mask, last: position, &walk)
            }
        }
    }

    private func report(_ match: Match, _ walk: inout Walk) {
        var index = walk.found.count - 1
        while index >= 0, walk.found[index].first == match.first {
            if walk.found[index].entry == match.entry {
                if match.last < walk.found[index].last { walk.found[index] = match }
                return
            }
            index -= 1
        }
        walk.found.append(match)
    }

    // MARK: Numbers and hashes

    private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
    private static let numberHash = "<number>".utf8.reduce(seed, mix)

    @inline(__always)
    private static func mix(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

    @inline(__always)
    private static func edgeKey(_ node: Int32, _ symbol: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: symbol))
    }

    private static func isNumber(_ folded: UnsafeBufferPointer<UInt8>, _ word: RemarkWords.Word) -> Bool {
        for position in Int(word.start)..<Int(word.end) where !RemarkWords.isDigit(folded[position]) { return false }
        return word.end > word.start
    }
}

/// An open-addressing table from 64-bit hashes to small numbers: the standard dictionary's hashing against hostile keys
/// is not needed for keys that come from our own tables, and costs more than the rest of a lookup.
struct HashTable: Sendable {
    private var keys: [UInt64]
    private var values: [Int32]
    private var count = 0

    /// `capacity` is a power of two.
    init(capacity: Int) {
        keys = Array(repeating: 0, count: capacity)
        values = Array(repeating: 0, count: capacity)
    }

    subscript(key: UInt64) -> Int32? {
        @inline(__always) get {
            let slot = slot(of: key)
            return keys[slot] == key && key != 0 ? values[slot] : nil
        }
        set {
            guard let newValue, key != 0 else { return }
            if count * 2 >= keys.count { grow() }
            let slot = slot(of: key)
            if keys[slot] == 0 { count += 1 }
            keys[slot] = key
            values[slot] = newValue
        }
    }

    @inline(__always)
    private func slot(of key: UInt64) -> Int {
        let mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        let old = (keys, values)
        keys = Array(repeating: 0, count: old.0.count * 2)
        values = Array(repeating: 0, count: old.0.count * 2)
        for (key, value) in zip(old.0, old.1) where key != 0 {
            let slot = slot(of: key)
            keys[slot] = key
            values[slot] = value
        }
    }
}
