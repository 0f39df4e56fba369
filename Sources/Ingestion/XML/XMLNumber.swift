/// A whole number in an attribute.
struct XMLNumber {
    /// `nil` where the attribute is absent or no number.
    let value: Int?
    /// What is to be said of an attribute that is there and no number.
    let flags: [String]

    /// - Parameter names: the first of these attributes that is there and not empty is taken.
    init(_ attributes: [String: String], _ names: String...) {
        for name in names {
            guard let text = attributes[name]?.filter({ !$0.isWhitespace }), !text.isEmpty else { continue }
            value = Int(text).flatMap { $0.isCountable ? $0 : nil }
            flags = value == nil ? ["`\(name)` is not understood"] : []
            return
        }
        value = nil
        flags = []
    }
}
