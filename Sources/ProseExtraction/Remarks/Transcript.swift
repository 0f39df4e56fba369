import FindingsModel

/// A conversation: messages of several people, each under or behind the name of its sender.
///
/// Chat logs ("[22:31] lena: …"), exports of discussions ("**Mika** commented on `a.ts` line 3"), exports of chat rooms
/// ("lena  10:31 AM" above the words) and interviews ("Q: …", "A: …").
struct Transcript {
    struct Message {
        var sender: String
        /// The header without the sender, where it names the place that the message speaks of.
        var place: StyledText?
        /// All of the message, header included, in the document's bytes.
        var span: ByteSpan
        /// The words.
        var body: ByteSpan
    }

    private(set) var messages: [Message] = []
    /// What stands before the first message.
    private(set) var preamble: ByteSpan
    /// The senders whose messages are the review; the others ask and answer.
    private(set) var reviewers: Set<String> = []
    /// The messages are answers to the questions of an interview.
    private(set) var isInterview = false
    /// People talk: what one says may go on with what another said.
    private(set) var isDialogue = false

    static let maximumMessages = 5_000

    /// The conversation that `document` is; `nil` for any other document.
    init?(_ document: [UInt8]) {
        let lines = TranscriptLine.lines(of: document)
        guard let style = Self.style(lines) else { return nil }
        preamble = ByteSpan(0, 0)
        isInterview = style == .interview
        isDialogue = style == .dialogue
        var isOpen = false
        for line in lines {
            if let header = line.headers[style], messages.count < Self.maximumMessages {
                if !isOpen { preamble = ByteSpan(0, line.range.lowerBound) }
                isOpen = true
                messages.append(
                    Message(
                        sender: header.sender, place: header.place,
                        span: ByteSpan(line.range.lowerBound, line.range.upperBound),
                        body: ByteSpan(header.body, line.range.upperBound)))
            } else if isOpen, !line.isBlank {
                messages[messages.count - 1].span.end = line.range.upperBound
                messages[messages.count - 1].body.end = line.range.upperBound
            }
        }
        reviewers = Self.reviewers(messages, document, isInterview: isInterview)
    }

    /// The style in which at least three lines open messages, and which takes in most of the document.
    private static func style(_ lines: [TranscriptLine]) -> TranscriptLine.Style? {
        for style in TranscriptLine.Style.allCases {
            var headers = 0
            var senders: [String: Int] = [:]
            var order: [String] = []
            var first: Int?
            var own = 0
            for (index, line) in lines.enumerated() where !line.isBlank {
                guard let header = line.headers[style] else {
                    if first != nil { own += 1 }
                    continue
                }
                if first == nil { first = index }
                headers += 1
                senders[header.sender, default: 0] += 1
                order.append(header.sender)
            }
            // People say more than one thing; an export tells of each message what it is.
            guard headers >= 3, let first, senders.count <= max(2, headers * 2 / 3) || style == .exported else {
                continue
            }
            let before = lines[..<first].count { !$0.isBlank }
            // A review that quotes a conversation is none.
            guard before <= max(8, (headers + own) / 4) else { continue }
            switch style {
            case .timed, .titled, .placed, .exported: return style
            case .dialogue:
                // Few speakers, each several times, and hardly a line that nobody says.
                guard senders.count >= 2, senders.count <= 5, headers >= 6, senders.values.allSatisfy({ $0 >= 2 }),
                    headers * 10 >= (headers + own) * 7, !isRound(order, of: senders.count)
                else { continue }
                return style
            case .interview:
                // Two take turns.
                guard senders.count >= 2, senders.count <= 6, senders.values.count(where: { $0 >= 2 }) >= 2 else {
                    continue
                }
                return style
            }
        }
        return nil
    }

    /// Three names or more come round and round in one order: those of a remark's parts, "Seen", "Cost", "Way forward", and of
    /// nobody who talks.
    private static func isRound(_ order: [String], of count: Int) -> Bool {
        count > 2 && order.indices.allSatisfy { order[$0] == order[$0 % count] }
    }

    /// Who says most of what sounds like remarks; others who say nearly as much are reviewers, too.
    private static func reviewers(_ messages: [Message], _ document: [UInt8], isInterview: Bool) -> Set<String> {
        var scores: [String: Int] = [:]
        for message in messages {
            let bytes = document[message.body.start..<min(message.body.end, message.body.start + 4_000)]
            let evidence = RemarkEvidence(StyledText(String(decoding: bytes, as: UTF8.self)))
            // A question is seldom the remark itself.
            let isQuestion =
                isInterview && bytes.last(where: { !$0.isBlank && $0 != UInt8(ascii: "*") }) == UInt8(ascii: "?")
            scores[message.sender, default: 0] += isQuestion ? 0 : evidence.isRemark ? evidence.score : 0
        }
        let most = scores.values.max() ?? 0
        return Set(scores.lazy.filter { $0.value * 2 >= most && $0.value > 0 }.map(\.key))
    }
}
