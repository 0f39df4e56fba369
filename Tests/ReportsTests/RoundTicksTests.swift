import Testing

@testable import Reports

struct RoundTicksTests {
    @Test(
        arguments: [
            (0.0, [0.0, 1]), (1, [0, 1]), (3, [0, 1, 2, 3]), (7, [0, 2, 4, 6, 8]), (10, [0, 5, 10]),
            (259, [0, 100, 200, 300]),
            (4000, [0, 1000, 2000, 3000, 4000]),
        ] as [(Double, [Double])])
    func `marks are round and reach the maximum`(maximum: Double, marks: [Double]) {
        #expect(RoundTicks.upTo(maximum, count: 4) == marks)
    }

    @Test func `fractions are marked where numbers are no counts`() {
        #expect(RoundTicks.upTo(0.4, count: 4, wholeNumbers: false).last.map { abs($0 - 0.4) < 1e-9 } == true)
    }

    @Test func `labels of an axis never overlap`() {
        let weeks = (0..<120).map { week in
            let month = week * 7 / 30
            return "\(2025 + month / 12)-\(String(month % 12 + 101).suffix(2))-\(String(week * 7 % 28 + 101).suffix(2))"
        }
        for width in [200.0, 350, 760] {
            let axis = PeriodAxis(period: .week, periods: weeks, left: 30, right: width)
            let labels = axis.labels(size: 12)
            #expect(!labels.isEmpty)
            for (a, b) in zip(labels, labels.dropFirst()) {
                let gap = axis.middle(b.index) - axis.middle(a.index)
                #expect(gap >= (SVGText.width(of: a.text, size: 12) + SVGText.width(of: b.text, size: 12)) / 2)
            }
        }
    }

    @Test(arguments: [(200.0, 5), (350, 2), (760, 1)]) func `where months do not fit, years stand at even distances`(
        width: Double, every years: Int
    ) {
        let months = (0..<168).map { month in "\(2011 + month / 12)-\(String(month % 12 + 101).suffix(2))-01" }
        let labels = PeriodAxis(period: .month, periods: months, left: 30, right: width).labels(size: 12)
        let named = labels.map { Int($0.text) ?? 0 }
        #expect(named.count > 1)
        for (a, b) in zip(named, named.dropFirst()) { #expect(b - a == years) }
        #expect(labels.allSatisfy { months[$0.index] == "\($0.text)-01-01" })
    }

    @Test func `months of a part of a year are named, the first with its year`() {
        let weeks = ["03-30", "04-06", "04-13", "04-20", "04-27", "05-04", "05-11", "05-18", "05-25", "06-01", "06-08"]
        let axis = PeriodAxis(period: .week, periods: weeks.map { "2026-\($0)" }, left: 30, right: 400)
        // Of March there is one week, whose name would stand in April's.
        #expect(axis.labels(size: 12).map(\.text) == ["Apr 2026", "May", "Jun"])
    }

    @Test func `sparklines pool what does not fit`() {
        #expect(Sparkline.draw([0, 1, 2, 7], width: 10) == "▁▂▃█")
        #expect(Sparkline.draw(Array(repeating: 1, count: 100), width: 10).count == 10)
        #expect(Sparkline.draw([], width: 10) == "")
        #expect(Sparkline.bar(1, of: 2, width: 4) == "██")
    }
}
