import FindingsModel
import Testing

@testable import Reports

@Suite struct `What may come` {
    private func text(_ values: [Double]) -> String { Outlook(values, period: .week).sentence }

    @Test func `a short history gives no forecast, and says how much it takes`() {
        let outlook = Outlook(Array(repeating: 5, count: 23), period: .week)
        #expect(outlook.rows.rows.isEmpty)
        #expect(outlook.sentence == "No forecast: to try one on this history takes 24 weeks of it, and there are 23.")
        #expect(!Outlook(Array(repeating: 5, count: 24), period: .week).rows.rows.isEmpty)
        #expect(text([]).contains("there are 0"))
    }

    @Test func `a history that jumps gives no forecast, and says how wrong it would have been`() {
        let jumps = (0..<40).map { $0.isMultiple(of: 3) ? 80.0 : 10 }
        let outlook = Outlook(jumps, period: .week)
        #expect(outlook.rows.rows.isEmpty)
        #expect(outlook.sentence.hasPrefix("No forecast: the better of two simple ones, that the number"))
        #expect(outlook.sentence.contains("by 70 at most. That is too wide"))
    }

    @Test func `what stays is expected to stay, and what grows to grow`() {
        let level = Outlook((0..<40).map { 30 + Double($0 % 2) }, period: .week)
        #expect(level.sentence.hasPrefix("In 4 weeks, 31 to 31 open issues are to be expected"), "\(level.sentence)")
        #expect(level.sentence.contains("that the number stays as it is, was tried 28 times"), "\(level.sentence)")
        let growth = Outlook((0..<40).map { Double(2 * $0) }, period: .week)
        #expect(growth.sentence.hasPrefix("In 4 weeks, 86 to 86 open issues are to be expected"), "\(growth.sentence)")
        #expect(growth.rows.rows.map { $0[1] } == [80, 82, 84, 86].map { Value.real($0) })
    }

    @Test func `the range is one that four in five earlier tries kept to`() {
        // Every ninth step up is undone by the next eight: errors differ, and none is the mean.
        let values = (0..<60).map { 100 + Double(($0 * 7) % 9) }
        let outlook = Outlook(values, period: .week)
        guard case .real(let low)? = outlook.rows.rows.last?[2], case .real(let high)? = outlook.rows.rows.last?[3]
        else {
            Issue.record("no forecast: \(outlook.sentence)")
            return
        }
        let bound = (high - low) / 2
        let errors = (9...56).map { abs(values[$0 + 3] - values[$0 - 1]) }
        #expect(Double(errors.count { $0 <= bound }) >= 0.8 * Double(errors.count))
        #expect(low >= 0 && high < 125)
    }

    @Test func `a number below none is never expected`() {
        let fall = Outlook((0..<40).map { max(0, 39 - Double($0)) }, period: .week)
        #expect(fall.rows.rows.allSatisfy { row in row[2] == .real(0) && row[1] == .real(0) })
    }
}
