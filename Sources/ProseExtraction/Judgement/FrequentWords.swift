/// The words that many remarks share: of the remarks that fell to `other`, what a team's lexicon may be lacking.
///
///     var words = FrequentWords()
///     for remark in remarks where remark.category == "other" { words.add(title: remark.title, body: remark.body) }
///     words.top(20)  // [("migration", 14), ("migration script", 9), …]
///
/// A word counts once a remark, and so do two that stand next to one another. Identifiers, code, numbers and words of
/// one or two letters are left out, and so are the words that every text is full of. Of languages that do not part
/// their words, two adjoining characters stand for one.
public struct FrequentWords: Sendable {
    public struct Count: Hashable, Sendable {
        /// In lower case, Latin letters without their accents: as a term of a lexicon is written.
        public var words: String
        /// In how many remarks.
        public var remarks: Int

        public init(words: String, remarks: Int) {
            self.words = words
            self.remarks = remarks
        }
    }

    /// How many different words are held: later ones are left out, so that hostile input costs no more than this.
    private static let limit = 200_000

    private var counts: [String: Int] = [:]

    public init() {}

    public mutating func add(title: String, body: String) {
        let remark = RemarkWords(RemarkText(title: title, body: body))
        var seen: Set<String> = []
        var previous: (text: String, sentence: Int32, isLone: Bool)?
        for word in remark.words {
            let bytes = remark.folded[Int(word.start)..<Int(word.end)]
            let isLone = bytes.count >= 3 && bytes[bytes.startIndex] >= 0xE3
            let text = String(decoding: bytes, as: UTF8.self)
            guard !word.isCode, !word.isSign(in: remark), isLone || bytes.count > 2, !Self.common.contains(text) else {
                previous = nil
                continue
            }
            if !isLone { seen.insert(text) }
            if let before = previous, before.sentence == word.sentence, before.isLone == isLone {
                seen.insert(isLone ? before.text + text : before.text + " " + text)
            }
            previous = (text, word.sentence, isLone)
        }
        for text in seen {
            if let known = counts[text] {
                counts[text] = known + 1
            } else if counts.count < Self.limit {
                counts[text] = 1
            }
        }
    }

    /// The `limit` most frequent ones of at least `remarks` remarks, of equals the first by alphabet.
    public func top(_ limit: Int, atLeast remarks: Int = 2) -> [Count] {
        counts.lazy.filter { $0.value >= remarks }
            .map { Count(words: $0.key, remarks: $0.value) }
            .sorted { $0.remarks != $1.remarks ? $0.remarks > $1.remarks : $0.words < $1.words }
            .prefix(max(0, limit)).map { $0 }
    }

    /// Words that tell nothing of what a remark is about, in the languages that part their words.
    private static let common = Set(
        """
        about after again all also and any are because been before being both but can cannot case code could does done
        down each even every few for from get gets has have having here how however instead into its just like line
        lines made make makes many may might more most much must not now off one only other out over own same see
        should since some such test tested testing tests than that the their them then there these they this those
        through too under until use used uses using very was well were what when where whether which while who why will
        with would you your
        aber als auch auf aus bei das dass dem den der des die ein eine einem einen einer eines fur hier ist kann mehr
        mit nach nicht noch nur oder sich sie sind uber und von vor was wenn werden wie wird zeile zum zur
        aux avec cette ces dans des elle est etre fait les leur mais ne par pas plus pour que qui sans ses son sont sur
        test tests une ligne
        como con cuando del desde donde ella ellos entre esta estan este esto estos hay las los mas muy para pero por
        porque que ser sin sobre son una uno
        com como das dos ela ele essa esse isso mais nao nas nos para pela pelo por que sem ser sua seu uma
        che con come dal dalla degli del della delle dei gli nel nella non per piu questo questa sono una
        без был быть для его если еще как или когда который может надо нет она они при так тест теста тесты только что
        чтобы это этот
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
