/// Remarks that count themselves before a dash: "1 — The kiln stays hot", "12 – Glaze drips".
///
/// From 10 on such a number looks like a line. Where the leads count up from 1 one by one, they are no lines.
enum CountedLeads {
    /// `remarks` without the numbers that count them; as they are where the numbers do not.
    static func stripped(_ remarks: [Remark]) -> [Remark] {
        let counted = remarks.indices.compactMap { index in
            number(opening: remarks[index].lead).map { (index: index, number: $0.value, end: $0.end) }
        }
        guard counted.count > 2, counted.count * 3 >= remarks.count * 2,
            counted.enumerated().allSatisfy({ $1.number == $0 + 1 })
        else { return remarks }
        var remarks = remarks
        for (index, _, end) in counted {
            let lead = remarks[index].lead
            remarks[index].lead = lead.slice(end..<lead.count).trimmed()
        }
        return remarks
    }

    /// One to three digits, a blank, a dash and a blank.
    private static func number(opening text: StyledText) -> (value: Int, end: Int)? {
        let digits = text.bytes.prefix(4).prefix(while: \.isDigit)
        guard (1...3).contains(digits.count), text.bytes.has(" ", at: digits.endIndex) else { return nil }
        let value = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
        for dash in ["— ", "– ", "- "] as [StaticString] where text.bytes.has(dash, at: digits.endIndex + 1) {
            let end = digits.endIndex + 1 + dash.utf8CodeUnitCount
            return end < text.count ? (value, end) : nil
        }
        return nil
    }
}
