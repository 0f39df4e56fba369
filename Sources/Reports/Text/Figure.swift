/// Numbers as people read them.
enum Figure {
    /// `12`, `3.5`, `0.67`, `1,250`: at most two decimals and no trailing zeros.
    static func decimal(_ number: Double) -> String {
        guard number.isFinite, abs(number) < 1e15 else { return number.isNaN ? "–" : "\(number)" }
        let hundredths = Int64((abs(number) * 100).rounded())
        let sign = number < 0 && hundredths > 0 ? "-" : ""
        let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
        let units = sign + grouped(Int(whole))
        if rest == 0 { return units }
        if rest % 10 == 0 { return "\(units).\(rest / 10)" }
        return "\(units).\(rest < 10 ? "0" : "")\(rest)"
    }

    /// How many a unit, to a tenth: `10.5`.
    static func rate(_ number: Int, _ units: Int) -> String {
        units > 0 ? decimal((Double(number) / Double(units) * 10).rounded() / 10) : "–"
    }

    /// `1,234,567`.
    static func grouped(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var out = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { out.append(",") }
            out.append(digit)
        }
        return (number < 0 ? "-" : "") + out
    }

    /// `+2`, `−18`, `0`: a change.
    static func signed(_ number: Int) -> String {
        number == 0 ? "0" : (number > 0 ? "+" : "\u{2212}") + grouped(Int(number.magnitude))
    }

    /// `1 issue`, `2 issues`; `no issues`.
    static func count(_ number: Int, _ one: String, _ many: String) -> String {
        switch number {
        case 0: "no \(many)"
        case 1: "1 \(one)"
        default: "\(grouped(number)) \(many)"
        }
    }
}
